"""Optional chapters: what is left out, and in which order candidates are judged."""

from __future__ import annotations

import signal
from collections.abc import Mapping

import pytest
from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.core import stopping
from emitter_conformance.optional import examiner
from emitter_conformance.optional.examiner import OptionalExaminer, Unjudged
from emitter_conformance.verdict.verdict import Outcome, Result
from verdicts import SPECIFICATION

AUTO = {chapter.name: "auto" for chapter in SPECIFICATION.chapters}
CLAUSES = [clause for clause in SPECIFICATION if clause.needs == "mypy"]
CLAUSE = CLAUSES[0]


def candidate(name: str) -> Candidate:
    """Return a candidate that cannot be imported."""
    return Candidate("", f"{name}:EventEmitter", True, "", "", "", "", (), object, name)


class Judging:
    """A process that keeps what is done with it, and loses a candidate of that name."""

    def __init__(self, told: list[str], name: str) -> None:
        self._told, self._name = told, name
        told.append(f"start {name}")

    def results(self) -> Mapping[str, Result]:
        """Return that each clause is kept, or not run."""
        if self._name == "lost":
            raise Unjudged("the process crashed")
        outcome = Outcome.NOT_RUN if self._name == "odd" else Outcome.KEPT
        return {clause.id: Result(clause, outcome, reason="odd") for clause in CLAUSES}

    def close(self) -> None:
        """Record the end."""
        self._told.append(f"close {self._name}")


class Instrument:
    """Judges all candidates but one of the name `unfit`."""

    package, module = "mypy", "mypy"

    def __init__(self) -> None:
        self.told: list[str] = []

    def objection(self, candidate: Candidate) -> str:
        """Return an objection to that one."""
        return "it is unfit" if candidate.module == "unfit" else ""

    def start(self, candidate: Candidate) -> Judging:
        """Start to judge a candidate."""
        return Judging(self.told, candidate.module)


@pytest.fixture
def instrument(monkeypatch: pytest.MonkeyPatch) -> Instrument:
    """Return an instrument whose package is installed."""
    monkeypatch.setattr(examiner, "is_installed", lambda module: True)
    return Instrument()


def test_nothing_is_left_out_that_can_be_judged(instrument: Instrument) -> None:
    """Only clauses that need the package are left out, and only for a reason."""
    optional = OptionalExaminer(SPECIFICATION, instrument, AUTO)
    assert optional.left_out(candidate("fit")) == []
    left_out = optional.left_out(candidate("unfit"))
    assert [result.clause for result in left_out] == CLAUSES
    assert {(each.reason, each.left_out) for each in left_out} == {("it is unfit", True)}


def test_demanded_clause_is_missed(instrument: Instrument) -> None:
    """A demanded clause that is not judged is not left out, but missing."""
    optional = OptionalExaminer(SPECIFICATION, instrument, {**AUTO, "typing": "on"})
    assert not any(result.left_out for result in optional.left_out(candidate("unfit")))
    assert not optional.examine(CLAUSE, candidate("lost")).left_out


def test_clause_that_is_off(instrument: Instrument) -> None:
    """A chapter that is off is left out, whatever could be judged."""
    optional = OptionalExaminer(SPECIFICATION, instrument, {**AUTO, "typing": "off"})
    left_out = optional.left_out(candidate("unfit"))
    assert {result.reason for result in left_out} == {"typing is off"}


def test_results_of_a_process(instrument: Instrument) -> None:
    """A process is started once for each candidate; a lost one and a clause not run say why."""
    optional = OptionalExaminer(SPECIFICATION, instrument, AUTO)
    assert optional.examine(CLAUSE, candidate("fit")).outcome is Outcome.KEPT
    assert optional.examine(CLAUSES[1], candidate("fit")).outcome is Outcome.KEPT
    for name, reason in (("lost", "the process crashed"), ("odd", "odd")):
        result = optional.examine(CLAUSE, candidate(name))
        assert (result.outcome, result.reason, result.left_out) == (Outcome.NOT_RUN, reason, True)
    names = ["fit", "lost", "odd"]
    assert instrument.told == [f"{word} {name}" for name in names for word in ("start", "close")]


def test_candidates_are_judged_one_after_the_other(instrument: Instrument) -> None:
    """The next process starts when the first one was read; closing ends the one that runs."""
    optional = OptionalExaminer(SPECIFICATION, instrument, AUTO)
    tasks = [(clause, candidate(name)) for name in ("first", "second") for clause in CLAUSES]
    others = [(next(iter(SPECIFICATION)), candidate("third"))]
    optional.begin([*tasks, *others])
    assert instrument.told == ["start first"]
    optional.examine(CLAUSE, candidate("first"))
    assert instrument.told == ["start first", "close first", "start second"]
    optional.close()
    optional.close()
    assert instrument.told[3:] == ["close second"]


def test_stop_during_a_start(instrument: Instrument, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is being started at a stop is ended, and its files are removed."""
    monkeypatch.setattr(stopping, "_received", [])
    monkeypatch.setattr(stopping, "_only_first", [])

    def start(candidate: Candidate) -> Judging:
        process = Judging(instrument.told, candidate.module)
        stopping._note(signal.SIGTERM, None)
        return process

    monkeypatch.setattr(instrument, "start", start)
    optional = OptionalExaminer(SPECIFICATION, instrument, AUTO)
    with pytest.raises(KeyboardInterrupt):
        optional.begin([(CLAUSE, candidate("fit"))])
    optional.close()
    assert instrument.told == ["start fit", "close fit"]
