"""The report of lines of a candidate that no clause reached."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest
from emitter_conformance.candidate.coverage import ranges, unreached
from emitter_conformance.candidate.loading import Candidate
from emitter_reference import EventEmitter

HERE = Path(__file__)


class Emitter(EventEmitter[str]):
    """An emitter with a method that no clause asks for."""

    def clear(self) -> None:
        """Remove every callback."""
        self._callbacks.clear()


FIRST = inspect.getsourcelines(Emitter)[1]
CLASS = Candidate("emitter", "emitter:Emitter", True, "", "", "", "", (), Emitter)


def measure(
    monkeypatch: pytest.MonkeyPatch, files: Iterable[str], missing: Iterable[int] = ()
) -> None:
    """Replace the data of coverage by files with lines that did not run."""
    current = SimpleNamespace(
        get_data=lambda: SimpleNamespace(measured_files=lambda: files),
        analysis2=lambda file: (file, [], [], [*missing], ""),
    )
    coverage = SimpleNamespace(Coverage=SimpleNamespace(current=lambda: current))
    monkeypatch.setitem(sys.modules, "coverage", coverage)


def test_lines_of_the_class(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only unreached lines of the candidate's class are reported, not others of its file."""
    measure(monkeypatch, [str(HERE)], [1, FIRST + 3, FIRST + 4, FIRST + 5, 999])
    place = f"test_coverage.py: {FIRST + 3}-{FIRST + 5}"
    assert unreached(CLASS, HERE.parent) == (place,)


def test_factory_stands_for_what_it_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a factory the class of the emitters that it makes is reported."""
    measure(monkeypatch, [str(HERE)], [FIRST + 5])
    factory = Candidate(
        "emitter:make", "emitter:make", False, "", "", "", "", (), lambda: Emitter()
    )
    assert unreached(factory, HERE.parent) == (f"test_coverage.py: {FIRST + 5}",)


def test_everything_was_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    """A measured class without unreached lines differs from one that was not measured."""
    measure(monkeypatch, [str(HERE)])
    assert unreached(CLASS, HERE.parent) == ()


def test_candidate_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """A candidate outside of the measured files has no report."""
    measure(monkeypatch, [])
    assert unreached(CLASS, HERE.parent) is None


def test_candidate_that_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    """A candidate that raises while it is located has no report, and keeps its verdict."""
    measure(monkeypatch, [str(HERE)])
    broken = Candidate(
        "emitter:make", "emitter:make", False, "", "", "", "", (), lambda: sys.exit(0)
    )
    assert unreached(broken, HERE.parent) is None


@pytest.mark.parametrize("kind", [KeyboardInterrupt])
def test_interrupt_of_the_user(monkeypatch: pytest.MonkeyPatch, kind: type[BaseException]) -> None:
    """A KeyboardInterrupt of the user ends the run."""
    measure(monkeypatch, [str(HERE)])
    monkeypatch.setattr("emitter_conformance.candidate.coverage.interrupted", lambda error: True)

    def make() -> Emitter:
        raise kind

    with pytest.raises(kind):
        unreached(Candidate("", "", False, "", "", "", "", (), make), HERE.parent)


@pytest.mark.parametrize("coverage", [None, SimpleNamespace(current=lambda: None)])
def test_coverage_does_not_run(
    monkeypatch: pytest.MonkeyPatch, coverage: SimpleNamespace | None
) -> None:
    """Nothing is reported where coverage is not imported or has not been started."""
    loaded = coverage and SimpleNamespace(Coverage=coverage)
    monkeypatch.setitem(sys.modules, "coverage", loaded)
    assert unreached(CLASS, HERE.parent) is None


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([], ""), ([4], "4"), ([4, 5], "4-5"), ([4, 6, 7, 8, 10], "4, 6-8, 10")],
)
def test_ranges(numbers: list[int], text: str) -> None:
    """Consecutive lines are reported as one range."""
    assert ranges(numbers) == text
