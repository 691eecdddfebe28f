"""The sentences that every output shares: figures, editions, the line that decides."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import emitter_spec
from emitter_conformance import wording
from emitter_conformance.candidate import Candidate
from emitter_conformance.failure import Failure
from emitter_conformance.verdict import Outcome, Programs, Result, Terms, Verdict

SPECIFICATION = emitter_spec.load()
CANDIDATE = Candidate("mypkg.emitter", "mypkg.emitter:EventEmitter", True, "", "0.3", object)
DEFAULT = Terms("1.0", is_default=True, strict=False)
FOLDER = Path("/home/alice/project")

FAILURE = Failure(
    steps=('emitter.on("joined", f)', 'emitter.emit("joined", 1, 2, 3)'),
    expected="f called with (1, 2)",
    actual="TypeError: f() takes 2 positional arguments but 3 were given",
    where="/home/alice/project/mypkg/emitter.py:42 in emit",
)


def broken(clause: str, failure: Failure = FAILURE) -> Result:
    """Give the result of a broken clause."""
    return Result(SPECIFICATION[clause], Outcome.BROKEN, failure)


def verdict(*ids: str, terms: Terms = DEFAULT) -> Verdict:
    """Give a complete verdict in which these clauses are broken."""
    results = [
        broken(clause.id) if clause.id in ids else Result(clause, Outcome.KEPT)
        for clause in SPECIFICATION
    ]
    return Verdict.of(CANDIDATE, terms, SPECIFICATION, results, Programs(5, 26866, 2000, 0))


def test_conforming_verdict() -> None:
    """Counts are against all clauses; both editions are told."""
    lines = wording.account(verdict(), SPECIFICATION)
    assert lines[0].startswith("mypkg.emitter:EventEmitter 0.3    edition 1.0    python 3.")
    assert lines[1:] == [
        "MUST 110/110   SHOULD 10/10 (not binding)   open 13 observed   not run 0",
        "every program of up to 5 operations: 26866 judged; random: 2000, seed 0",
        "conforms to 1.0; conforms to 1.2",
    ]
    assert wording.ruling(verdict()) == "CONFORMANT: edition 1.0"


def test_clauses_of_the_other_edition_are_named() -> None:
    """What decides only there is named there."""
    order = "emission.order-is-registration-order"
    lines = wording.account(verdict(order), SPECIFICATION)
    assert lines[-2:] == [
        "conforms to 1.0; does not conform to 1.2 (emission.order-is-registration-",
        "  order)",
    ] or lines[-1].endswith(f"({order})")


def test_every_broken_clause_is_in_the_ruling() -> None:
    """The last line names them all."""
    ids = [clause.id for clause in SPECIFICATION.clauses("1.0") if clause.level.value == "MUST"]
    assert wording.ruling(verdict(*ids)) == f"NOT CONFORMANT: {', '.join(ids)}"


def test_many_clauses_are_cut_elsewhere() -> None:
    """Other lists show three and count the rest."""
    ids = [clause.id for clause in SPECIFICATION.clauses("1.2") if "1.0" not in clause.editions]
    lines = "\n".join(wording.account(verdict(*ids, terms=Terms("1.0", True, True)), SPECIFICATION))
    assert " and 1 more)" in lines


def test_broken_should_is_named_where_it_does_not_bind() -> None:
    """A strict verdict names it in the ruling instead."""
    lines = wording.account(verdict("once.is-not-cut"), SPECIFICATION)
    assert "SHOULD broken: once.is-not-cut" in lines
    strict = verdict("once.is-not-cut", terms=Terms("1.0", True, True))
    assert not [line for line in wording.account(strict, SPECIFICATION) if "SHOULD bro" in line]
    assert wording.ruling(strict) == "NOT CONFORMANT: once.is-not-cut"


def test_programs() -> None:
    """How far they reach, which one was rejected, or that none was run."""
    assert wording.programs(None) == "programs did not run"
    rejected = Programs(5, 26866, 7, 0, broken("removal.twice-is-silent"))
    assert wording.programs(rejected) == "programs: number 26873 breaks removal.twice-is-silent"
    missing = dataclasses.replace(verdict(), programs=None)
    assert wording.ruling(missing) == "INCOMPLETE: programs did not run"
