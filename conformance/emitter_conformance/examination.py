"""Puts one clause to one candidate: finds the check, runs it, gives the result."""

from __future__ import annotations

import importlib
import time
import warnings
from collections.abc import Collection
from types import ModuleType
from typing import Callable

from emitter_spec import Chapter, Clause, Specification

from .candidate import Candidate
from .failure import Failure
from .naming import check_name
from .programs.judge import Rules
from .programs.reproduce import reproduced
from .programs.search import AGAIN, Counterexample, Scope, Shown, plain, search
from .trial import ClauseBroken, Trial
from .verdict import Outcome, Programs, Result, Terms

ORDER = "emission.order-is-registration-order"
"""The clause whose editions have an order."""

_clock = time.perf_counter
Check = Callable[[Trial], None]


class CatalogueError(Exception):
    """Clauses and checks do not correspond one to one."""


def suite_module(chapter: str) -> ModuleType:
    """Import the module with the checks of a chapter."""
    return importlib.import_module(f"{__package__}.suite.test_{chapter}")


def checks_of(chapter: Chapter) -> dict[Clause, Check]:
    """Give the check of each clause of a chapter.

    Raises:
        CatalogueError: A clause has no check, or a check has no clause.

    """
    module = suite_module(chapter.name)
    checks = {name: thing for name, thing in vars(module).items() if name.startswith("test_")}
    odd = {check_name(clause) for clause in chapter.clauses} ^ set(checks)
    if odd:
        raise CatalogueError(
            f"chapter {chapter.name} and its checks differ: {', '.join(sorted(odd))}"
        )
    return {clause: checks[check_name(clause)] for clause in chapter.clauses}


def examine(clause: Clause, check: Check, candidate: Candidate) -> Result:
    """Put a clause to a candidate.

    Warnings are out of play: what the project makes of them must not change a verdict.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        start = _clock()
        try:
            trial = Trial(candidate.make, candidate.file)
            check(trial)
            trial.close()
        except ClauseBroken as broken:
            return Result(clause, Outcome.BROKEN, broken.failure, seconds=_clock() - start)
    observation = trial.observation
    return Result(clause, Outcome.KEPT, observation=observation, seconds=_clock() - start)


def examine_programs(
    candidate: Candidate,
    specification: Specification,
    terms: Terms,
    scope: Scope,
    shown: Shown = plain,
    waived: Collection[str] = (),
) -> Programs:
    """Put programs to a candidate, by the edition and the levels that decide.

    A program that is rejected for a clause of `waived` does not end the search.
    """
    ordered = specification[ORDER].editions
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rules = Rules(terms.edition in ordered, terms.strict, frozenset(waived))
        found = search(candidate.make, rules, scope, shown)

    def shown_by(counterexample: Counterexample) -> Result:
        clause = specification[counterexample.rejection.clause]
        return Result(clause, Outcome.BROKEN, _failure(candidate, counterexample))

    return Programs(
        scope.depth,
        found.exhaustive,
        found.sampled,
        scope.seed,
        shown_by(found.counterexample) if found.counterexample else None,
        found.excused,
        tuple(map(shown_by, found.waived)),
    )


def _failure(candidate: Candidate, counterexample: Counterexample) -> Failure:
    rejection, often = counterexample.rejection, counterexample.rejected
    actual = rejection.actual
    if often < AGAIN:
        actual += f" (not deterministic: in {often} of {AGAIN} further runs)"
    rejected = counterexample.program
    source = reproduced(candidate.make, rejected, counterexample.trace, rejection)
    steps = tuple(rejected.source.splitlines())
    return Failure(steps, rejection.expected, actual, program=source, by_programs=True)
