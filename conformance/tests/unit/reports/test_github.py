"""GitHub marks a failure at the line of the candidate that raised."""

from __future__ import annotations

from pathlib import Path

from emitter_conformance.reports.github import marks
from emitter_conformance.verdict.failure import Failure
from verdicts import MUST, OTHER, broken

FOLDER = Path("/work/repo/python")
ACTIONS = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": "/work/repo"}
RAISED = Failure((), "100 %", "KeyError: 1\n2", "mypkg/a,b.py:34 in off")


def test_failure_is_marked_at_its_place() -> None:
    """The file is relative to the checkout, and what has a meaning for GitHub is escaped."""
    (line,) = marks([broken(MUST, RAISED)], FOLDER, ACTIONS)
    command, _, words = line.rpartition("::")
    assert command == "::error file=python/mypkg/a%2Cb.py,line=34,title=once.fires-once"
    assert words == "expected 100 %25, actual KeyError: 1%0A2"


def test_failure_without_a_place_is_named() -> None:
    """A failure without a place has its clause as title."""
    (line,) = marks([broken(OTHER, Failure((), "this", "that"))], FOLDER, ACTIONS)
    assert line == "::error title=removal.twice-is-silent::expected this, actual that"


def test_there_are_no_more_than_github_shows() -> None:
    """Ten failures are marked; outside of GitHub none is."""
    results = [broken(MUST, RAISED)] * 12
    assert len(marks(results, FOLDER, ACTIONS)) == 10
    assert marks(results, FOLDER, {}) == []


def test_warning_comes_first() -> None:
    """A sentence about waivers is a warning, also of a run without failures."""
    (line,) = marks([], FOLDER, ACTIONS, "one expires soon")
    assert line == "::warning title=waivers::one expires soon"
    assert marks([], FOLDER, {}, "one expires soon") == []
