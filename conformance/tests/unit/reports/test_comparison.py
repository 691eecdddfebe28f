"""Several candidates are compared side by side."""

from __future__ import annotations

import counts
from emitter_conformance.candidate.identity import Identity
from emitter_conformance.reports import comparison
from emitter_conformance.verdict.waivers import Waiver
from verdicts import FACTORY, MUST, NARROWED, ORDER, OTHER, SHOULD, lost, verdict


def test_differences_come_first() -> None:
    """Clauses that differ come first, then those that all keep and those that all break."""
    other = verdict(OTHER, ORDER, SHOULD, candidate=Identity("b", "b:EventEmitter", True, "", ""))
    assert list(comparison.lines([verdict(OTHER), other])) == [
        "a  mypkg.emitter:EventEmitter 0.3: NOT CONFORMANT",
        "b  b:EventEmitter: NOT CONFORMANT",
        "",
        "clauses where they differ                   a b",
        "emission.order-is-registration-order in 1.2 . x",
        "once.is-not-cut                      SHOULD . x",
        comparison.LEGEND,
        f"kept by all: {counts.CLAUSES - 3} clauses",
        f"broken in all: {OTHER}",
    ]


def test_equal_candidates() -> None:
    """The comparison of equal candidates has only their rulings."""
    assert list(comparison.lines([verdict(), verdict()]))[2:] == [
        f"kept by all: {counts.CLAUSES} clauses"
    ]


def test_what_all_share() -> None:
    """Clauses that all candidates break, waive or did not run are listed apart."""
    waived = verdict(MUST, missing=SHOULD, waivers=[Waiver(MUST, "r")])
    assert list(comparison.lines([waived, waived]))[2:] == [
        f"kept by all: {counts.CLAUSES - 2} clauses",
        f"waived in all: {MUST}",
        f"not run in all: {SHOULD}",
    ]


def test_one_candidate() -> None:
    """A single candidate has no comparison."""
    assert not list(comparison.lines([verdict(MUST)]))


def test_what_is_not_asked_is_no_difference() -> None:
    """A clause that is not asked of a factory is no difference to a class."""
    assert list(comparison.lines([verdict(), verdict(candidate=FACTORY)]))[2:] == [
        f"kept by all: {counts.CLAUSES} clauses"
    ]


def test_marks() -> None:
    """Kept, broken, waived, not run and not asked have different marks."""
    verdicts = [
        verdict(),
        verdict(MUST),
        verdict(MUST, waivers=[Waiver(MUST, "r")]),
        verdict(missing=MUST, terms=NARROWED),
        verdict(others=[lost(MUST)]),
    ]
    first = comparison.rows(verdicts)[0]
    assert (first.clause.id, first.marks) == (MUST, (".", "x", "w", "?", "!"))
    asked = [row for row in comparison.rows([verdict(candidate=FACTORY)]) if row.marks == ("-",)]
    assert len(asked) == counts.OF_CLASSES


def test_many_candidates() -> None:
    """Thirteen candidates fit into 80 columns; beyond z the heads have two letters."""
    lines = list(comparison.lines([*[verdict()] * 12, verdict(MUST)]))
    assert max(map(len, lines)) <= 80
    assert comparison.letters(28)[-3:] == ["z", "aa", "ab"]
