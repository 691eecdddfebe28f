"""What the source of a candidate mentions is tried too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from emitter_conformance.checks.catalogues.callbacks import CALLBACKS
from emitter_conformance.checks.catalogues.entry import Catalogue, counts
from emitter_conformance.checks.catalogues.events import EVENTS, UNEQUAL
from emitter_conformance.checks.catalogues.exceptions import EXCEPTIONS
from emitter_conformance.checks.catalogues.subclasses import SUBCLASSES
from emitter_conformance.checks.catalogues.values import ARGUMENTS, RESULTS
from emitter_conformance.checks.catalogues.ways import WAYS
from emitter_conformance.checks.for_all import for_all
from emitter_conformance.checks.mentions import MOST, Mentions, mentions
from emitter_conformance.checks.trial import Trial
from emitter_reference import EventEmitter

SOURCE = '''
"""Texts of documentation are not texts."""

import asyncio
import concurrent.futures as futures
import queue
import unknown_module
from queue import Full as NoSeat
from sqlite3 import OperationalError
from .near import Near

LIMIT = 2 ** 8
NAMES = ("*", "a" "b")
NUMBERS: "not in a class" = {7}


class EventEmitter:
    """Neither are these."""

    def emit(self, event, *args):
        try:
            return event.priority, self._callbacks, getattr(event, "silent"), LIMIT
        except (queue.Empty, NoSeat, ValueError, TypeError, unknown_module.Error, Near):
            return 1_000_000 if event in {7} else True
        except (futures.CancelledError, asyncio.TimeoutError, asyncio.Queue):
            return 0
'''


@pytest.fixture
def found(tmp_path: Path) -> Mentions:
    """Return the mentions of the source above."""
    file = tmp_path / "emitter.py"
    file.write_text(SOURCE)
    return mentions(str(file))


def test_numbers_are_computed_and_have_successors(found: Mentions) -> None:
    """A limit shows at its number or at the next; huge numbers would take too long."""
    assert found.counts == (2, 3, 7, 8, 9, 256, 257)


def test_texts_are_without_documentation(found: Mentions) -> None:
    """Neither those of the module nor those of a class are texts."""
    assert {"*", "ab", "silent"} <= {*found.texts}
    assert not any("texts" in text.lower() for text in found.texts)


def test_attributes_are_public(found: Mentions) -> None:
    """A text may be the name of an attribute."""
    assert {"priority", "silent"} <= {*found.attributes}
    assert "_callbacks" not in found.attributes


def test_exceptions_are_those_of_modules(found: Mentions) -> None:
    """All that are built in are tried anyway, and a TypeError leaves an emission."""
    expected = {("queue", "Empty"), ("queue", "Full"), ("concurrent.futures", "CancelledError")}
    assert expected <= {*found.exceptions}
    names = {name for _, name in found.exceptions}
    assert not names & {"TypeError", "ValueError", "Error", "Near", "Queue"}


def test_exception_that_needs_more_than_a_text_is_left_out(tmp_path: Path) -> None:
    """A check could not raise it."""
    file = tmp_path / "emitter.py"
    file.write_text("import json\nkind = json.JSONDecodeError\n")
    assert mentions(str(file)).exceptions == ()


@pytest.mark.parametrize("source", [b"def", b"\xff\xfe", b"a = '\0'"], ids=repr)
def test_file_that_is_not_python_mentions_nothing(tmp_path: Path, source: bytes) -> None:
    """A candidate may be compiled, or be no file at all."""
    file = tmp_path / "emitter.py"
    file.write_bytes(source)
    assert mentions(str(file)) == Mentions()
    assert mentions("") == mentions(str(tmp_path)) == Mentions()


def test_there_is_a_limit(tmp_path: Path) -> None:
    """A table of a thousand names would take minutes."""
    file = tmp_path / "emitter.py"
    file.write_text(f"names = {[f'name {number}' for number in range(1000)]}")
    assert len(mentions(str(file)).texts) == MOST


@pytest.mark.parametrize(
    "catalogue", [EVENTS, UNEQUAL, EXCEPTIONS, ARGUMENTS, RESULTS, CALLBACKS, SUBCLASSES, counts(2)]
)
def test_suggested_entries_can_be_used(found: Mentions, catalogue: Catalogue[Any]) -> None:
    """The source of each is Python; nothing is suggested where nothing is mentioned."""
    assert catalogue.suggested(Mentions()) == []
    suggested = catalogue.suggested(found)
    assert suggested
    for each in suggested:
        names: dict[str, Any] = {"calls": [], "EventEmitter": EventEmitter}
        exec(getattr(each, "setup", ""), names)
        eval(getattr(each, "source", "0"), names)


def test_suggested_callbacks_take_two_arguments(found: Mentions) -> None:
    """They are called as any other callback is."""
    for entry in CALLBACKS.suggested(found):
        names: dict[str, Any] = {"calls": []}
        exec(entry.setup, names)
        callback = eval(entry.source, names)
        callback(1, 2)
        assert names["calls"] == [("f", 1, 2)]
        assert callback.priority() is True


def test_check_tries_them_in_every_way(tmp_path: Path) -> None:
    """After the pairs of the lists come the suggestions, each way of registering with each."""
    file = tmp_path / "emitter.py"
    file.write_text("LIMIT = 70\n")
    tried: list[tuple[int, str]] = []

    @for_all(number=counts(1), way=WAYS[:2])
    def check(trial: Trial, number: int, way: Any) -> None:
        tried.append((number, way.name))

    check(Trial(EventEmitter, str(file)))
    assert tried == [(number, way.name) for number in (1, 70, 71) for way in WAYS[:2]]
