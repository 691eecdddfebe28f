"""The output for a terminal is complete and fits into 80 columns."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.reports import terminal
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import Outcome, Terms
from verdicts import DEFAULT, SPECIFICATION, broken

CANDIDATE = Candidate(
    "mypkg.emitter", "mypkg.emitter:EventEmitter", True, "", "0.3", "", "", (), object
)
FOLDER = Path("/home/alice/project")


def test_failure_block() -> None:
    """A failure has a clause, steps, expected, actual, place, hint and command."""
    block = terminal.failure_block(
        broken("arity.surplus-is-dropped"), CANDIDATE, DEFAULT, SPECIFICATION, FOLDER
    )
    assert block == (
        "arity.surplus-is-dropped  MUST                        mypkg.emitter:EventEmitter\n"
        "  A callback of `on` whose signature has n positional parameters and no `*args`\n"
        "  MUST receive the first n arguments of an emission that has n or more.\n"
        '  steps     emitter.on("joined", f)\n'
        '            emitter.emit("joined", 1, 2, 3)\n'
        "  expected  f called with (1, 2)\n"
        "  actual    TypeError: f() takes 2 positional arguments but 3 were given\n"
        "  raised at mypkg/emitter.py:42 in emit\n"
        "  hint      Cut the arguments to the positional parameters of\n"
        "            `inspect.signature(callback)` before the call.\n"
        "  again     pytest --impl=mypkg.emitter -k surplus_is_dropped"
    )


def test_block_fits_into_80_columns() -> None:
    """Only steps and commands are longer than 80 columns."""
    for clause in SPECIFICATION:
        block = terminal.failure_block(broken(clause.id), CANDIDATE, DEFAULT, SPECIFICATION, FOLDER)
        lines = [line for line in block.splitlines() if "  again  " not in line]
        assert max(map(len, lines)) <= 80, clause.id


def test_place_outside_of_the_folder_is_whole() -> None:
    """A path outside of the folder is not shortened."""
    failure = Failure((), "", "", "/usr/lib/emitter.py:7 in on")
    block = terminal.failure_block(
        broken("once.fires-once", failure), CANDIDATE, DEFAULT, SPECIFICATION, FOLDER
    )
    assert "raised at /usr/lib/emitter.py:7 in on" in block


@pytest.mark.parametrize(
    ("clause", "terms", "options"),
    [
        ("once.fires-once", DEFAULT, ""),
        ("once.is-not-cut", DEFAULT, " --impl-strict"),
        ("once.fires-once", Terms("1.0", True, True), " --impl-strict"),
        ("once.fires-once", Terms("1.2", False, False), " --impl-edition=1.2"),
        ("emission.order-is-registration-order", DEFAULT, " --impl-edition=1.2"),
        ("open.truth-value", Terms("1.2", False, False), " --impl-edition=1.2"),
        ("open.once-in-a-nested-emission", Terms("1.2", False, False), " --impl-edition=1.0"),
    ],
)
def test_command_makes_the_clause_bind(clause: str, terms: Terms, options: str) -> None:
    """The command of a failure runs its clause, with options that make it bind."""
    block = terminal.failure_block(broken(clause), CANDIDATE, terms, SPECIFICATION, FOLDER)
    again = block.splitlines()[-1].split("again     ")[1]
    assert again.startswith(f"pytest --impl=mypkg.emitter{options} -k ")


@pytest.mark.parametrize("outcome", [Outcome.CRASH, Outcome.EXIT, Outcome.TIMEOUT])
def test_command_for_what_was_lost_isolates(outcome: Outcome) -> None:
    """The command of a lost clause runs it in a process of its own."""
    result = dataclasses.replace(broken("once.fires-once"), outcome=outcome)
    block = terminal.failure_block(result, CANDIDATE, DEFAULT, SPECIFICATION, FOLDER)
    assert "pytest --impl=mypkg.emitter --impl-isolate -k fires_once" in block


def test_long_name_of_a_candidate_has_a_line_of_its_own() -> None:
    """A name that does not fit beside the clause stands below it."""
    long = dataclasses.replace(CANDIDATE, name=f"mypkg/{'a' * 60}.py:EventEmitter")
    block = terminal.failure_block(
        broken("once.fires-once"), long, DEFAULT, SPECIFICATION, FOLDER
    ).splitlines()
    assert block[:2] == ["once.fires-once  MUST", f"  {long.name}"]


def test_block_has_colours() -> None:
    """What was expected is green, what was seen red, the clause and its level bold."""
    text = (
        "once.fires-once  MUST        mypkg\n  A sentence.\n  steps     f()\n"
        "  expected  one\n            two\n  actual    three\n  hint      Look."
    )
    green, red, bold = {"green": True}, {"red": True}, {"bold": True}
    lines = [*terminal.coloured(text)]
    assert "\n".join("".join(part for part, _ in line) for line in lines) == text
    assert lines[0] == [("once.fires-once  ", bold), ("MUST", bold), ("        mypkg", {})]
    assert [line[1] for line in lines[2:]] == [
        ("f()", {}),
        ("one", green),
        ("two", green),
        ("three", red),
        ("Look.", {}),
    ]


@pytest.mark.parametrize(
    ("expected", "actual", "width", "row"),
    [
        ("this", "that", 80, "once.fires-once: expected this, actual that"),
        ("a" * 90, "that", 60, f"once.fires-once: expected {'a' * 17}..., actual that"),
        ("a" * 90, "b" * 90, 61, f"once.fires-once: expected {'a' * 10}..., actual {'b' * 9}..."),
        ("this", "b" * 90, None, f"once.fires-once: expected this, actual {'b' * 90}"),
    ],
)
def test_row_fits_into_the_screen(expected: str, actual: str, width: int | None, row: str) -> None:
    """A row has both what was expected and what was seen, however narrow the screen."""
    shown = terminal.row(broken("once.fires-once", Failure((), expected, actual)), "", width)
    assert shown == row
    assert width is None or len(shown) < width


def test_row_names_one_of_several_candidates() -> None:
    """With several candidates a row names its own."""
    row = terminal.row(broken("once.fires-once", Failure((), "this", "that")), "a:B", None)
    assert row == "once.fires-once (a:B): expected this, actual that"


def test_header_names_the_candidate() -> None:
    """The header has the candidate, its version and file, and the terms."""
    assert terminal.header([CANDIDATE], Terms("1.2", False, True)) == [
        "emitter conformance: edition 1.2, strict",
        "candidate: mypkg.emitter:EventEmitter 0.3",
        "file: unknown",
    ]


def test_script_ends_a_block() -> None:
    """A block ends with the path of the script, its text, or both."""
    assert terminal.script_lines("a.py", "") == "  script    a.py"
    assert terminal.script_lines("a.py", "1\n\n2\n") == (
        "  script    a.py\n            1\n\n            2"
    )


def test_long_text_is_cut() -> None:
    """What Python says of 200 missing arguments takes eight lines, the last one three dots."""
    names = ", ".join(f"'a{number}'" for number in range(200))
    failure = Failure((), "no exception", f"TypeError: missing 200 arguments: {names}")
    first, *lines = terminal.shown(failure, FOLDER)[1:]
    assert first.startswith("  actual    TypeError: missing 200 arguments: 'a0', 'a1', ")
    assert (len(lines), lines[-1].strip()) == (7, "...")
