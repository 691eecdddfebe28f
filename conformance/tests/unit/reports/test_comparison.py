"""Two verdicts on a candidate are compared, before and after a change."""

from __future__ import annotations

import dataclasses

import pytest
from emitter_conformance.candidate.identity import Identity
from emitter_conformance.reports.comparison import Incomparable, compare, lines
from emitter_conformance.verdict.verdict import SearchResult, Verdict
from emitter_conformance.verdict.waivers import Waiver
from verdicts import (
    ACCEPTED,
    CANDIDATE,
    FAILURE,
    LATER,
    MUST,
    NARROWED,
    OTHER,
    SHOULD,
    SHOWN,
    STRICT,
    broken,
    lost,
    rejected,
    verdict,
)

WAIVER = Waiver(MUST, "r")
RENAMED = Identity("b", "b:EventEmitter", True, "", "")


def compared(before: Verdict, after: Verdict) -> list[str]:
    """Return the lines of the comparison of two verdicts."""
    (only,) = compare([before], [after])
    assert only.is_worse is ("WORSE" in list(lines(only))[-1].split(":")[0].split(" ")[:1])
    return list(lines(only))[1:]


def test_nothing_changed() -> None:
    """A candidate that is no worse than before passes, although it is broken."""
    assert compared(verdict(MUST), verdict(MUST)) == ["NO WORSE"]


def test_lost_is_worse_than_broken() -> None:
    """A clause that was broken and is lost now is worse."""
    told = compared(verdict(MUST), verdict(others=[lost(MUST)]))
    assert told[0] == f"worse: {MUST}  MUST: broken, then timeout"
    assert told[-1] == "WORSE: 1 clause"


def test_worse() -> None:
    """A clause that was kept and is broken now is worse."""
    assert compared(verdict(), verdict(MUST)) == [
        f"worse: {MUST}  MUST: kept, then broken",
        f"  after   {FAILURE.actual}",
        "WORSE: 1 clause",
    ]


def test_better() -> None:
    """A clause that was broken and is kept now is better."""
    assert compared(verdict(MUST), verdict()) == [
        f"better: {MUST}  MUST: broken, then kept",
        f"  before  {FAILURE.actual}",
        "NO WORSE: 1 better",
    ]


def test_better_does_not_outweigh_worse() -> None:
    """Worse clauses come first and decide, whatever is better."""
    told = compared(verdict(MUST), verdict(OTHER))
    assert told[0].startswith(f"worse: {OTHER}")
    assert told[-1] == "WORSE: 1 clause"


def test_what_does_not_bind_is_told() -> None:
    """A worse clause that does not bind is reported, and decides only in a strict verdict."""
    told = compared(verdict(), verdict(SHOULD))
    assert told[0] == f"worse: {SHOULD}  SHOULD (not binding): kept, then broken"
    assert told[-1] == "NO WORSE"
    strict = compared(verdict(terms=STRICT), verdict(SHOULD, terms=STRICT))
    assert strict[-1] == "WORSE: 1 clause"


def test_broken_in_another_way() -> None:
    """A clause that is broken in another way is reported, and is not worse."""
    programs = dataclasses.replace(ACCEPTED, result=broken(MUST, SHOWN))
    told = compared(verdict(MUST, programs=programs), verdict(programs=programs))
    assert told == [
        f"different: {MUST}  MUST: broken in another way",
        f"  before  {FAILURE.actual}",
        "  after   that",
        "NO WORSE",
    ]


@pytest.mark.parametrize(
    ("before", "after", "is_different"),
    [
        ("f called with (), g called with (1)", "g called with (1), f called with ()", False),
        ("missing: f and h called with ()", "missing: f and g called with ()", False),
        ("missing: f, g and h called with ()", "missing: f and g called with ()", True),
        ("f called with (1)", "f called with (2)", True),
        ("KeyError: mypkg.emitter.f", "KeyError: b.f", False),
        ("KeyError (not deterministic: not the next time)", "nothing called", False),
    ],
)
def test_order_is_no_other_way(before: str, after: str, is_different: bool) -> None:
    """What has no order, the name of the module and what changes by itself are no difference."""
    one, other = (
        verdict(
            others=[broken(MUST, dataclasses.replace(FAILURE, actual=actual))], candidate=candidate
        )
        for actual, candidate in ((before, CANDIDATE), (after, RENAMED))
    )
    told = compared(one, other)
    assert any(line.startswith("different") for line in told) is is_different


def test_what_binds_comes_first() -> None:
    """Of the worse clauses, those that bind come first."""
    told = compared(verdict(), verdict(MUST, "emission.order-is-registration-order"))
    assert [line.split()[1] for line in told if line.startswith("worse")] == [
        MUST,
        "emission.order-is-registration-order",
    ]


def test_waived_is_broken() -> None:
    """A waiver makes a clause neither better nor worse."""
    assert compared(verdict(MUST), verdict(MUST, waivers=[WAIVER])) == ["NO WORSE"]
    assert compared(verdict(), verdict(MUST, waivers=[WAIVER]))[-1] == "WORSE: 1 clause"


def test_program_behind_a_waiver() -> None:
    """A program that the earlier search did not reach is not worse."""
    later = dataclasses.replace(ACCEPTED, waived=(broken(MUST, SHOWN),))
    waived = verdict(programs=later, waivers=[WAIVER])
    told = compared(verdict(programs=rejected(OTHER)), waived)
    assert any("the earlier search for" in line for line in told)
    assert told[-1] == "NO WORSE: 1 better"
    assert compared(verdict(), waived)[-1] == "WORSE: 1 clause"


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (verdict(missing=MUST), "WORSE: 1 clause did not run"),
        (verdict(missing=MUST, terms=NARROWED), "WORSE: 1 clause did not run"),
        (verdict(programs=None), "WORSE: programs did not run"),
        (verdict(missing=MUST, programs=None), "WORSE: programs did not run, 1 clause did not run"),
    ],
)
def test_incomplete_is_worse(after: Verdict, words: str) -> None:
    """An incomplete verdict is worse than a complete one."""
    assert compared(verdict(), after)[-1] == words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (verdict(missing=MUST), verdict(), "the earlier verdict is not complete"),
        (verdict(), verdict(terms=LATER), "judged by edition 1.0 before, by edition 1.2 after"),
        (verdict(), verdict(terms=STRICT), "by edition 1.0, strict after"),
        (verdict(), verdict(programs=SearchResult(4, 9, 2000, 0)), "--depth=5 --programs=2000"),
        (verdict(), verdict(programs=SearchResult(5, 26866, 10, 0)), "fewer programs than before"),
    ],
)
def test_incomparable(before: Verdict, after: Verdict, words: str) -> None:
    """Verdicts with different terms cannot be compared."""
    with pytest.raises(Incomparable, match=words):
        compare([before], [after])


def test_several_candidates() -> None:
    """Several candidates are matched by name; a missing one is worse."""
    other = verdict(candidate=RENAMED)
    same, gone = compare([verdict(), other], [verdict(), verdict(), verdict(MUST)][:2])
    assert not same.is_worse
    assert gone.is_worse
    assert list(lines(gone)) == ["b:EventEmitter", "WORSE: not judged any more"]


def test_single_candidates_may_differ_in_name() -> None:
    """Main and a branch need not be the same module."""
    assert compared(verdict(), verdict(candidate=RENAMED)) == ["then b:EventEmitter", "NO WORSE"]
