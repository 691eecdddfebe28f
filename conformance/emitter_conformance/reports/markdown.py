"""A report as Markdown, for the comment on a pull request or the summary of a CI step."""

from __future__ import annotations

from emitter_spec import Specification

from emitter_conformance.verdict.report import Report

from . import comparison, sentences
from .templates import template


def render(report: Report, specification: Specification) -> str:
    """Return each verdict with its broken clauses, and the comparison of several."""
    several = len(report.verdicts) > 1
    return template("report.md.jinja").render(
        report=report,
        specification=specification,
        sentences=sentences,
        heads=comparison.letters(len(report.verdicts)),
        rows=[row for row in comparison.rows(report.verdicts) if several and row.differs],
        legend=comparison.LEGEND,
        code=_code,
        cell=cell,
        fence=_fence,
    )


def _fence(text: str) -> str:
    """Return a fence that does not occur in a text."""
    fence = "```"
    while fence in text:
        fence += "`"
    return fence


def _code(text: str) -> str:
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
