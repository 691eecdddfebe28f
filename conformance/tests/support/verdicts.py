"""Verdicts and reports, for tests of what is derived from them."""

from __future__ import annotations

from collections.abc import Sequence

import emitter_spec
from emitter_conformance.candidate.identity import Identity
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.report import Environment, Report
from emitter_conformance.verdict.verdict import (
    Outcome,
    Result,
    SearchResult,
    Terms,
    Verdict,
    applies,
)
from emitter_conformance.verdict.waivers import Waiver

SPECIFICATION = emitter_spec.load()
CANDIDATE = Identity("mypkg.emitter", "mypkg.emitter:EventEmitter", True, "", "0.3")
FACTORY = Identity("mypkg:make", "mypkg:make", False, "", "")
DEFAULT = Terms("1.0", is_default=True, strict=False)
STRICT = Terms("1.0", is_default=True, strict=True)
TYPED = Terms("1.0", is_default=True, strict=True, demanded=("typing",))
NARROWED = Terms("1.0", is_default=True, strict=False, narrowed=True)
LATER = Terms("1.2", is_default=False, strict=False)
DRAFT = Terms("next", is_default=False, strict=False)

MUST = "once.fires-once"
OTHER = "removal.twice-is-silent"
SHOULD = "once.is-not-cut"
ORDER = "emission.order-is-registration-order"

FAILURE = Failure(
    steps=('emitter.on("joined", f)', 'emitter.emit("joined", 1, 2, 3)'),
    expected="f called with (1, 2)",
    actual="TypeError: f() takes 2 positional arguments but 3 were given",
    where="/home/alice/project/mypkg/emitter.py:42 in emit",
    script="import sys\n\nsys.exit(1)\n",
)
SHOWN = Failure(('emitter.emit("joined")',), "this", "that", by_programs=True)
ACCEPTED = SearchResult(5, 26866, 2000, 0)
LOST = SearchResult(
    5, 12, 0, 0, lost=Failure(("step",), "the search ends", "no end", "emitter.py:4")
)
ENVIRONMENT = Environment("3.13.0", "CPython", "Linux", {"emitter-conformance": "0.1.0"})


def broken(clause: str, failure: Failure = FAILURE) -> Result:
    """Return the result of a broken clause."""
    return Result(SPECIFICATION[clause], Outcome.BROKEN, failure)


def lost(clause: str, outcome: Outcome = Outcome.TIMEOUT) -> Result:
    """Return the result of a clause whose check did not end."""
    failure = Failure(('emitter.emit("joined")',), "an end within 10 s", "no end", "emitter.py:4")
    return Result(SPECIFICATION[clause], outcome, failure)


def rejected(clause: str) -> SearchResult:
    """Return the result of a search of which one program breaks a clause."""
    return SearchResult(5, 3, 0, 0, broken(clause, SHOWN))


def verdict(
    *ids: str,
    missing: str = "",
    terms: Terms = DEFAULT,
    programs: SearchResult | None = ACCEPTED,
    waivers: Sequence[Waiver] = (),
    candidate: Identity = CANDIDATE,
    unreached: tuple[str, ...] | None = None,
    others: Sequence[Result] = (),
) -> Verdict:
    """Return a verdict in which some clauses are broken and one did not run."""
    results = [
        broken(clause.id) if clause.id in ids else Result(clause, Outcome.KEPT)
        for clause in SPECIFICATION
        if clause.id != missing and applies(clause, candidate)
    ]
    results += others
    return Verdict.of(candidate, terms, SPECIFICATION, results, programs, waivers, unreached)


def report(*verdicts: Verdict) -> Report:
    """Return a report of verdicts, or of one that conforms."""
    return Report("2026-11-22T16:00:00+00:00", ENVIRONMENT, verdicts or (verdict(),))
