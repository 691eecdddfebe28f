"""The measured values, and the figures that follow: medians, ratios, growth.

`pyperf.Benchmark` keeps the values and gives their median.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from emitter_conformance.verdict.report import Environment

from .operations import KNOWN, OPERATIONS, PLACES

if TYPE_CHECKING:
    from pyperf import Benchmark

REFERENCE = 0
FITTED = 10  # growth begins with so many callbacks
POINTS = 3  # a growth is fitted to at least so many sizes
TOO_SLOW = "too slow"


@dataclass(frozen=True)
class Place:
    """The position of a measurement.

    Attributes:
        candidate: The number of the candidate; 0 is the reference.
        operation: The name of the operation.
        size: The number of callbacks.

    """

    candidate: int
    operation: str
    size: int


@dataclass(frozen=True)
class Growth:
    """The power with which a cost grows with the number of callbacks.

    Attributes:
        exponent: 0 if the cost stays the same, 1 if it grows as the number does.
        last: The largest number of callbacks that it was fitted to.

    """

    exponent: float
    last: int


@dataclass(frozen=True)
class Cost:
    """The measured costs of all candidates.

    Attributes:
        finished: The time of the end in ISO 8601, UTC.
        environment: The environment of the measurement.
        candidates: The names of the candidates, the reference first.
        benchmarks: The values of each place, in seconds or bytes; those of one operation and size
            were measured in turn, so that equal positions make pairs.
        problems: The reasons why other places have no values, in a few words.
        quick: Whether it was measured with less effort, up to fewer callbacks.

    """

    finished: str
    environment: Environment
    candidates: tuple[str, ...]
    benchmarks: Mapping[Place, Benchmark]
    problems: Mapping[Place, str]
    quick: bool = False

    def median(self, place: Place) -> float | None:
        """Return the median of a place, or None without values."""
        benchmark = self.benchmarks.get(place)
        return None if benchmark is None else float(benchmark.median())

    def ratios(self, place: Place) -> tuple[float, float, float] | None:
        """Return the lower quartile, median and upper quartile of the ratios to the reference."""
        own = self.benchmarks.get(place)
        base = self.benchmarks.get(Place(REFERENCE, place.operation, place.size))
        if own is None or base is None:
            return None
        every = sorted(a / b for a, b in zip(own.get_values(), base.get_values()))
        if len(every) == 1:
            return every[0], every[0], every[0]
        low, middle, high = statistics.quantiles(every, n=4, method="inclusive")
        return low, middle, high

    def points(self, candidate: int, operation: str) -> list[tuple[int, float]]:
        """Return the sizes and medians of a candidate, the smallest first."""
        sizes = KNOWN[operation].sizes
        medians = ((size, self.median(Place(candidate, operation, size))) for size in sizes)
        return [(size, median) for size, median in medians if median is not None]

    def growth(self, candidate: int, operation: str) -> Growth | None:
        """Return the fitted power of the number of callbacks; None for too few points."""
        points = [point for point in self.points(candidate, operation) if point[0] >= FITTED]
        if len(points) < POINTS:
            return None
        return Growth(exponent(points), points[-1][0])

    def per_registration(self, candidate: int, operation: str) -> float | None:
        """Return the median over all sizes."""
        points = self.points(candidate, operation)
        return statistics.median(median for _, median in points) if points else None

    def worst_removal(self, candidate: int) -> str:
        """Return the `off` operation that grows most, or costs most without a fit."""
        names = [f"off-{place}" for place in PLACES]

        def rank(name: str) -> tuple[float, float]:
            growth, points = self.growth(candidate, name), self.points(candidate, name)
            return growth.exponent if growth else -math.inf, points[-1][1] if points else -math.inf

        return max(names, key=rank)

    def problem(self, place: Place) -> str:
        """Return the reason why a place has no value, or ""."""
        return self.problems.get(place, "")

    def is_idle(self, candidate: int) -> bool:
        """Whether a candidate does not do what is measured, so that its times tell nothing."""
        return self.problem(Place(candidate, "emit", 1)) not in ("", TOO_SLOW)

    def spread(self) -> float:
        """Return half of the distance of a ratio's quartiles, as a part of the median ratio."""
        every = [self.ratios(place) for place in self.benchmarks if place.candidate != REFERENCE]
        widths = [(high - low) / 2 / middle for low, middle, high in filter(None, every)]
        return statistics.median(widths) if widths else 0.0


def exponent(points: Iterable[tuple[float, float]]) -> float:
    """Return the exponent of a power law fitted by least squares on logarithmic axes."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    middle = sum(x for x, _ in logs) / len(logs)
    height = sum(y for _, y in logs) / len(logs)
    rise = sum((x - middle) * (y - height) for x, y in logs)
    return rise / sum((x - middle) ** 2 for x, _ in logs)


def stopped(cost: Cost, candidate: int) -> list[tuple[str, int, list[str]]]:
    """Return the ends of series: the reason, the last number of callbacks, the operations."""
    found: dict[tuple[str, int], list[str]] = {}
    for operation in OPERATIONS:
        points = cost.points(candidate, operation.name)
        last = points[-1][0] if points else 0
        later = (size for size in operation.sizes if size > last or not points)
        words = (cost.problem(Place(candidate, operation.name, size)) for size in later)
        word = next(filter(None, words), "")
        if word:
            found.setdefault((word, last), []).append(operation.name)
    return [(word, last, names) for (word, last), names in found.items()]
