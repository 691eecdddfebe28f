"""The text of the specification as one page, without any verdict.

It needs no network, and every clause has an anchor that is its id.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources

import emitter_spec
from emitter_spec import Clause, Level, Specification

from .explanation import of_profiles
from .html import assets, level_word
from .markdown_to_html import FILES, Prose
from .templates import source, template

PAGES = ("README", "algorithm", "glossary", "editions", "CHANGES")
LINK = re.compile(r"\]\((?:[\w.]+/)*(\w+)\.md(#[\w-]+)?\)")
# By what a sentence says it is about.
OTHERS = "the class"
METHODS = {
    "on": re.compile(r"`on\b|[Rr]egistered|[Rr]egistration|decorator"),
    "once": re.compile(r"`once\b"),
    "off": re.compile(r"`off\b|\bremov|cancel"),
    "emit": re.compile(r"`emit\b|[Ee]mission|\breceive|parameters that count"),
}


@dataclass(frozen=True)
class Index:
    """What leads to the clauses of a specification.

    Attributes:
        specification: The clauses.

    """

    specification: Specification

    @property
    def methods(self) -> dict[str, list[Clause]]:
        """The rules about each method, and those about none of them alone."""
        rules = [rule for rule in self.specification.rules if not rule.needs]
        found = {
            method: [rule for rule in rules if words.search(rule.sentence)]
            for method, words in METHODS.items()
        }
        named = {rule.id for clauses in found.values() for rule in clauses}
        return {**found, OTHERS: [rule for rule in rules if rule.id not in named]}

    @property
    def levels(self) -> dict[str, list[Clause]]:
        """The rules of each level."""
        return {
            level_word(level): [each for each in self.specification.rules if each.level is level]
            for level in Level
        }

    @property
    def differing(self) -> list[Clause]:
        """The clauses that do not belong to every edition."""
        names = {edition.name for edition in self.specification.editions}
        return [clause for clause in self.specification if {*clause.editions} != names]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many clauses there are of each kind."""
        clauses, rules = list(self.specification), self.specification.rules
        kinds = [("clauses", len(clauses)), ("rules", len(rules))]
        kinds.append(("corollaries", len(clauses) - len(rules)))
        words = [level_word(clause.level) for clause in clauses]
        return [*kinds, *((level_word(level), words.count(level_word(level))) for level in Level)]


def html(specification: Specification) -> str:
    """Return the text as an HTML page."""
    style = source("report.css") + source("specification.css")
    script = source("specification.js")
    return template("specification.html.jinja").render(
        specification=specification,
        index=Index(specification),
        version=emitter_spec.__version__,
        prose=Prose(specification, PAGES),
        level_word=level_word,
        of_profiles=of_profiles,
        **assets(style, script),
    )


def markdown(specification: Specification) -> str:
    """Return the text as one Markdown file, whose links lead to its own headings."""
    texts = {name: _text(FILES.get(name, f"{name}.md")) for name in PAGES}
    chapters = {each.name: _text(f"chapters/{each.path.name}") for each in specification.chapters}
    first = {name: texts.pop(name) for name in PAGES[:2]}
    order = {**first, **chapters, **texts}
    anchors = {name: _anchor(text.partition("\n")[0]) for name, text in order.items()}

    def within(link: re.Match[str]) -> str:
        return f"]({link[2] or anchors[link[1]]})"

    return LINK.sub(within, "\n".join(order.values()))


def _text(path: str) -> str:
    return resources.files("emitter_spec").joinpath(path).read_text(encoding="utf-8")


def _anchor(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    words = re.sub(r"[^\w -]", "", heading.lstrip("# ").lower())
    return f"#{words.replace(' ', '-')}"
