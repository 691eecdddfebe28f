"""Costs as rows of words, for every kind of table."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .figures import REFERENCE, Cost, Place, stopped
from .operations import KNOWN, PLACES

UNITS = {
    "second": ((1e-6, 1e9, "ns"), (1e-3, 1e6, "us"), (1.0, 1e3, "ms"), (0.0, 1.0, "s")),
    "byte": ((1e3, 1.0, "B"), (1e6, 1e-3, "kB"), (0.0, 1e-6, "MB")),
}
"""Below which value a unit is used, how many of it are one, and its name; 0 for the last."""

CHOSEN = (
    *(("emit", size) for size in (0, 1, 10, 1_000)),
    *(("emit-mixed", size) for size in (10, 1_000)),
    *(("on", size) for size in (10, 1_000)),
    *(("off", size) for size in (10, 1_000)),
    *(("once", size) for size in (1, 1_000)),
)
"""The operations and numbers of callbacks that are told; `off` is the worst of the three."""

TITLES = {
    "emit": "emit to {}",
    "emit-mixed": "emit to {}, mixed",
    "on": "on, to {}",
    "off": "off, of {}",
    "once": "once and call, of {}",
    "memory-on": "memory of an on",
    "memory-once": "memory of a once",
}
GROWING = {
    "emit": "emit",
    "on": "on",
    "off": "off, worst place",
    "once": "once and call",
    "memory-on": "memory of an on",
    "memory-once": "memory of a once",
}
REMOVALS = "; ".join(KNOWN[f"off-{place}"].title for place in PLACES)
VERBS = {"emit": "emits", "on": "on is", "off": "off is", "once": "once is"}
TELLING = 1.2
"""A ratio up to which costs are alike."""
MEMORY = ("memory-on", "memory-once")
LEGEND = (
    "Medians; x is the median of the ratios to the reference, measured in turn.",
    "emit and once: time of the processor.",
    "mixed: callbacks of twelve signatures.",
    "off: of the first, the middle or the last callback, whichever is slowest.",
    "once: registered, and called by the next emission.",
    "memory: for each registration, before the first emission.",
    "growth: by which power of the number of callbacks; 0: it stays, 1: it doubles with it.",
)


@dataclass(frozen=True)
class CostCell:
    """A figure of one candidate.

    Attributes:
        figure: The figure, such as `"5.2 us"`, or why there is none.
        ratio: The ratio, such as `"1.02"`, or "".
        is_problem: Whether there is no figure.

    """

    figure: str
    ratio: str = ""
    is_problem: bool = False


@dataclass(frozen=True)
class CostRow:
    """A figure of each candidate, the reference first."""

    title: str
    cells: tuple[CostCell, ...]


def amount(value: float, unit: str) -> str:
    """Return seconds or bytes with three digits and a unit."""
    scales = UNITS[unit]
    for below, factor, name in scales:
        shown = digits(value * factor)
        if value < below and float(shown) < 1000:
            return f"{shown} {name}"
    _, factor, name = scales[-1]
    return f"{digits(value * factor)} {name}"


def digits(value: float) -> str:
    """Return a number with two decimals below 10, one below 100, and none from there on."""
    size = abs(value)
    return f"{value:.2f}" if size < 9.995 else f"{value:.1f}" if size < 99.95 else f"{value:.0f}"


def number(count: int) -> str:
    """Return a number of callbacks with spaces between thousands."""
    return f"{count:,}".replace(",", " ")


def figures(cost: Cost) -> list[CostRow]:
    """Return the rows of the table of figures."""
    every = range(len(cost.candidates))
    timed = [
        CostRow(
            TITLES[operation].format(number(size)),
            tuple(cell(cost, worst(cost, each, operation, size)) for each in every),
        )
        for operation, size in CHOSEN
    ]
    return [*timed, *(CostRow(TITLES[name], tuple(_memory(cost, name))) for name in MEMORY)]


def growths(cost: Cost) -> list[CostRow]:
    """Return the rows of the table of growth."""
    every = range(len(cost.candidates))
    return [
        CostRow(title, tuple(_growth(cost, each, name) for each in every))
        for name, title in GROWING.items()
    ]


def worst(cost: Cost, candidate: int, operation: str, size: int) -> Place:
    """Return the place of an operation; of `off` the slowest, or one that has a problem."""
    if operation != "off":
        return Place(candidate, operation, size)
    places = [Place(candidate, f"off-{place}", size) for place in PLACES]
    return max(places, key=lambda each: (bool(cost.problem(each)), cost.median(each) or 0.0))


def cell(cost: Cost, place: Place) -> CostCell:
    """Return the figure of a place."""
    median = cost.median(place)
    if median is None:
        return CostCell(cost.problem(place) or "-", is_problem=True)
    has_ratio = place.candidate != REFERENCE and not cost.is_idle(place.candidate)
    ratios = cost.ratios(place) if has_ratio else None
    figure = amount(median, KNOWN[place.operation].unit)
    return CostCell(figure, digits(ratios[1]) if ratios else "")


def conclusion(cost: Cost, candidate: int) -> str:
    """Return in a sentence what a candidate costs beside the reference.

    Of each operation the size counts where the two differ most.
    """
    if cost.is_idle(candidate):
        return "does not call what is registered, so its costs tell nothing"
    words = []
    for operation, verb in VERBS.items():
        sizes = [size for name, size in CHOSEN if name == operation]
        places = (worst(cost, candidate, operation, size) for size in sizes)
        ratios = [found[1] for found in map(cost.ratios, places) if found is not None]
        ratio = max(ratios, key=lambda each: abs(math.log(each)), default=1.0)
        if ratio < 1 / TELLING:
            words.append(f"{verb} up to {digits(1 / ratio)} times faster")
        elif ratio > TELLING:
            words.append(f"{verb} up to {digits(ratio)} times slower")
    for operation in MEMORY:
        ratio = memory_ratio(cost, candidate, operation) or 1.0
        if not 1 / TELLING <= ratio <= TELLING:
            words.append(f"{operation.partition('-')[2]} needs {digits(ratio)} times the memory")
    return "; ".join(words) or "costs what the reference costs"


def memory_ratio(cost: Cost, candidate: int, operation: str) -> float | None:
    """Return the ratio of the memory of registrations to that of the reference, if known."""
    base, value = (cost.per_registration(each, operation) for each in (REFERENCE, candidate))
    return value / base if base and value and value > 0 else None


def _memory(cost: Cost, operation: str) -> list[CostCell]:
    """Return the medians over the sizes that the reference was measured with too."""
    cells = []
    base = cost.per_registration(REFERENCE, operation)
    for candidate in range(len(cost.candidates)):
        value = cost.per_registration(candidate, operation)
        if value is None:
            cells.append(cell(cost, Place(candidate, operation, KNOWN[operation].sizes[0])))
        else:
            ratio = digits(value / base) if base and candidate != REFERENCE else ""
            cells.append(CostCell(amount(value, "byte"), ratio))
    return cells


def _growth(cost: Cost, candidate: int, name: str) -> CostCell:
    operation = cost.worst_removal(candidate) if name == "off" else name
    growth = cost.growth(candidate, operation)
    if growth is None:
        return CostCell("-", is_problem=True)
    where = operation.partition("-")[2] if name == "off" else ""
    return CostCell(f"{round(growth.exponent, 2) + 0.0:.2f}", where)


def notes(cost: Cost, candidate: int) -> list[str]:
    """Return the ends of series, such as `"on: too slow, stopped at 1 000"`."""
    lines = []
    for word, last, operations in stopped(cost, candidate):
        titles = "; ".join(KNOWN[operation].title for operation in operations)
        names = titles.replace(REMOVALS, "off")
        lines.append(f"{names}: {word}" + (f", stopped at {number(last)}" if last else ""))
    return lines
