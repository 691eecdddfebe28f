"""A report as Markdown, for the comment on a pull request or the summary of a CI step."""

from __future__ import annotations

from collections import Counter

from emitter_spec import Specification

from emitter_conformance.verdict.report import Report

from . import sentences, side_by_side
from .cells import CellState, columns
from .templates import template

MOST = 65_536
"""The number of characters that a comment on GitHub may have."""
SQUARES = {
    CellState.BROKEN: "\N{LARGE RED SQUARE}",
    CellState.LOOSE: "\N{LARGE YELLOW SQUARE}",
    CellState.WAIVED: "\N{LARGE YELLOW SQUARE}",
    CellState.NOT_RUN: "\N{WHITE LARGE SQUARE}",
    CellState.KEPT: "\N{LARGE GREEN SQUARE}",
}
"""The signs for chapters, the worst state first."""
NUMBERS = (10_000, 50, 20, 5, 1, 0)
"""The numbers of failures to try."""


def render(report: Report, specification: Specification) -> str:
    """Return each verdict with its broken clauses, and the comparison of several.

    Of many failures only the first are shown: GitHub refuses a comment that is longer than `MOST`.
    """
    for number in NUMBERS:
        text = _rendered(report, specification, number)
        if len(text) <= MOST:
            break
    return text[:MOST]


def _rendered(report: Report, specification: Specification, number: int) -> str:
    """Return a report with so many failures of each candidate."""
    candidates = columns(report.verdicts)
    return template("report.md.jinja").render(
        report=report,
        green=all(verdict.ruling.is_green for verdict in report.verdicts),
        number=number,
        specification=specification,
        sentences=sentences,
        columns=candidates,
        differences=side_by_side.differences(candidates),
        square=_square,
        code=code,
        cell=cell,
        fence=_fence,
    )


def _square(states: Counter[CellState]) -> str:
    """Return a square for a chapter, with the number of its broken clauses."""
    for state, sign in SQUARES.items():
        if states[state]:
            return (
                f"{sign} {states[state]}" if state in (CellState.BROKEN, CellState.LOOSE) else sign
            )
    return "\N{WHITE LARGE SQUARE}"


def _fence(text: str) -> str:
    """Return a fence that does not occur in a text."""
    fence = "```"
    while fence in text:
        fence += "`"
    return fence


def code(text: str) -> str:
    """Return text as inline code, whatever it contains."""
    ticks = "`"
    while ticks in text:
        ticks += "`"
    space = " " if "`" in text or not text.strip() else ""
    return f"{ticks}{space}{' '.join(text.split())}{space}{ticks}"


def cell(text: str) -> str:
    """Return text without Markdown markup, for a cell of a table too."""
    escaped = " ".join(text.split()).replace("\\", "\\\\")
    for character in "`*_{}[]<>#|!~&":
        escaped = escaped.replace(character, f"\\{character}")
    return escaped
