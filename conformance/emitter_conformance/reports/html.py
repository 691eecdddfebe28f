"""A report as one HTML page: the specification, each clause with its outcomes.

It needs no network, and nothing that a candidate says becomes markup.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from emitter_spec import Chapter, Level, Specification
from markupsafe import Markup, escape

from emitter_conformance.verdict.report import Report
from emitter_conformance.verdict.verdict import Result, Ruling

from . import sentences
from .cells import CellState, ClauseRow, Column, columns, rows
from .markdown_to_html import Prose
from .templates import source, template

OPENED = 5
"""The number of failures of a single candidate that are unfolded from the beginning."""
MANY = 8
"""The number of candidates from which on a row of the picture takes less space."""
COMPACT = re.compile(r"/\*.*?\*/|^\s+", re.DOTALL | re.MULTILINE)
"""The comments and the indentation of a style."""
BREAK = re.compile(r"[.:/\\](?=\w)")


@dataclass(frozen=True)
class Section:
    """An additional part of a page, after the specification.

    Attributes:
        anchor: The id of the element.
        title: The text of links to it.
        markup: The drawing as HTML.
        style: The name of the file with its style.

    """

    anchor: str
    title: str
    markup: str
    style: str


def render(report: Report, specification: Specification, also: Section | None = None) -> str:
    """Return a report as a page."""
    page = Page(report, specification)
    style, script = source("report.css") + page.style, source("report.js")
    if also is not None:
        style += source(also.style)
    return template("report.html.jinja").render(
        page=page,
        prose=Prose(specification),
        sentences=sentences,
        states=CellState,
        level_word=level_word,
        web=web,
        breakable=breakable,
        also=also and {**vars(also), "markup": Markup(also.markup)},
        **assets(style, script),
    )


@dataclass(frozen=True)
class Page:
    """The data of the template.

    Attributes:
        report: The report.
        specification: All clauses.

    """

    report: Report
    specification: Specification

    @cached_property
    def columns(self) -> list[Column]:
        """The candidates."""
        return columns(self.report.verdicts)

    @property
    def is_several(self) -> bool:
        """Whether candidates are compared."""
        return len(self.columns) > 1

    @property
    def title(self) -> str:
        """The title of the page."""
        if not self.is_several:
            return self.columns[0].title
        number = str(len(self._conforming)) if self._conforming else "None"
        verb = "conforms" if len(self._conforming) == 1 else "conform"
        return f"{number} of {len(self.columns)} candidates {verb}"

    @property
    def conforming(self) -> str:
        """The names of the candidates that conform."""
        return ", ".join(each.name for each in self._conforming)

    @property
    def is_long(self) -> bool:
        """Whether the candidates are so many that each takes less space."""
        return len(self.columns) >= MANY

    @cached_property
    def _conforming(self) -> list[Column]:
        green = (Ruling.CONFORMANT, Ruling.WAIVED)
        return [each for each in self.columns if each.verdict.ruling in green]

    @property
    def terms(self) -> str:
        """The edition and the levels that decide, in words."""
        return "; ".join(dict.fromkeys(each.terms.title for each in self.report.verdicts))

    @property
    def environment(self) -> str:
        """The platform and the packages of the run."""
        where = self.report.environment
        packages = (f"{name} {version}" for name, version in where.packages.items())
        return ", ".join([where.platform, *packages])

    @property
    def finished(self) -> str:
        """The time at which the run ended, in words."""
        return self.report.finished.replace("T", " ").replace("+00:00", " UTC")

    @property
    def style(self) -> str:
        """The widths of the chapters in the picture."""
        widths = (f"{len(chapter.clauses)}fr" for chapter in self.specification.chapters)
        return f":root {{ --chapters: {' '.join(widths)}; }}\n"

    @property
    def opened(self) -> int:
        """The number of failures of each candidate that are unfolded from the beginning."""
        return 1 if self.is_several else OPENED

    def replaced(self, column: Column) -> list[sentences.Replaced]:
        """Return which versions of LiveKit's class a candidate can replace."""
        return sentences.replaced(column.verdict, self.specification)

    def rows(self, chapter: Chapter) -> list[ClauseRow]:
        """Return the clauses of a chapter with their outcomes."""
        return rows(self.columns, chapter.clauses)

    def faults(self, chapter: Chapter) -> str:
        """Return the number of clauses of a chapter that decide and are broken, in words."""
        broken = [
            row.clause
            for row in self.rows(chapter)
            if any(cell.state is CellState.BROKEN for cell in row.cells)
        ]
        return f"{len(broken)} broken" if broken else ""

    @property
    def states(self) -> list[CellState]:
        """The states that occur."""
        seen = {
            column.cell(clause).state for column in self.columns for clause in self.specification
        }
        return [state for state in CellState if state in seen]

    def again(self, column: Column, result: Result) -> str:
        """Return the command that judges a broken clause alone."""
        verdict = column.verdict
        return sentences.again(result, verdict.candidate, verdict.terms, self.specification)


def level_word(level: Level) -> str:
    """Return the name of a level as the verdict shows it."""
    return "open" if level is Level.OPEN else level.value


def web(link: str) -> bool:
    """Return whether a link is safe to follow: `javascript:` and the like are shown as text."""
    try:
        address = urlsplit(link)
    except ValueError:
        return False
    return address.scheme in ("http", "https") and bool(address.netloc)


def breakable(text: str) -> Markup:
    """Return escaped text that may be broken after its dots, colons and slashes."""
    return Markup(BREAK.sub(r"\g<0><wbr>", str(escape(text))))


def assets(style: str, script: str = "") -> dict[str, object]:
    """Return the style and the script of a page, and the policy that admits nothing else."""
    style = COMPACT.sub("", style)
    policy = f"default-src 'none'; style-src {hashed(style)}; base-uri 'none'"
    if script:
        policy = policy.replace("base-uri", f"script-src {hashed(script)}; base-uri")
        policy += "; form-action 'none'"
    return {"style": Markup(style), "script": Markup(script), "policy": policy}


def hashed(text: str) -> str:
    """Return the source expression that admits exactly one style or script of the page."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
