"""Shards divide a search, and their merged results are the result of that search."""

from __future__ import annotations

import dataclasses
import itertools
from typing import Any

import pytest
from document import silent
from emitter_conformance.campaign import shards
from emitter_conformance.campaign.merge_shards import merged
from emitter_conformance.campaign.shards import Shard, TooMany, plan, share, usual_size
from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.engine.in_process import Request, examine_programs
from emitter_conformance.programs import random_programs as sampled_module
from emitter_conformance.programs.random_programs import sampled
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import SearchResult
from emitter_reference import EventEmitter
from verdicts import DEFAULT, MUST, OTHER, SHOWN, SPECIFICATION, broken

FEW = 40
"""How many programs a seed has here."""
SCOPE = Scope(depth=2, number=5 * FEW - 30, seed=7)
SHARDS = tuple(
    Shard(index, Scope(2 * (not index), FEW - 30 * (index == 4), 7 + index)) for index in range(5)
)


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a seed have few programs, so that shards do not take long."""
    for module in (sampled_module, shards):
        monkeypatch.setattr(module, "PER_SEED", FEW)


class Forgetful(EventEmitter[Any]):
    """Forgets its callbacks when it has registered one for the seventh time."""

    registrations = 0

    def on(self, event: Any, callback: Any = None) -> Any:
        """Register, and perhaps forget."""
        self.registrations += 1
        if self.registrations == 7:
            self._callbacks.clear()
        return super().on(event, callback)


def whole(make: Any, waived: frozenset[str] = frozenset(), scope: Scope = SCOPE) -> SearchResult:
    """Return the result of a search."""
    candidate = Candidate("c", "c:C", True, "", "", "", "", (), make, "c", "")
    with silent():
        return examine_programs(candidate, SPECIFICATION, Request(DEFAULT, scope, waived))


def test_shards_are_the_search_they_were_cut_from() -> None:
    """Each program of a search is in one shard; the first shard has the short ones."""
    assert plan(SCOPE, FEW) == SHARDS
    assert [shard.scope.depth for shard in SHARDS] == [2, 0, 0, 0, 0]
    assert [shard.seeds for shard in SHARDS] == ["7", "8", "9", "10", "11"]
    parts = [list(sampled(shard.scope.number, shard.scope.seed)) for shard in SHARDS]
    assert [*itertools.chain(*parts)] == [*sampled(SCOPE.number, SCOPE.seed)]
    assert plan(SCOPE, 10 * FEW) == (Shard(0, SCOPE),)
    assert [shard.seeds for shard in plan(SCOPE, 2 * FEW)] == ["7-8", "9-10", "11"]
    assert plan(Scope(3, 0, 0), FEW) == (Shard(0, Scope(3, 0, 0)),)


def test_seeds_have_no_programs_in_common() -> None:
    """No program occurs twice, neither within a seed nor in two seeds."""
    first, second = (set(sampled(FEW, seed)) for seed in (7, 8))
    assert not first & second
    assert len(first) == FEW


def test_number_of_shards_is_bounded() -> None:
    """Shards grow with the search; a search too large for a folder is a user error."""
    assert usual_size(2000) == usual_size(10**9) == shards.USUAL
    assert usual_size(10**12) == 10**8
    assert usual_size(10**9 + 1) == 100_040
    with pytest.raises(TooMany, match="more than 100000"):
        plan(Scope(5, 10**9), FEW)


def test_machines_share_all_shards() -> None:
    """Each shard belongs to exactly one machine."""
    parts = [share(SHARDS, part, 3) for part in (1, 2, 3)]
    assert sorted(sum(parts, ()), key=lambda shard: shard.index) == list(SHARDS)
    assert [len(part) for part in parts] == [2, 2, 1]


@pytest.mark.parametrize("make", [EventEmitter, Forgetful])
def test_merged_shards_come_to_what_the_search_does(make: Any) -> None:
    """Merged shards have the counts and the first rejected program of the whole search."""
    parts = {shard.index: whole(make, scope=shard.scope) for shard in SHARDS}
    found = merged(SCOPE, SHARDS, parts)
    assert found == whole(make)
    assert found is not None
    assert (found.result is not None) is (make is Forgetful)


def test_waived_clauses_are_merged() -> None:
    """A waived clause that several shards show is kept once, with its first program."""

    class Answering(EventEmitter[Any]):
        def emit(self, event: Any, *args: Any) -> Any:
            super().emit(event, *args)
            return True

    waived = frozenset({"surface.emit-returns-none"})
    parts = {shard.index: whole(Answering, waived, shard.scope) for shard in SHARDS}
    found = merged(SCOPE, SHARDS, parts)
    assert found == whole(Answering, waived)
    assert found is not None
    assert found.excused > SCOPE.number / 4
    assert len(found.waived) == 1


def part(index: int, **changed: Any) -> SearchResult:
    """Return the result of a shard without a broken clause."""
    scope = SHARDS[index].scope
    return dataclasses.replace(SearchResult(scope.depth, 0, scope.number, scope.seed), **changed)


def test_nothing_judged() -> None:
    """A merge of no shards has no result."""
    assert merged(SCOPE, SHARDS, {}) is None


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ([0, 1, 2, 3], "seeds 11 not judged"),
        ([1], "seeds 7, 9, 10 and 1 more shard not judged"),
        ([], "seeds 7, 8, 9 and 2 more shards not judged"),
    ],
)
def test_missing_shards_are_named(known: list[int], words: str) -> None:
    """A missing shard makes the merged search incomplete, and is named."""
    parts = {index: part(index) for index in known}
    found = merged(SCOPE, SHARDS, parts or {9: part(0)})
    assert found is not None
    assert found.lost is not None
    assert found.lost.actual == words
    assert found.sampled == sum(part(index).sampled for index in known)


def test_first_loss_and_first_rejection_stay() -> None:
    """Results after the first rejected program do not count; a loss before it does."""
    lost = Failure((), "an end", "no end", by_programs=True)
    parts = {
        0: part(0),
        1: part(1, sampled=3, lost=lost),
        2: part(2, sampled=5, result=broken(MUST, SHOWN)),
        3: part(3, sampled=7, result=broken(OTHER, SHOWN)),
    }
    found = merged(SCOPE, SHARDS, parts)
    assert found is not None
    assert found.result == parts[2].result
    assert found.lost is lost
    assert found.sampled == FEW + 8
    del parts[1]
    found = merged(SCOPE, SHARDS, parts)
    assert found is not None
    assert found.lost is not None
    assert found.lost.actual == "seeds 8 not judged"
    found = merged(SCOPE, SHARDS, parts, own=SHARDS[2:])
    assert found is not None
    assert found.lost is None  # a shard of another machine
