"""A report as one HTML page: the specification, each clause with its outcomes.

It needs no network, and nothing that a candidate says becomes markup.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from emitter_spec import Chapter, Level, Specification
from markupsafe import Markup, escape

from emitter_conformance.verdict.report import Report
from emitter_conformance.verdict.verdict import Result, Verdict

from . import sentences
from .cells import WORDS, ClauseRow, Column
from .comparison import letters
from .markdown_to_html import Prose
from .templates import source, template

BREAK = re.compile(r"[.:/\\](?=\w)")


@dataclass(frozen=True)
class Section:
    """An additional part of a page, after the specification.

    Attributes:
        place: The id of the element.
        title: The text of links to it.
        markup: The drawing as HTML.
        style: The name of the file with its style.

    """

    place: str
    title: str
    markup: str
    style: str


def render(report: Report, specification: Specification, also: Section | None = None) -> str:
    """Return a report as a page."""
    style, script = source("report.css"), source("report.js")
    if also is not None:
        style += source(also.style)
    return template("report.html.jinja").render(
        page=Page(report, specification),
        prose=Prose(specification),
        sentences=sentences,
        levels=Level,
        level_word=level_word,
        web=web,
        breakable=breakable,
        also=also and {**vars(also), "markup": Markup(also.markup)},
        style=Markup(style),
        script=Markup(script),
        policy=(
            f"default-src 'none'; style-src {hashed(style)}; script-src {hashed(script)}; "
            "base-uri 'none'; form-action 'none'"
        ),
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
        verdicts = self.report.verdicts
        keyed = zip(letters(len(verdicts)), short_names(verdicts), verdicts)
        return [Column(*each) for each in keyed]

    @property
    def is_several(self) -> bool:
        """Whether candidates are compared."""
        return len(self.columns) > 1

    @property
    def title(self) -> str:
        """The title of the page."""
        if self.is_several:
            return f"{len(self.columns)} candidates, {self.terms}"
        return self.columns[0].title

    @property
    def terms(self) -> str:
        """The edition and the levels that decide, in words."""
        return "; ".join(
            dict.fromkeys(sentences.asked(each.terms) for each in self.report.verdicts)
        )

    @property
    def environment(self) -> str:
        """The Python version, the platform and the packages of the run."""
        where = self.report.environment
        packages = (f"{name} {version}" for name, version in where.packages.items())
        return ", ".join([f"{where.implementation} {where.python}", where.platform, *packages])

    @property
    def finished(self) -> str:
        """The time at which the run ended, in words."""
        return self.report.finished.replace("T", " ").replace("+00:00", " UTC")

    def rows(self, chapter: Chapter) -> list[ClauseRow]:
        """Return the clauses of a chapter with their outcomes."""
        return [
            ClauseRow(clause, tuple(column.cell(clause) for column in self.columns))
            for clause in chapter.clauses
        ]

    @cached_property
    def differing(self) -> list[ClauseRow]:
        """The clauses where the candidates differ."""
        chapters = self.specification.chapters
        return [each for chapter in chapters for each in self.rows(chapter) if each.differs]

    @property
    def words(self) -> list[tuple[str, int]]:
        """The outcomes that occur, each with its number of clauses."""
        cells = (column.cell(clause) for clause in self.specification for column in self.columns)
        seen = dict.fromkeys((cell.word, cell.result.clause.id) for cell in cells)
        words = [word for word, _ in seen]
        return [(word, words.count(word)) for word in WORDS if word in words]

    @property
    def levels(self) -> list[tuple[str, int]]:
        """The levels, each with its number of clauses."""
        every = [level_word(clause.level) for clause in self.specification]
        return [(level_word(level), every.count(level_word(level))) for level in Level]

    def again(self, column: Column, result: Result) -> str:
        """Return the command that judges a broken clause alone."""
        verdict = column.verdict
        return sentences.again(result, verdict.candidate, verdict.terms, self.specification)


def level_word(level: Level) -> str:
    """Return the name of a level as the verdict shows it."""
    return "open" if level is Level.OPEN else level.value


def short_names(verdicts: Sequence[Verdict]) -> list[str]:
    """Return the names of candidates, without `:EventEmitter` if all of them end with it."""
    parts = [verdict.candidate.name.rpartition(":") for verdict in verdicts]
    heads, tails = {head for head, _, _ in parts}, {tail for _, _, tail in parts}
    is_enough = len(parts) > 1 and len(tails) == 1 and len(heads) == len(parts)
    return [head if is_enough else head + colon + tail for head, colon, tail in parts]


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


def hashed(text: str) -> str:
    """Return the source expression that admits exactly one style or script of the page."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
