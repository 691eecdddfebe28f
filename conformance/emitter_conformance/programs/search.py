"""Looks for programs that a candidate runs in a way the specification does not allow."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Callable

from emitter_conformance.candidate.deadline import TimedOut
from emitter_conformance.candidate.door import Visit
from emitter_conformance.candidate.methods import WITH_A_CALLBACK, by_decorators

from .exhaustive import programs as every
from .oracle import broken, excusing, first_broken
from .oracle_cache import OracleCache
from .program import Program
from .random_programs import sampled
from .replay import Trace, Unended, replaying
from .rules import Rejection, Rules
from .shrink import shrink

AGAIN = 10
"""How often a rejected program is run again."""


@dataclass(frozen=True)
class Scope:
    """The extent of a search.

    Attributes:
        depth: The largest number of operations of which every program is tried.
        number: The number of random programs that follow.
        seed: The seed of the random programs.

    """

    depth: int = 5
    number: int = 2000
    seed: int = 0

    @property
    def extent(self) -> float:
        """How many times as long as the usual search it takes, measured with the reference."""
        usual, random, deeper = 26_866, 5, 17
        programs = usual * float(deeper) ** min(self.depth - 5, 100) + random * self.number
        return max(programs / (usual + random * 2000), 1.0)


@dataclass(frozen=True)
class Counterexample:
    """A program that shows a broken clause.

    Attributes:
        program: The smallest program that was found.
        trace: The trace of the program.
        rejection: The clause that the trace breaks, and where.
        rejected: The number of further runs, out of AGAIN, that broke the same clause.

    """

    program: Program
    trace: Trace
    rejection: Rejection
    rejected: int


@dataclass(frozen=True)
class Found:
    """What a search found.

    Attributes:
        exhaustive: The number of short programs that were judged.
        sampled: The number of random programs that were judged.
        counterexample: The first program that was rejected; the search ends with it.
        excused: The number of programs that are allowed only if waived clauses may be broken.
        waived: The first of these for each waived clause without which it is not allowed.
        unended: The program that did not end and so ended the search, or None.
        why: The reason in words, or "" if it took too long.

    """

    exhaustive: int
    sampled: int
    counterexample: Counterexample | None = None
    excused: int = 0
    waived: tuple[Counterexample, ...] = ()
    unended: Program | None = None
    why: str = ""


@lru_cache(maxsize=1)
def _oracle_cache(rules: Rules) -> OracleCache:
    """Return the cached oracle; the next candidate uses it too."""
    return OracleCache(rules)


def forget() -> None:
    """Drop the cached oracle."""
    _oracle_cache.cache_clear()


def search(
    make: Callable[[], Any],
    rules: Rules,
    scope: Scope,
    waived: frozenset[str] = frozenset(),
    visit: Visit | None = None,
    note: Callable[[int], object] = int,
    lacks: tuple[str, ...] = (),
) -> Found:
    """Judge programs until one is rejected, and not because of waived clauses alone.

    The first one is among the shortest there are, and so tells most about what is wrong.

    Args:
        make: Function that returns a new emitter of the candidate.
        rules: The edition and levels.
        scope: The extent of the search.
        waived: The ids of the clauses that may be broken.
        visit: The visit of the candidate during which the programs run; by default none.
        note: Function that takes the number of each program before it runs.
        lacks: The methods that emitters of the candidate lack; no program calls them.

    Raises:
        KeyboardInterrupt: The user ended the run.

    """
    judged = [0, 0]
    excused, known = 0, dict[str, Counterexample]()
    smallest: Counterexample | None = None
    program, unended, why = None, None, ""
    short = _oracle_cache(rules).first_broken
    if WITH_A_CALLBACK in lacks:
        make = by_decorators(make)
    with replaying(make, visit) as replay:
        try:
            for is_random, program in _programs(scope, lacks):
                judged[is_random] += 1
                note(judged[0] + judged[1])
                trace = replay(program)
                if is_random:
                    rejection = first_broken(program, trace, rules)
                else:
                    rejection = short(program, trace)
                if rejection is None:
                    continue
                used = excusing(program, trace, rules, waived)
                if used is None:
                    smallest = _smallest(program, trace, rules, waived, replay)
                    break
                excused += 1
                for clause in sorted(used.difference(known)):
                    others = waived - {clause}
                    if excusing(program, trace, rules, others) is None:
                        shown = _smallest(program, trace, rules, others, replay)
                        # Without the waiver the trace may break another clause first.
                        under = replace(shown.rejection, clause=clause)
                        known[clause] = replace(shown, rejection=under)
        except Unended as ended:
            unended, why = ended.program, ended.why
        except TimedOut:  # while its trace was judged
            unended = program
    return Found(judged[0], judged[1], smallest, excused, tuple(known.values()), unended, why)


def _programs(scope: Scope, lacks: tuple[str, ...]) -> Iterator[tuple[bool, Program]]:
    """Yield the programs of a search, each with whether it is a random one."""
    yield from zip(itertools.repeat(False), every(scope.depth, lacks))
    yield from zip(itertools.repeat(True), sampled(scope.number, scope.seed, lacks))


def _smallest(
    program: Program,
    trace: Trace,
    rules: Rules,
    waived: frozenset[str],
    replay: Callable[[Program], Trace],
) -> Counterexample:
    """Shrink a rejected program, and run it again to see whether it is always rejected.

    It is shown under the first clause that it breaks and that is not waived. A simpler one that
    does not end ends that, with the smallest one that was rejected.
    """

    def reason(program: Program, trace: Trace) -> Rejection | None:
        if first_broken(program, trace, rules) is None:
            return None
        if excusing(program, trace, rules, waived) is not None:
            return None
        return next(why for why in broken(program, trace, rules) if why.clause not in waived)

    first = reason(program, trace)
    assert first is not None
    rejected = [(program, trace, first)]

    def again(program: Program) -> bool:
        trace = replay(program)
        why = reason(program, trace)
        is_rejected = why is not None and why.clause == first.clause
        if why is not None and is_rejected:
            rejected.append((program, trace, why))
        return is_rejected

    often = AGAIN
    with contextlib.suppress(Unended, TimedOut):
        small = shrink(program, again)
        often = sum(again(small) for _ in range(AGAIN))
        rejected = [each for each in rejected if each[0] == small]
    return Counterexample(*rejected[-1], often)
