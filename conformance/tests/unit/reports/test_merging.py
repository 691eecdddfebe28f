"""Verdicts of several runs are put side by side, each with what tells it apart."""

from __future__ import annotations

import dataclasses

from emitter_conformance.reports.merging import merged
from emitter_conformance.verdict.report import Environment
from verdicts import ENVIRONMENT, FACTORY, MUST, report, verdict


def titles(*environments: Environment) -> list[str]:
    """Return how the same candidate is called, judged in several environments."""
    given = [
        (f"{number}.json", dataclasses.replace(report(), environment=environment))
        for number, environment in enumerate(environments)
    ]
    return [each.candidate.title for each in merged(given).verdicts]


def test_pythons_tell_verdicts_apart() -> None:
    """Verdicts on several Pythons say on which."""
    older = dataclasses.replace(ENVIRONMENT, python="3.9.18")
    assert titles(ENVIRONMENT, older) == [
        "mypkg.emitter:EventEmitter 0.3, CPython 3.13.0",
        "mypkg.emitter:EventEmitter 0.3, CPython 3.9.18",
    ]


def test_platforms_tell_verdicts_apart() -> None:
    """Verdicts of several machines say of which."""
    other = dataclasses.replace(ENVIRONMENT, platform="Windows")
    assert titles(ENVIRONMENT, other) == [
        "mypkg.emitter:EventEmitter 0.3, Linux",
        "mypkg.emitter:EventEmitter 0.3, Windows",
    ]


def test_files_tell_equal_ones_apart() -> None:
    """Where nothing else differs, the file is named."""
    assert titles(ENVIRONMENT, ENVIRONMENT) == [
        "mypkg.emitter:EventEmitter 0.3, 0.json",
        "mypkg.emitter:EventEmitter 0.3, 1.json",
    ]


def test_different_candidates_need_nothing() -> None:
    """Candidates with names of their own keep these."""
    joined = merged([("a", report(verdict(MUST))), ("b", report(verdict(candidate=FACTORY)))])
    assert [each.candidate.title for each in joined.verdicts] == [
        "mypkg.emitter:EventEmitter 0.3",
        "mypkg:make",
    ]
    assert joined.environment == ENVIRONMENT


def test_environments_are_joined() -> None:
    """The page names every Python, platform and package; the last run gives the time."""
    other = Environment("3.11.9", "PyPy", "Linux", {"emitter-conformance": "0.2.0", "pytest": "8"})
    later = dataclasses.replace(report(), environment=other, finished="2027-01-01T00:00:00+00:00")
    joined = merged([("b", later), ("a", report())])
    assert joined.finished == later.finished
    assert joined.environment == Environment(
        "3.11.9, 3.13.0",
        "PyPy, CPython",
        "Linux",
        {"emitter-conformance": "0.2.0, 0.1.0", "pytest": "8"},
    )
