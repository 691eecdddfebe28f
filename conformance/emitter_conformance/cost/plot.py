"""The coordinates of lines and dots in plots; templates draw them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .figures import REFERENCE, Cost
from .operations import KNOWN
from .rows import CHOSEN, GROWING, MEMORY, TITLES, amount, digits, memory_ratio, number, worst

MOST_TICKS = 7
MARKS = 6  # so many colours and shapes there are; further candidates share them


@dataclass(frozen=True)
class Axis:
    """A logarithmic axis.

    Attributes:
        low: The least value.
        high: The largest value.
        start: The coordinate of the least value.
        end: The coordinate of the largest value.

    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the coordinate of a value."""
        part = math.log(value / self.low) / math.log(self.high / self.low)
        return round(self.start + part * (self.end - self.start), 1)

    @property
    def ticks(self) -> list[float]:
        """The steps of 1, 2 and 5 on the axis, or the powers of ten if these are too many."""
        found = steps(self.low, self.high)
        powers = [each for each in found if math.log10(each) % 1 in (0, 1)]
        return found if len(found) <= MOST_TICKS else powers


def steps(low: float, high: float) -> list[float]:
    """Return the steps of 1, 2 and 5 times a power of ten from one value to another."""
    powers = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 1)
    every = [float(f"{digit}e{power}") for power in powers for digit in (1, 2, 5)]
    return [each for each in every if low * (1 - 1e-9) <= each <= high * (1 + 1e-9)]


def ends(values: Sequence[float]) -> tuple[float, float]:
    """Return two different steps of 1, 2 or 5 around values."""
    low = steps(min(values) / 10, min(values))[-1]
    return low, next(each for each in steps(max(values), max(values) * 100) if each > low)


@dataclass(frozen=True)
class Line:
    """The costs of a candidate, as coordinates."""

    candidate: int
    points: tuple[tuple[float, float], ...]

    @property
    def path(self) -> str:
        """Return the points in the notation of SVG."""
        return " ".join(f"{x},{y}" for x, y in self.points)


@dataclass(frozen=True)
class Chart:
    """The growth of one operation: cost against the number of callbacks.

    Attributes:
        cost: The measured costs.
        name: One of `GROWING`; `off` is the worst of the three, for each candidate its own.

    """

    cost: Cost
    name: str
    width: int = 340
    height: int = 220
    left: int = 58
    right: int = 316
    top: int = 10
    bottom: int = 182

    @property
    def title(self) -> str:
        """The title of the chart."""
        return GROWING[self.name]

    @cached_property
    def series(self) -> list[list[tuple[int, float]]]:
        """The costs of each candidate, of one callback and more."""
        every = range(len(self.cost.candidates))
        worst_of = self.cost.worst_removal
        names = [worst_of(each) if self.name == "off" else self.name for each in every]
        points = (self.cost.points(each, name) for each, name in zip(every, names))
        return [[point for point in some if point[0]] for some in points]

    @cached_property
    def x(self) -> Axis:
        """The numbers of callbacks."""
        sizes = [size for points in self.series for size, _ in points] or [1]
        low, high = ends(sizes)
        return Axis(low, high, self.left, self.right)

    @cached_property
    def y(self) -> Axis:
        """The costs."""
        values = [value for points in self.series for _, value in points] or [1.0]
        low, high = ends(values)
        return Axis(low, high, self.bottom, self.top)

    @property
    def lines(self) -> list[Line]:
        """The line of each candidate that has points; the reference lies below the others."""
        found = []
        for candidate, points in enumerate(self.series):
            if points:
                found.append(Line(candidate, tuple((self.x(a), self.y(b)) for a, b in points)))
        return found

    @property
    def columns(self) -> list[tuple[float, str]]:
        """The ticks of the axis below."""
        return [(self.x(value), number(int(value))) for value in self.x.ticks]

    @property
    def levels(self) -> list[tuple[float, str]]:
        """The ticks of the axis at the side."""
        unit = KNOWN.get(self.name, KNOWN["on"]).unit
        shown = [(self.y(value), amount(value, unit)) for value in self.y.ticks]
        return [(at, text.replace(".00", "").replace(".0", "")) for at, text in shown]


@dataclass(frozen=True)
class Dot:
    """A ratio to the reference, as coordinates, with the quartiles beside it."""

    candidate: int
    y: float
    low: float
    at: float
    high: float
    ratio: float

    @property
    def said(self) -> str:
        """The ratio in words."""
        return digits(self.ratio)


@dataclass(frozen=True)
class Ratios:
    """The ratios of all candidates to the reference: a row for each figure.

    Attributes:
        cost: The measured costs.

    """

    cost: Cost
    width: int = 360
    left: int = 148
    right: int = 340
    step: int = 22
    top: int = 6

    @cached_property
    def values(self) -> list[tuple[str, list[tuple[int, float, float, float]]]]:
        """The title of each row, with candidate, quartile, median and quartile."""
        timed = [
            (TITLES[operation].format(number(size)), self._row(operation, size))
            for operation, size in CHOSEN
        ]
        return [*timed, *((TITLES[name], self._memory(name)) for name in MEMORY)]

    def _row(self, operation: str, size: int) -> list[tuple[int, float, float, float]]:
        found = []
        for candidate in range(len(self.cost.candidates)):
            ratios = self.cost.ratios(worst(self.cost, candidate, operation, size))
            if ratios and candidate != REFERENCE and not self.cost.is_idle(candidate):
                found.append((candidate, *ratios))
        return found

    def _memory(self, operation: str) -> list[tuple[int, float, float, float]]:
        every = range(REFERENCE + 1, len(self.cost.candidates))
        known = ((each, memory_ratio(self.cost, each, operation)) for each in every)
        return [
            (candidate, ratio, ratio, ratio)
            for candidate, ratio in known
            if ratio and not self.cost.is_idle(candidate)
        ]

    @cached_property
    def x(self) -> Axis:
        """The ratios; the axis shows half to double at least."""
        every = [value for _, row in self.values for _, *some in row for value in some]
        low, high = ends([0.5, 2.0, *every])
        return Axis(low, high, self.left, self.right)

    @property
    def rows(self) -> list[tuple[str, float, list[Dot]]]:
        """Return the title, the height and the dots of each row."""
        rows = []
        for place, (title, row) in enumerate(self.values):
            y = self.top + self.step * (place + 0.5)
            dots = [
                Dot(each, self._beside(y, each), self.x(low), self.x(middle), self.x(high), middle)
                for each, low, middle, high in row
            ]
            rows.append((title, y, dots))
        return rows

    def _beside(self, y: float, candidate: int) -> float:
        """Return the height of a dot, so that dots of a row do not cover each other."""
        last = len(self.cost.candidates) - 1
        return round(y + (candidate - (last + 1) / 2) * min(8.0, 14.0 / last), 1)

    @property
    def bottom(self) -> int:
        """The height of the axis."""
        return self.top + self.step * len(self.values)

    @property
    def columns(self) -> list[tuple[float, str]]:
        """The ticks."""
        return [(self.x(value), f"{value:g}x") for value in self.x.ticks]
