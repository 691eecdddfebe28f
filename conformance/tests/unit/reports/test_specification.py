"""The specification as one page: whole, linked, and without a verdict."""

from __future__ import annotations

import re

import emitter_spec
import pytest
from emitter_conformance.reports import specification
from emitter_conformance.reports.specification import OTHERS, Index

TEXT = emitter_spec.load()
HTML = specification.html(TEXT)
MARKDOWN = specification.markdown(TEXT)


@pytest.mark.parametrize("page", [HTML, MARKDOWN], ids=["html", "md"])
def test_page_has_every_clause(page: str) -> None:
    """The page has each clause with its id, and the version of the text."""
    assert [clause.id for clause in TEXT if clause.id not in page] == []
    assert f"Version {emitter_spec.__version__} of " in page


def test_every_link_of_the_page_has_its_place() -> None:
    """Every link has a target; a clause has its id and its name as anchors."""
    places = {*re.findall(r'id="([^"]+)"', HTML)}
    assert {*re.findall(r'href="#([^"]*)"', HTML)} <= places
    assert {clause.id for clause in TEXT} <= places
    assert all(clause.uri in HTML for clause in TEXT)


def test_page_needs_no_network() -> None:
    """The page loads nothing, and its policy admits no other script."""
    assert re.findall(r'(?:src|href)="(?!#|https://www\.rfc-editor\.org/)', HTML) == []
    assert "default-src &#39;none&#39;;" in HTML


def test_clause_and_its_rule_lead_to_each_other() -> None:
    """A corollary names its rule, a rule its corollaries, and a clause its neighbours."""
    corollary = HTML[HTML.index('id="arity.defaults-count"') :]
    rule = HTML[HTML.index('id="arity.surplus-is-dropped"') :]
    assert 'Follows from <a href="#arity.surplus-is-dropped">' in corollary[:2000]
    assert 'href="#arity.defaults-count"' in rule[: rule.index("</article>")]
    assert 'href="#once.is-not-cut"' in rule[: rule.index("</article>")]


def test_clause_says_who_is_not_asked() -> None:
    """A clause names the profiles that do not ask it, and what a fake needs for it."""
    clause = HTML[HTML.index('id="logging.covers-once"') :]
    assert "Not asked of double." in clause[: clause.index("</article>")]
    clause = HTML[HTML.index('id="once.handle-cancels"') :]
    assert "A double needs once with a callback, off." in clause[: clause.index("</article>")]


def test_every_link_of_the_markdown_leads_to_a_heading() -> None:
    """Every link of the Markdown leads to a heading of the same file."""
    prose = re.sub(r"(?ms)^```.*?^```$|(?<!\[)`[^`\n]*`(?!\])", "", MARKDOWN)
    headings = {
        re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in prose.splitlines()
        if line.startswith("#")
    }
    links = re.findall(r"\]\(([^)]*)\)", prose)
    assert {link[1:] for link in links if link.startswith("#")} <= headings
    assert {link for link in links if not link.startswith("#")} == {
        "https://www.rfc-editor.org/rfc/rfc2119",
        "https://www.rfc-editor.org/rfc/rfc8174",
    }


def test_index_lists_every_rule_by_method() -> None:
    """The index has each rule that needs no package, by method or class."""
    index = Index(TEXT)
    listed = {rule.id for rules in index.methods.values() for rule in rules}
    assert list(index.methods) == ["on", "once", "off", "emit", OTHERS]
    assert listed == {rule.id for rule in TEXT.rules if not rule.needs}
    assert "once.fires-once" in {rule.id for rule in index.methods["once"]}


def test_index_lists_rules_by_level_and_by_edition() -> None:
    """The index has only rules by level, and by edition only those that differ."""
    index = Index(TEXT)
    assert {word: len(rules) for word, rules in index.levels.items()}.keys() == {
        "MUST",
        "SHOULD",
        "open",
    }
    assert {clause.editions for clause in index.differing} == {
        ("1.0",),
        ("1.0", "1.2"),
        ("1.2", "next"),
        ("next",),
    }
    counts = dict(index.counts)
    assert counts["clauses"] == counts["rules"] + counts["corollaries"] == len(list(TEXT))
    assert counts["clauses"] == counts["MUST"] + counts["SHOULD"] + counts["open"]
