"""Groups broken clauses by root cause, so that one bug is not reported as twenty.

An emitter whose `emit` takes a fixed number of arguments fails the checks that emit another
number, whatever their clause is about. Such a failure says no more than the clause about that.
Where many clauses end in one exception, or show that nothing is called, that is reported once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from emitter_spec import Clause, Level

from emitter_conformance.core import describe

from .verdict import UNEXPLAINED, Outcome, Result, Verdict

ANY_NUMBER = "surface.emit-takes-any-number-of-arguments"
INDEPENDENT = "surface.emitters-are-independent"
SHARED = (
    f"its emitters share state ({INDEPENDENT}), so what a check finds would depend on "
    "those that ran before it"
)
"""Why a clause is not put to a candidate."""
NO_END = "no end"
AT_ONCE = "emission.ends-after-its-callbacks"
RETURNS = "surface.emit-returns-none"
NOTHING = re.compile(r"(nothing called|0 calls)( \(logged: .*)?", re.DOTALL)
NOT_AT_ONCE = "missing: f called"
CALL = re.compile(r"TypeError: \S+\(\) (missing|takes|got) ")
"""What Python says of a call that does not fit; it passed through no line of the candidate."""
HOLDS = "registration.holds-its-callbacks"
SNAPSHOT = ("emission.removed-callback-still-runs", "emission.added-callback-waits")
CALLED_AGAIN = "type_error.callback-is-not-called-again"
TAKEN_NAMES = "drop_in.names-of-attributes-are-free"
ROOTS = (INDEPENDENT, ANY_NUMBER, AT_ONCE, HOLDS, *SNAPSHOT, CALLED_AGAIN, TAKEN_NAMES)
"""The clauses that explain others, those that explain most first."""
GENERAL = (
    "surface.can-be-subclassed",
    "surface.calls-no-other-method",
    "emission.calls-each-callback-once",
    "arity.too-few-raises",
    "once.fires-once",
)
"""The clauses whose checks fail for many a mistake that another clause is about."""
EXPLAINED_BY = {
    "arity.each-by-its-own": ("varargs.in-methods",),
    "arity.wrapped-functions": ("arity.declared-signatures", "varargs.in-methods"),
    "arity.declared-signatures": ("arity.each-by-its-own",),
    "rejection.coroutine-functions": ("rejection.everything-else-is-accepted",),
    "type_error.leaves-emit": ("type_error.stops-the-emission",),
}
"""For a clause, those whose mistakes often break it too, though it does not follow from them."""
MANY = 6
"""How many clauses with one cause are reported together, at least."""
REFUSED = re.compile(r"TypeError: (?:\S+\.)?emit\(\) (?:missing|takes) .*positional argument")


@dataclass(frozen=True)
class Parts:
    """Broken clauses in three groups, in each those that explain most first.

    Attributes:
        own: The clauses with a cause of their own.
        following: The clauses whose checks ended where `emit` refused a number of arguments.
        unsupported: The clauses that need what the candidate declares as unsupported.

    """

    own: tuple[Result, ...]
    following: tuple[Result, ...]
    unsupported: tuple[Result, ...]


def parted(verdict: Verdict, clauses: Sequence[Clause]) -> Parts:
    """Return broken clauses of a verdict, those with a cause of their own apart from the others."""
    results = {result.clause.id: result for result in verdict.results}
    chosen = ranked([results[clause.id] for clause in clauses])
    fixed = results[ANY_NUMBER].outcome.is_broken
    following = [each for each in chosen if fixed and _is_refused(each)]
    unsupported = [each for each in chosen if each.outcome is Outcome.UNSUPPORTED]
    own = [each for each in chosen if each not in following and each not in unsupported]
    return Parts(tuple(own), tuple(following), tuple(unsupported))


def in_order(verdict: Verdict) -> list[Result]:
    """Return all results, those that decide first and in the order in which the ruling has them."""
    parts = parted(verdict, verdict.broken())
    deciding = [*parts.own, *parts.following, *parts.unsupported]
    return [*deciding, *(each for each in verdict.results if each not in deciding)]


def ranked(results: Sequence[Result]) -> list[Result]:
    """Return broken clauses in the order in which they are worth reading.

    What checks show comes before what programs show: these are about more than one clause. What a
    script shows alone comes before what needs a state that earlier checks have left. Groups of many
    clauses with one cause come before clauses with few or none in common. Among either, a clause
    that explains others comes first, a SHOULD after each MUST, a general clause after particular
    ones, one that follows from another broken clause, or is often broken with it, after such as do
    not, and then what stands in the chapter of the most broken clauses; what is left stays in its
    order.

    Args:
        results: The results of the broken clauses, in the order of the specification.

    """
    causes = {result.clause.id: _cause(result) for result in results}
    sizes = Counter(causes.values())
    chapters = Counter(each.clause.chapter for each in results if each.failure is not None)

    def key(result: Result) -> tuple[bool, bool, int, str, int, bool, bool, bool, int]:
        clause, cause = result.clause, causes[result.clause.id]
        is_root = clause.id in ROOTS and (clause.id != HOLDS or cause == describe.NOTHING_CALLED)
        is_many = sizes[cause] >= MANY
        return (
            result.failure is not None and result.failure.by_programs,
            result.failure is not None and result.failure.passes_alone,
            -sizes[cause] if is_many else 0,
            cause if is_many else "",
            ROOTS.index(clause.id) if is_root else len(ROOTS),
            clause.level is not Level.MUST,
            clause.id in GENERAL,
            not causes.keys().isdisjoint((*clause.follows, *EXPLAINED_BY.get(clause.id, ()))),
            -chapters[clause.chapter],
        )

    return sorted(results, key=key)


def _cause(result: Result) -> str:
    """Return what groups a broken clause with others: an exception and its place, or silence."""
    failure = result.failure
    if failure is None or result.outcome is not Outcome.BROKEN:
        return result.outcome.value
    if failure.where or CALL.match(failure.actual):
        return f"{failure.actual.partition(':')[0]} {failure.where}"
    if NOTHING.fullmatch(failure.actual) or failure.actual.startswith("missing"):
        return describe.NOTHING_CALLED
    return result.clause.id


def in_common(results: Sequence[Result]) -> list[tuple[int, str]]:
    """Return in what many broken clauses end alike: an exception at one place, or no end.

    Returns:
        For each group, the largest first, the number of its clauses, and the exception as far as
        they agree in it with its place, or the place where they do not end.

    """
    groups: dict[tuple[str, str], list[str]] = {}
    for failure in [each.failure for each in results if each.failure is not None]:
        kind, _, _ = failure.actual.partition(":")
        if failure.where:
            groups.setdefault((kind, f" at {failure.where}"), []).append(failure.actual)
        elif CALL.match(failure.actual):
            groups.setdefault((failure.actual, ""), []).append(failure.actual)
    found = []
    for (kind, place), seen in groups.items():
        agreed = seen[0] if len({*seen}) == 1 else kind
        how = "do not end" if agreed == NO_END else f"end in {agreed}"
        found.append((len(seen), how + place))
    return sorted((each for each in found if each[0] >= MANY), reverse=True)


def calls_nothing(verdict: Verdict, results: Sequence[Result]) -> tuple[int, str]:
    """Return the number of broken clauses that show that an emission calls nothing.

    Returns:
        How many they are, 0 if that is not what they show; what `emit` does instead.

    """
    actual = {each.clause.id: each.failure.actual for each in verdict.results if each.failure}
    number = sum(bool(NOTHING.fullmatch(actual.get(each.clause.id, ""))) for each in results)
    is_cause = number >= MANY and number * 2 > len(results)
    if not is_cause or NOT_AT_ONCE not in actual.get(AT_ONCE, ""):
        return 0, ""
    if "coroutine" in actual.get(RETURNS, ""):
        return number, "emit gives a coroutine, and calls nothing unless that is awaited"
    return number, "emit calls nothing before it returns"


def forgotten(results: Sequence[Result]) -> int:
    """Return how many broken clauses show that a callback without other references is lost."""
    silent = [each for each in results if _cause(each) == describe.NOTHING_CALLED]
    holds = any(each.clause.id == HOLDS for each in silent)
    return len(silent) if holds and len(silent) >= MANY else 0


def not_begun(verdict: Verdict) -> dict[str, list[Clause]]:
    """Return the clauses of the specification that were not begun, by each reason of many.

    Of clauses that the user chose, each reason counts.
    """
    found: dict[str, list[Clause]] = {}
    for each in verdict.results:
        is_begun = each.outcome is not Outcome.NOT_RUN or each.seconds
        if not (is_begun or each.left_out or each.reason in UNEXPLAINED):
            found.setdefault(each.reason, []).append(each.clause)
    least = 1 if verdict.terms.narrowed else MANY
    return {reason: clauses for reason, clauses in found.items() if len(clauses) >= least}


def _is_refused(result: Result) -> bool:
    return (
        result.clause.id != ANY_NUMBER
        and result.outcome is Outcome.BROKEN
        and result.failure is not None
        and REFUSED.search(result.failure.actual) is not None
    )
