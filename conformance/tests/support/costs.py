"""Costs with chosen values, for tests."""

from __future__ import annotations

from collections.abc import Sequence

import pyperf
from emitter_conformance.cost.figures import Cost, Place
from emitter_conformance.cost.operations import KNOWN, OPERATIONS
from emitter_conformance.verdict.report import Environment

ENVIRONMENT = Environment("3.13.0", "CPython", "Linux", {"pyperf": "2.11.0"})
NAMES = ("emitter_reference:EventEmitter", "mypkg.emitter:EventEmitter", "mypkg.lists:EventEmitter")
POWERS = {"emit": 1.0, "emit-mixed": 1.0}
MICROSECOND = 1e-6


def benchmark(place: Place, values: Sequence[float]) -> pyperf.Benchmark:
    """Return values in the form in which a measurement has them."""
    unit = KNOWN[place.operation].unit
    metadata = {"name": str(place), "unit": unit, **vars(place)}
    return pyperf.Benchmark([pyperf.Run(values, metadata=metadata, collect_metadata=False)])


def cost(
    factors: Sequence[float] = (1, 2),
    powers: Sequence[float] = (0, 0),
    problems: dict[Place, str] | None = None,
    names: Sequence[str] = NAMES,
) -> Cost:
    """Return costs of one microsecond, or a hundred bytes, for each callback.

    Args:
        factors: Multiple of that for each candidate.
        powers: Power of the number of callbacks with which its `off` of the last grows.
        problems: Places without values; larger ones of the same series have the same problem.
        names: The names of the candidates.

    """
    benchmarks, found = {}, {}
    for candidate, (factor, power) in enumerate(zip(factors, powers)):
        for operation in OPERATIONS:
            word = ""
            for size in operation.sizes:
                place = Place(candidate, operation.name, size)
                word = word or (problems or {}).get(place, "")
                if word:
                    found[place] = word
                    continue
                grown = power if operation.name == "off-last" else POWERS.get(operation.name, 0.0)
                base = 100.0 if operation.unit == "byte" else MICROSECOND
                value = factor * base * max(size, 1) ** grown
                benchmarks[place] = benchmark(place, [value * part for part in (1.0, 1.1, 0.9)])
    return Cost(
        "2026-11-25T12:00:00+00:00", ENVIRONMENT, tuple(names)[: len(factors)], benchmarks, found
    )
