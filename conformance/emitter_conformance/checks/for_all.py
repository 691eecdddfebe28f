"""Checks of clauses that say "any": every combination of values, the simplest first."""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections.abc import Iterable
from typing import Any, Callable

from emitter_conformance.verdict.failure import Failure

from .trial import ClauseBroken, Trial


def for_all(**values: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[Trial], None]]:
    """Run a check for every combination of values.

    The first combination that breaks the clause is the simplest, so nothing has to be shrunk.

    Args:
        values: For each argument of the check behind its trial what it takes, the simplest first.

    """
    combinations = _simplest_first([list(each) for each in values.values()])

    def decorate(check: Callable[..., None]) -> Callable[[Trial], None]:
        def check_one(trial: Trial, combination: tuple[Any, ...]) -> None:
            trial.restart()
            check(trial, **dict(zip(values, combination)))
            trial.close()

        @functools.wraps(check)
        def check_all(trial: Trial) -> None:
            for combination in combinations:
                try:
                    check_one(trial, combination)
                except ClauseBroken as broken:
                    failure = broken.failure
                    try:
                        check_one(trial, combination)
                    except ClauseBroken:
                        raise broken from None
                    raise ClauseBroken(_not_deterministic(failure)) from None

        del check_all.__wrapped__
        return check_all

    return decorate


def _simplest_first(values: list[list[Any]]) -> list[tuple[Any, ...]]:
    """Return combinations of values, ordered by the sum of their places."""
    places = sorted(itertools.product(*[range(len(each)) for each in values]), key=sum)
    return [tuple(each[at] for each, at in zip(values, place)) for place in places]


def _not_deterministic(failure: Failure) -> Failure:
    actual = f"{failure.actual} (not deterministic: not the next time)"
    return dataclasses.replace(failure, actual=actual)
