"""Checks of clauses that say "any": Hypothesis looks for the smallest values that break them."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Callable

from hypothesis import HealthCheck, Phase, Verbosity, configuration, example, given, settings
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

STORAGE = tempfile.TemporaryDirectory(prefix="emitter-conformance-")  # removed at exit


@contextmanager
def _storage_elsewhere() -> Iterator[None]:
    """Keep Hypothesis from writing its caches into the user's project."""
    before = vars(configuration).get("__hypothesis_home_directory")
    configuration.set_hypothesis_home_dir(STORAGE.name)
    try:
        yield
    finally:
        configuration.set_hypothesis_home_dir(before)


def for_all(
    *examples: Mapping[str, Any],
    **strategies: SearchStrategy[Any],
) -> Callable[[Callable[..., None]], Callable[[Trial], None]]:
    """Put a check to a candidate for many values; a failure shows the smallest that fail.

    Args:
        examples: Values of the arguments that are tried first, as they are.
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

            for values in examples[::-1]:
                check_one = example(**values)(check_one)
            try:
                with _storage_elsewhere():
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

        del check_all.__wrapped__
        return check_all

    return decorate
