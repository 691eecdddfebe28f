"""Parts broken clauses by what they say: of their own, no more than another one, or unsupported.

An emitter whose `emit` takes a fixed number of arguments fails the checks that emit another
number, whatever their clause is about. Such a failure says no more than the clause about that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from emitter_spec import Clause

from .verdict import Outcome, Result, Verdict

ANY_NUMBER = "surface.emit-takes-any-number-of-arguments"
INDEPENDENT = "surface.emitters-are-independent"
MET = {"f called with ()", "g called with ()"}
"""What its check shows where callbacks of one emitter are called by another."""
REFUSED = re.compile(r"TypeError: (?:\S+\.)?emit\(\) (?:missing|takes) .*positional argument")


@dataclass(frozen=True)
class Parts:
    """Some broken clauses, parted.

    Attributes:
        own: Those that say something of their own.
        following: Those whose checks ended where `emit` refused a number of arguments.
        unsupported: Those that need what the candidate says it does not support.

    """

    own: tuple[Result, ...]
    following: tuple[Result, ...]
    unsupported: tuple[Result, ...]


def parted(verdict: Verdict, clauses: Sequence[Clause]) -> Parts:
    """Part broken clauses of a verdict."""
    results = {result.clause.id: result for result in verdict.results}
    chosen = [results[clause.id] for clause in clauses]
    fixed = results[ANY_NUMBER].outcome.is_broken
    following = [each for each in chosen if fixed and _is_refused(each)]
    unsupported = [each for each in chosen if each.outcome is Outcome.UNSUPPORTED]
    own = [each for each in chosen if each not in following and each not in unsupported]
    return Parts(tuple(own), tuple(following), tuple(unsupported))


def shares_registrations(result: Result) -> bool:
    """Tell whether a result shows that what one check registers is still there in the next."""
    failure = result.failure
    return (
        result.clause.id == INDEPENDENT
        and failure is not None
        and set(failure.actual.split(", ")) >= MET
    )


def _is_refused(result: Result) -> bool:
    return (
        result.clause.id != ANY_NUMBER
        and result.outcome is Outcome.BROKEN
        and result.failure is not None
        and REFUSED.search(result.failure.actual) is not None
    )
