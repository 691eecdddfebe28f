"""Costs as an HTML page, with plots. It needs no network and no script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from emitter_spec import Specification

from emitter_conformance.reports import html
from emitter_conformance.reports.html import assets, breakable
from emitter_conformance.reports.templates import source, template
from emitter_conformance.verdict.report import Report

from . import rows
from .figures import Cost, Place
from .operations import OPERATIONS
from .plot import MARKS, Chart, Ratios
from .table import spread


@dataclass(frozen=True)
class Costs:
    """The data of the templates.

    Attributes:
        cost: The measured costs.
        judged: The rulings of the page that shows the costs too, by candidate.

    """

    cost: Cost
    judged: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title of the page."""
        first, *others = self.cost.candidates[1:]
        return f"What {len(others) + 1} candidates cost" if others else f"What {first} costs"

    @property
    def named(self) -> list[tuple[str, str, int]]:
        """The short name, the name and the mark of each candidate."""
        short = [name.replace(":EventEmitter", "") for name in self.cost.candidates]
        marks = [0, *(1 + number % (MARKS - 1) for number in range(len(short) - 1))]
        return list(zip(["reference", *short[1:]], self.cost.candidates, marks))

    @property
    def conclusions(self) -> list[str]:
        """What each candidate costs in a sentence; nothing about the reference."""
        others = range(1, len(self.cost.candidates))
        return ["", *(rows.conclusion(self.cost, each) for each in others)]

    def ruling(self, name: str) -> str:
        """Return what the page says about a candidate, or "" if it says nothing at all."""
        return self.judged.get(name, "not judged here") if self.judged else ""

    @property
    def environment(self) -> str:
        """The Python version, the platform and the packages of the measurement."""
        where = self.cost.environment
        packages = (f"{name} {version}" for name, version in where.packages.items())
        return ", ".join([f"{where.implementation} {where.python}", where.platform, *packages])

    @property
    def finished(self) -> str:
        """The time at which the measurement ended, in words."""
        return self.cost.finished.replace("T", " ").replace("+00:00", " UTC")

    @property
    def figures(self) -> list[rows.CostRow]:
        """The table of figures."""
        return rows.figures(self.cost)

    @property
    def growths(self) -> list[rows.CostRow]:
        """The table of growth."""
        return rows.growths(self.cost)

    @property
    def every(self) -> list[rows.CostRow]:
        """All medians."""
        every = range(len(self.cost.candidates))
        return [
            rows.CostRow(
                f"{operation.title}, {rows.number(size)}",
                tuple(rows.cell(self.cost, Place(each, operation.name, size)) for each in every),
            )
            for operation in OPERATIONS
            for size in operation.sizes
        ]

    @property
    def charts(self) -> list[Chart]:
        """The growth of each operation."""
        return [Chart(self.cost, name) for name in rows.GROWING]

    @property
    def ratios(self) -> Ratios:
        """The ratios to the reference."""
        return Ratios(self.cost)

    @property
    def legend(self) -> list[str]:
        """The meaning of the words, and the spread of the ratios."""
        return [*rows.LEGEND, *spread(self.cost)]

    @property
    def notes(self) -> list[tuple[str, str]]:
        """Where series end early: the key of the candidate, and why."""
        return [
            (key, note)
            for candidate, (key, _, _) in enumerate(self.named)
            for note in rows.notes(self.cost, candidate)
        ]


def render(cost: Cost) -> str:
    """Return costs as a page."""
    return template("cost.html.jinja").render(
        costs=Costs(cost),
        breakable=breakable,
        **assets(source("report.css") + source("cost.css")),
    )


def joined(report: Report, specification: Specification, cost: Cost) -> str:
    """Return a report as a page that shows the costs too."""
    judged = {each.candidate.title: each.ruling.value for each in report.verdicts}
    shown = template("costs.html.jinja").render(costs=Costs(cost, judged), breakable=breakable)
    return html.render(report, specification, html.Section("cost", "Cost", shown, "cost.css"))
