"""The coordinates of lines and dots in plots; templates draw them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .figures import REFERENCE, Cost
from .operations import KNOWN
from .rows import CHOSEN, GROWING, TITLES, amount, digits, number, worst

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
    def powers(self) -> list[float]:
        """Return the powers of ten on the axis."""
        first, last = math.ceil(math.log10(self.low) - 1e-9), math.log10(self.high) + 1e-9
        return [10.0**power for power in range(first, math.floor(last) + 1)]


def decades(values: Sequence[float]) -> tuple[float, float]:
    """Return two different powers of ten around values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return 10.0**low, 10.0 ** max(high, low + 1)


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
        low, high = decades(sizes)
        return Axis(low, high, self.left, self.right)

    @cached_property
    def y(self) -> Axis:
        """The costs."""
        values = [value for points in self.series for _, value in points] or [1.0]
        low, high = decades(values)
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
        return [(self.x(value), number(int(value))) for value in self.x.powers]

    @property
    def levels(self) -> list[tuple[float, str]]:
        """The ticks of the axis at the side."""
        unit = KNOWN.get(self.name, KNOWN["on"]).unit
        shown = [(self.y(value), amount(value, unit)) for value in self.y.powers]
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
        return [
            (TITLES[operation].format(number(size)), self._row(operation, size))
            for operation, size in CHOSEN
        ]

    def _row(self, operation: str, size: int) -> list[tuple[int, float, float, float]]:
        found = []
        for candidate in range(len(self.cost.candidates)):
            ratios = self.cost.ratios(worst(self.cost, candidate, operation, size))
            if ratios and candidate != REFERENCE:
                found.append((candidate, *ratios))
        return found

    @cached_property
    def x(self) -> Axis:
        """The ratios; the axis shows a tenth to tenfold at least."""
        every = [value for _, row in self.values for _, *some in row for value in some]
        low, high = decades([0.5, 2.0, *every])
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
        return [(self.x(value), f"{value:g}x") for value in self.x.powers]
