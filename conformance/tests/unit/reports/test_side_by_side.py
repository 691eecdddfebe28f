"""Several candidates are compared side by side."""

from __future__ import annotations

import counts
from emitter_conformance.candidate.identity import Identity
from emitter_conformance.reports import side_by_side
from emitter_conformance.reports.cells import columns
from emitter_conformance.verdict.verdict import Verdict
from emitter_conformance.verdict.waivers import Waiver
from verdicts import (
    FACTORY,
    MUST,
    NARROWED,
    ORDER,
    OTHER,
    SHOULD,
    SPECIFICATION,
    lost,
    verdict,
)


def named(name: str) -> Identity:
    """Return a candidate."""
    return Identity(name, f"{name}:EventEmitter", True, "", "")


def row(judged: Verdict) -> dict[str, str]:
    """Return what the picture shows of each chapter where it is not all kept."""
    head, line = side_by_side.picture(columns([judged]))
    cells = zip(head.split(), line[side_by_side.NAME + 2 :].split())
    return {chapter: cell for chapter, cell in cells if cell != "."}


def test_comparison() -> None:
    """A line for each candidate comes first, then what differs, then what all share."""
    other = verdict(OTHER, ORDER, SHOULD, candidate=named("b"))
    assert list(side_by_side.lines([verdict(OTHER, candidate=named("a")), other])) == [
        "                         sur reg rem emi ari var onc rej err log ope thr typ dro",
        "x a                        .   .   1   .   .   .   .   .   .   .   .   .   .   .",
        "x b                        .   .   1 (1)   .   . (1)   .   .   .   .   .   .   .",
        side_by_side.LEGEND,
        "",
        "broken by b: emission.order-is-registration-order (in 1.2), once.is-not-cut",
        "  (SHOULD)",
        f"kept by all: {len(counts.ASKED) - 3} clauses",
        f"broken in all: {OTHER}",
    ]


def test_draft_is_no_failure() -> None:
    """What a candidate does unlike a draft has a line, and no number in the picture."""
    other = verdict("once.is-cut", candidate=named("b"))
    told = list(side_by_side.lines([verdict(candidate=named("a")), other]))
    assert told[1].split()[2:] == told[2].split()[2:] == ["."] * len(SPECIFICATION.chapters)
    assert told[5:] == [
        "done unlike a draft by b: once.is-cut (in next)",
        f"kept by all: {len(counts.ASKED) - 1} clauses",
    ]
    told = list(side_by_side.lines([other, other]))
    assert told[-1] == "done unlike a draft in all: once.is-cut"


def test_equal_candidates() -> None:
    """Equal candidates have their lines, and nothing in which they differ."""
    assert list(side_by_side.lines([verdict(), verdict()]))[5:] == [
        f"kept by all: {len(counts.ASKED)} clauses"
    ]


def test_what_all_share() -> None:
    """Clauses that all candidates break, waive or did not run are listed apart."""
    waived = verdict(MUST, missing=SHOULD, waivers=[Waiver(MUST, "r")])
    told = list(side_by_side.lines([waived, waived]))
    assert told[3:5] == [side_by_side.LEGEND, side_by_side.MORE]
    assert told[6:] == [
        f"kept by all: {len(counts.ASKED) - 2} clauses",
        f"waived in all: {MUST}",
        f"not run in all: {SHOULD}",
    ]


def test_one_candidate() -> None:
    """A single candidate has no comparison."""
    assert not list(side_by_side.lines([verdict(MUST)]))


def test_what_is_not_asked_is_no_difference() -> None:
    """A clause that is not asked of a factory is no difference to a class."""
    assert not side_by_side.differences(columns([verdict(), verdict(candidate=FACTORY)]))


def test_what_one_is_not_asked() -> None:
    """A clause that is not asked of the first candidate keeps its level."""
    clause = "surface.can-be-subclassed"
    judged = [verdict(candidate=FACTORY), verdict(clause, candidate=named("b")), verdict()]
    assert side_by_side.differences(columns(judged)) == [f"broken by b:EventEmitter: {clause}"]


def test_signs() -> None:
    """What decides, what does not, what is waived and what did not run have different signs."""
    assert row(verdict(MUST, OTHER)) == {"rem": "1", "onc": "1"}
    assert row(verdict(MUST, SHOULD)) == {"onc": "1"}
    assert row(verdict(SHOULD, ORDER)) == {"emi": "(1)", "onc": "(1)"}
    assert row(verdict(MUST, waivers=[Waiver(MUST, "r")])) == {"onc": "w"}
    assert row(verdict(missing=MUST, terms=NARROWED)) == {"onc": "-"}


def test_who_does_not_keep_a_clause() -> None:
    """The candidates are named by what they did, or those that did not do it, if fewer."""
    every = [verdict(MUST, candidate=named(name)) for name in "abcd"]
    assert side_by_side.differences(columns([*every, verdict(candidate=named("e"))])) == [
        f"broken by all but e: {MUST}"
    ]
    several = [
        verdict(candidate=named("a")),
        verdict(MUST, candidate=named("b")),
        verdict(MUST, waivers=[Waiver(MUST, "r")], candidate=named("c")),
        verdict(missing=MUST, terms=NARROWED, candidate=named("d")),
        verdict(others=[lost(MUST)], candidate=named("e")),
    ]
    assert side_by_side.differences(columns(several)) == [
        f"broken by b; timeout by e; waived by c; not run d: {MUST}"
    ]


def test_width() -> None:
    """A line of the picture fits into 80 columns, whatever the name."""
    long = named("a_package_with_a_long_name.and_a_module")
    lines = side_by_side.picture(columns([verdict(candidate=long), verdict(MUST)]))
    assert {len(line) for line in lines} == {80}
    assert lines[1].startswith("+ ...g_name.and_a_module")
