"""Programs for a type checker: their text, and the outcome of the errors in them."""

from __future__ import annotations

import pytest
from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.typecheck.program import (
    Message,
    TypedProgram,
    probe,
    unnamed,
)


def candidate(name: str = "mypkg.emitter:EventEmitter", module: str = "mypkg.emitter") -> Candidate:
    """Return a candidate that cannot be imported."""
    return Candidate("", name, True, "", "", "", "", (), object, module)


def program(text: str) -> TypedProgram:
    """Return a program with some lines, of which the first is line 6."""
    written = TypedProgram(candidate())
    written.write(text)
    return written


def test_program_imports_the_candidate() -> None:
    """The candidate is imported as EventEmitter, whatever its name."""
    written = TypedProgram(candidate("mypkg.emitter:Room"))
    written.write("""
        class Guest:
            name = "alice"
    """)
    written.write("emitter = EventEmitter[str]()")
    assert written.source.splitlines() == [
        '# mypy: disable-error-code="import-untyped"',
        "from typing import Any, Literal",
        "",
        "from mypkg.emitter import Room as EventEmitter",
        "",
        "class Guest:",
        '    name = "alice"',
        "emitter = EventEmitter[str]()",
    ]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("mypkg:EventEmitter", ["from mypkg.emitter import EventEmitter"]),
        (
            "mypkg:Rooms.Room.Emitter",
            [
                "from mypkg.emitter import Rooms as Candidate",
                "",
                "EventEmitter = Candidate.Room.Emitter",
            ],
        ),
    ],
)
def test_probe_names_the_candidate(name: str, lines: list[str]) -> None:
    """The probe uses the candidate as a type."""
    last = "def probe(emitter: EventEmitter) -> None: ..."
    assert probe(candidate(name)).splitlines() == [*lines, "", "", last]


@pytest.mark.parametrize("module", ["", "class", "mypkg.2"])
def test_candidate_that_cannot_be_imported_by_its_name(module: str) -> None:
    """A candidate without an importable name is refused with the reason."""
    reason = "no program can import my-emitter.py:EventEmitter by its name"
    assert unnamed(candidate("my-emitter.py:EventEmitter", module)) == reason
    assert unnamed(candidate()) == ""


LINES = 'emitter.on("joined", f)\nemitter.on("jioned", f)  # refused\nemitter.emit("left")'
FIRST, SECOND = 6, 7


def test_lines_that_are_what_they_say_are_kept() -> None:
    """A line is accepted without a comment, and refused where a comment says so."""
    assert program(LINES).failure([Message(SECOND, "no event", "arg-type")]) is None


def test_line_that_is_refused() -> None:
    """A failure ends with the refused line and has the message of the type checker."""
    messages = [Message(FIRST, "too few", "call-arg"), Message(SECOND, "no event", "arg-type")]
    failure = program(LINES).failure(messages)
    assert failure is not None
    assert failure.steps == ('emitter.on("joined", f)',)
    assert failure.expected == 'mypy accepts emitter.on("joined", f)'
    assert failure.actual == "error: too few  [call-arg]"
    assert failure.program == program(LINES).source


@pytest.mark.parametrize(
    ("messages", "actual"),
    [
        ([], "no error"),
        ([Message(SECOND, "no f", "name-defined")], "error: no f  [name-defined]"),
    ],
)
def test_line_that_is_not_refused(messages: list[Message], actual: str) -> None:
    """A line that is accepted, or refused for another reason than its arguments, is a failure."""
    failure = program(LINES).failure(messages)
    assert failure is not None
    assert failure.steps == ('emitter.on("jioned", f)',)
    assert failure.expected == 'mypy refuses the arguments of emitter.on("jioned", f)'
    assert failure.actual == actual


def test_failure_shows_settings_of_its_own() -> None:
    """The settings of mypy are shown where they are not the usual ones."""
    written = program(LINES)
    written.setting = "disallow-untyped-calls"
    failure = written.failure([Message(FIRST, "too few", "call-arg")])
    assert failure is not None
    assert failure.steps[0] == "# mypy: disallow-untyped-calls"
