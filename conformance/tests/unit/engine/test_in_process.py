"""A candidate in this process, whose time is over or whose checks show nothing."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.engine.in_process import InProcess, Request
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.verdict import Outcome
from verdicts import DEFAULT, SPECIFICATION

CLAUSE = SPECIFICATION["once.fires-once"]
SOURCE = """\
import gc, sys, time
from emitter_reference.emitter import EventEmitter as Reference

def hang():
    while True: time.sleep(0.001)

class EventEmitter(Reference[object]):
    def emit(self, event, *args):
        {statement}
        super().emit(event, *args)
"""
REQUEST = Request(DEFAULT, Scope(2, 20), seconds=0.5)


@pytest.fixture
def engine(tmp_path: Path, forgotten: None) -> InProcess:
    """Return an engine; the candidates are forgotten afterwards."""
    return InProcess(SPECIFICATION, tmp_path, 10)


def load(engine: InProcess, folder: Path, statement: str) -> Candidate:
    """Return a candidate whose emissions run a statement first."""
    (folder / "guests.py").write_text(SOURCE.format(statement=statement), encoding="utf-8")
    return engine.load("guests")


def test_whole_time_is_over(engine: InProcess, tmp_path: Path) -> None:
    """What is going on when the whole time of a candidate is over is not judged."""
    candidate = load(engine, tmp_path, "hang()")
    allowance = candidate.door.allowance
    allowance.bound = allowance.taken + 0.2
    found = engine.search(candidate, REQUEST, int)
    assert found.lost is not None
    assert (found.lost.actual, found.lost.steps) == (allowance.reason, ())
    result = engine.examine(CLAUSE, candidate)
    assert (result.outcome, result.reason) == (Outcome.NOT_RUN, allowance.reason)


def test_search_that_shows_nothing(engine: InProcess, tmp_path: Path) -> None:
    """A search during which the candidate changes what judges is no search."""
    collect = gc.collect
    found = engine.search(load(engine, tmp_path, "gc.collect = id"), REQUEST, int)
    assert found.lost is not None
    assert found.lost.actual.startswith("gc.collect")
    assert gc.collect is collect


def test_reproducer_that_does_not_end(engine: InProcess, tmp_path: Path) -> None:
    """A program that hangs when it is run again is shown as one that has to end."""
    again = "sys._getframe(1).f_code.co_filename == '<program>' and hang()"
    candidate = load(engine, tmp_path, f"{again}; super().emit(event, *args)")
    found = engine.search(candidate, REQUEST, int)
    assert found.lost is None
    assert found.result is not None
    assert found.result.failure is not None
    assert "dump_traceback_later(0.5, exit=True)" in found.result.failure.program
