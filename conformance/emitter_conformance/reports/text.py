"""A report as the terminal shows it."""

from __future__ import annotations

from emitter_spec import Specification

from emitter_conformance.verdict.report import Report

from . import side_by_side
from .sentences import verdict_lines


def render(report: Report, specification: Specification) -> str:
    """Return the figures and the ruling of each verdict, and the comparison of several."""
    blocks = [
        "\n".join(verdict_lines(verdict, specification, report.environment.python))
        for verdict in report.verdicts
    ]
    compared = "\n".join(side_by_side.lines(report.verdicts))
    return "\n\n".join(filter(None, [*blocks, compared])) + "\n"
