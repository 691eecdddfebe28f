"""Checks of clauses that say "any": Hypothesis looks for the smallest values that break them."""

from __future__ import annotations

import functools
from typing import Any, Callable

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import HypothesisException
from hypothesis.strategies import SearchStrategy

from .trial import ClauseBroken, Trial

# Everything is stated, so that no profile or option of the user's changes a verdict.
SETTINGS = settings(
    max_examples=50,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
    print_blob=False,
    verbosity=Verbosity.quiet,
    stateful_step_count=1,
)


def for_all(
    **strategies: SearchStrategy[Any],
) -> Callable[[Callable[..., None]], Callable[[Trial], None]]:
    """Put a check to a candidate for many values; a failure shows the smallest that fail.

    Args:
        strategies: One for each argument of the check behind its trial.

    """

    def decorate(check: Callable[..., None]) -> Callable[[Trial], None]:
        @functools.wraps(check)
        def check_all(trial: Trial) -> None:
            first: list[ClauseBroken] = []

            @settings(SETTINGS)
            @given(**strategies)
            def check_one(**values: Any) -> None:
                trial.restart()
                try:
                    check(trial, **values)
                    trial.close()
                except ClauseBroken as broken:
                    first[:] = first or [broken]
                    raise

            try:
                check_one()
            except HypothesisException:
                # The values that broke the clause keep it when they are tried again.
                failure = first[0].failure
                raise ClauseBroken(
                    type(failure)(
                        failure.steps,
                        failure.expected,
                        f"{failure.actual} (not deterministic: not the next time)",
                        failure.where,
                    )
                ) from None

        del check_all.__wrapped__  # type: ignore[attr-defined]
        return check_all

    return decorate
