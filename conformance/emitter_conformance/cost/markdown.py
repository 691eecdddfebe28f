"""Costs as Markdown, for the summary of a CI step."""

from __future__ import annotations

from emitter_conformance.reports.markdown import cell
from emitter_conformance.reports.templates import template

from .figures import Cost
from .page import Costs


def render(cost: Cost) -> str:
    """Return the figures, the growth, and a legend."""
    return template("cost.md.jinja").render(costs=Costs(cost), cell=cell)
