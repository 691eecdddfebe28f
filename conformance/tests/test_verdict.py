"""A verdict accounts for every clause, and only a complete one conforms."""

from __future__ import annotations

import json

import emitter_spec
import pytest
from emitter_conformance.candidate import Candidate
from emitter_conformance.failure import Failure
from emitter_conformance.verdict import (
    Outcome,
    Programs,
    Result,
    Ruling,
    Terms,
    Verdict,
    applies,
)
from emitter_spec import Level, Subject

SPECIFICATION = emitter_spec.load()
CLASS = Candidate("emitter", "emitter:EventEmitter", True, "", "", object)
FACTORY = Candidate("emitter:make", "emitter:make", False, "", "", object)
MUST = "once.fires-once"
SHOULD = "once.is-not-cut"
LATER = "emission.order-is-registration-order"


ACCEPTED = Programs(5, 10, 10, 0)


def rejected(clause: str) -> Programs:
    """Give programs of which one shows a broken clause."""
    failure = Failure(("emitter.emit('joined')",), "this", "that")
    return Programs(5, 3, 0, 0, Result(SPECIFICATION[clause], Outcome.BROKEN, failure))


def verdict(
    *broken: str,
    missing: str = "",
    edition: str = "1.0",
    strict: bool = False,
    narrowed: bool = False,
    programs: Programs | None = ACCEPTED,
) -> Verdict:
    """Give a verdict in which some clauses are broken and one did not run."""
    failure = Failure((), "this", "that")
    results = [
        Result(clause, Outcome.BROKEN, failure)
        if clause.id in broken
        else Result(clause, Outcome.KEPT)
        for clause in SPECIFICATION
        if clause.id != missing
    ]
    return Verdict.of(
        CLASS, Terms(edition, True, strict, narrowed), SPECIFICATION, results, programs
    )


@pytest.mark.parametrize(
    ("given", "ruling"),
    [
        (verdict(), Ruling.CONFORMANT),
        (verdict(MUST), Ruling.NOT_CONFORMANT),
        (verdict(SHOULD), Ruling.CONFORMANT),
        (verdict(SHOULD, strict=True), Ruling.NOT_CONFORMANT),
        (verdict(LATER), Ruling.CONFORMANT),
        (verdict(LATER, edition="1.2"), Ruling.NOT_CONFORMANT),
        (verdict(missing=MUST), Ruling.INCOMPLETE),
        (verdict(missing=SHOULD), Ruling.INCOMPLETE),
        (verdict(missing="open.order"), Ruling.INCOMPLETE),
        (verdict(missing=LATER), Ruling.CONFORMANT),
        (verdict(MUST, missing=SHOULD), Ruling.NOT_CONFORMANT),
        (verdict(missing=MUST, narrowed=True), Ruling.NO_VERDICT),
        (verdict(SHOULD, missing=MUST, narrowed=True), Ruling.NO_VERDICT),
        (verdict(narrowed=True), Ruling.CONFORMANT),
        (verdict(MUST, narrowed=True), Ruling.NOT_CONFORMANT),
        (verdict(programs=None), Ruling.INCOMPLETE),
        (verdict(programs=None, narrowed=True), Ruling.NO_VERDICT),
        (verdict(programs=rejected(MUST)), Ruling.NOT_CONFORMANT),
        (verdict(programs=rejected(MUST), narrowed=True), Ruling.NOT_CONFORMANT),
    ],
)
def test_ruling(given: Verdict, ruling: Ruling) -> None:
    """Broken and binding is not conformant; missing is incomplete, unless the user left it out."""
    assert given.ruling is ruling


def test_no_results_are_no_verdict() -> None:
    """What was never reached did not run."""
    empty = Verdict.of(CLASS, Terms("1.0", True, False), SPECIFICATION, [], None)
    assert empty.ruling is Ruling.INCOMPLETE
    assert len(empty.select(Outcome.NOT_RUN)) == len(SPECIFICATION.clauses("1.0"))


def test_factory_is_not_asked_about_classes() -> None:
    """The clauses that do not apply are told, not counted."""
    planned = [clause for clause in SPECIFICATION if applies(clause, FACTORY)]
    assert {clause.subject for clause in planned} == {Subject.EMITTERS}
    judged = Verdict.of(
        FACTORY,
        Terms("1.0", True, False),
        SPECIFICATION,
        [Result(clause, Outcome.KEPT) for clause in planned],
        ACCEPTED,
    )
    assert judged.ruling is Ruling.CONFORMANT
    left_out = judged.select(Outcome.NOT_ASKED)
    assert {clause.subject for clause in left_out} == {Subject.CLASSES}


def test_result_crosses_a_process_boundary() -> None:
    """A result becomes plain data and comes back."""
    results = [
        Result(SPECIFICATION[MUST], Outcome.BROKEN, Failure(("a", "b"), "this", "that", "there")),
        Result(SPECIFICATION["open.order"], Outcome.KEPT, observation="registration order"),
    ]
    for result in results:
        data = json.loads(json.dumps(result.to_data()))
        assert Result.from_data(data, SPECIFICATION) == result


def test_open_never_binds() -> None:
    """Whatever the terms."""
    assert not Terms("1.0", True, True).bind_level(Level.OPEN)


def test_program_breaks_the_clause_it_shows() -> None:
    """A clause whose check was passed is broken by a program; a broken one keeps its failure."""
    for broken, expected in (("", ("emitter.emit('joined')",)), (MUST, ())):
        judged = verdict(broken, programs=rejected(MUST))
        assert [clause.id for clause in judged.broken()] == [MUST]
        failures = [result.failure for result in judged.results if result.failure]
        assert [failure.steps for failure in failures] == [expected]


@pytest.mark.parametrize("programs", [ACCEPTED, rejected(MUST)])
def test_programs_cross_processes(programs: Programs) -> None:
    """As plain data."""
    data = json.loads(json.dumps(programs.to_data()))
    assert Programs.from_data(data, SPECIFICATION) == programs
