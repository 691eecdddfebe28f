"""Costs as the terminal shows them, 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from emitter_conformance.reports.sentences import paragraphs

from .figures import REFERENCE, Cost
from .rows import LEGEND, CostCell, CostRow, conclusion, figures, growths, notes

LABEL, BASE, FIGURE, RATIO = 24, 8, 8, 8
LETTERS = [first + last for first in ("", *ascii_lowercase) for last in ascii_lowercase]
QUICK = "Measured with --quick: fewer values, up to 10 000 callbacks."
BESIDE = 3  # so many candidates stand beside the reference


def render(cost: Cost) -> str:
    """Return the figures, their growth, and a legend."""
    keys = heads(cost)
    others = range(1, len(cost.candidates))
    starts = range(0, len(others), BESIDE)
    groups = [[REFERENCE, *others[start : start + BESIDE]] for start in starts]
    blocks = [[f"{key:<3}  {name}" for key, name in zip(keys, cost.candidates)]]
    blocks.append(paragraphs(f"{keys[each]}: {conclusion(cost, each)}" for each in others))
    for group in groups:
        blocks.append([*_table("", keys, figures(cost), group)])
        blocks.append([*_table("growth", keys, growths(cost), group)])
    blocks.append(_notes(cost))
    blocks.append(paragraphs([*LEGEND, *spread(cost)]))
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def heads(cost: Cost) -> list[str]:
    """Return short names for the columns."""
    return ["ref", *LETTERS[: len(cost.candidates) - 1]]


def spread(cost: Cost) -> list[str]:
    """Return the sentences about how far the figures can be trusted."""
    trust = f"Half of the ratios behind a figure lie within {cost.spread():.0%} of it."
    return [trust, *[QUICK] * cost.quick]


def _notes(cost: Cost) -> list[str]:
    return paragraphs(
        f"{key}: {note}"
        for candidate, key in enumerate(heads(cost))
        for note in notes(cost, candidate)
    )


def _table(
    title: str, keys: Sequence[str], rows: Sequence[CostRow], shown: Sequence[int]
) -> Iterator[str]:
    yield _line(title, [CostCell(keys[number]) for number in shown])
    for row in rows:
        yield _line(row.title, [row.cells[number] for number in shown])


def _line(title: str, cells: Sequence[CostCell]) -> str:
    base, *others = cells
    words = f"{title:<{LABEL}}{base.figure:>{BASE}.{BASE}}"
    return (words + "".join(map(_cell, others))).rstrip()


def _cell(cell: CostCell) -> str:
    if cell.is_problem:
        return f"{cell.figure[: FIGURE + RATIO - 1]:>{FIGURE + RATIO}}"
    ratio = f"{cell.ratio}x" if cell.ratio[:1].isdigit() else cell.ratio
    return f"{cell.figure:>{FIGURE}}{ratio:>{RATIO}}"
