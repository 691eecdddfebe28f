"""A badge as a picture. Only a complete verdict without waivers has one."""

from __future__ import annotations

from dataclasses import dataclass

from emitter_spec import Specification

from emitter_conformance.verdict.report import Report
from emitter_conformance.verdict.verdict import Ruling

from . import NoBadge
from .templates import template

LABEL = "emitter conformance"
COLOURS = {Ruling.CONFORMANT: "#2a7d2e", Ruling.NOT_CONFORMANT: "#b3261e"}
CHARACTER = 6.6  # the mean width of a character at 11 pixels
PADDING = 12


@dataclass(frozen=True)
class Badge:
    """The texts and the colour of a badge.

    Attributes:
        label: The text of the left half.
        message: The text of the right half.
        colour: The colour of the right half.

    """

    label: str
    message: str
    colour: str


def badge(report: Report) -> Badge:
    """Return the badge of a report with one verdict.

    Raises:
        NoBadge: The report has several verdicts, or one that is narrowed, incomplete or waived.

    """
    if len(report.verdicts) != 1:
        raise NoBadge(f"a badge tells about one candidate, here are {len(report.verdicts)}")
    (verdict,) = report.verdicts
    if verdict.ruling not in COLOURS or not verdict.is_complete() or verdict.waived():
        raise NoBadge("only a complete verdict without waivers has a badge")
    conforms = "conforms" if verdict.ruling is Ruling.CONFORMANT else "does not conform"
    return Badge(LABEL, f"{conforms}: {verdict.terms.title}", COLOURS[verdict.ruling])


def render(report: Report, specification: Specification) -> str:
    """Return the badge as SVG.

    Raises:
        NoBadge: The verdict cannot have a badge.

    """
    shown = badge(report)
    left, right = (round(len(text) * CHARACTER) + PADDING for text in (shown.label, shown.message))
    return template("badge.svg.jinja").render(badge=shown, left=left, right=right)
