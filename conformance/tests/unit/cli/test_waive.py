"""The waivers that a verdict asks for."""

from __future__ import annotations

import dataclasses

from emitter_conformance.cli import waive
from emitter_conformance.verdict.verdict import Outcome, Result, Terms
from emitter_conformance.verdict.waivers import Waiver
from verdicts import DEFAULT, FAILURE, MUST, OTHER, SPECIFICATION, TYPED, report, verdict

TYPING = next(clause.id for clause in SPECIFICATION if clause.needs)


def changes(drafts: waive._Drafts, terms: Terms, *broken: str) -> list[str]:
    """Return the changes that a verdict asks for."""
    return list(drafts.changes(report(verdict(*broken, terms=terms, waivers=drafts.waivers))))


def test_waiver_of_a_clause_that_is_not_asked() -> None:
    """A waiver of an optional clause stays where the verdict does not need the clause."""
    optional = Waiver(TYPING, "mine")
    drafts = waive._Drafts(Waiver("", "r"), [optional, Waiver(OTHER, "r")])
    assert changes(drafts, DEFAULT, MUST) == [f"not needed: {OTHER} (any failure)", MUST]
    kept, new = drafts.waivers
    assert (kept, new.clause, new.reason) == (optional, MUST, "r")
    assert changes(drafts, TYPED, MUST) == [f"not needed: {TYPING} (any failure)"]
    assert drafts.waivers == (new,)


def test_what_only_programs_show_is_waived_for_programs() -> None:
    """The check of such a clause still binds, unless it fails in a later round."""
    drafts = waive._Drafts(Waiver("", "r"), [])
    failure = dataclasses.replace(FAILURE, by_programs=True)
    clause = SPECIFICATION[MUST]
    first = drafts._waiver(Result(clause, Outcome.BROKEN, failure), "")
    assert first == Waiver(MUST, "r", by="programs")
    assert waive._name(first) == f"{MUST} (by programs)"
    later = drafts._waiver(Result(clause, Outcome.BROKEN, FAILURE), "")
    assert later == Waiver(MUST, "r")
