"""The Markdown of the specification as HTML whose links lead to places of the same page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import TYPE_CHECKING

from emitter_spec import Specification
from emitter_spec.parser import unlinked
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from markdown_it.token import Token

PAGES = ("README", "glossary", "editions")
FILES = {"algorithm": "chapters/algorithm.md"}
NORM = re.compile(r"\b(?:MUST|SHOULD|MAY)(?: NOT)?\b")
PAGE = re.compile(r"(?:[\w.-]+/)*(\w+)\.md")
ID = re.compile(r"[a-z_]+\.[a-z0-9-]+")


class Prose:
    """Renders texts of one specification; HTML in them is shown, not used.

    Args:
        specification: The clauses and chapters that can be linked.
        pages: The other pages of the text that can be linked.

    """

    def __init__(self, specification: Specification, pages: Iterable[str] = PAGES) -> None:
        self._clauses = {clause.id for clause in specification}
        self._places = {*pages, *(chapter.name for chapter in specification.chapters)}
        self._markdown = MarkdownIt("commonmark", {"html": False})

    def block(self, text: str) -> Markup:
        """Render paragraphs, lists and code; a heading is one level below what is written."""
        return self._render(self._markdown.parse(text))

    def inline(self, text: str) -> Markup:
        """Render what stands on one line."""
        return self._render(self._markdown.parseInline(text))

    def plain(self, text: str) -> str:
        """Return what stands on one line as text alone."""
        return Markup(self.inline(text)).striptags()

    def norm(self, sentence: str) -> Markup:
        """Render the sentence of a clause; its normative word stands out."""
        return Markup(NORM.sub(r"<strong>\g<0></strong>", str(self.inline(sentence)), count=1))

    def linked(self, text: str, anchors: Mapping[str, str]) -> Markup:
        """Escape a text that is no Markdown; the ids of clauses in it become links.

        Args:
            text: The text.
            anchors: The ids of the elements that show more about a clause than its text.

        """

        def link(found: re.Match[str]) -> str:
            return self._link(found[0], found[0], anchors.get(found[0], ""))

        return Markup(ID.sub(link, str(escape(text))))

    def page(self, name: str) -> Markup:
        """Render a page of the specification."""
        path = resources.files("emitter_spec").joinpath(FILES.get(name, f"{name}.md"))
        return self.block(unlinked(path.read_text(encoding="utf-8")))

    def _render(self, tokens: list[Token]) -> Markup:
        text = ""  # what the link that is open is to be instead
        for token in _flat(tokens):
            if token.type == "link_open":
                page = PAGE.fullmatch(str(token.attrs["href"]))
                if page is not None and page[1] in self._places:
                    token.attrs["href"] = f"#{page[1]}"
                elif page is not None:  # a page that is not shown here
                    token.tag = text = "span"
                    token.attrs.clear()
            elif token.type == "link_close" and text:
                token.tag, text = text, ""
            elif token.type in ("heading_open", "heading_close"):
                token.tag = f"h{int(token.tag[1:]) + 1}"
            elif token.type == "code_inline" and token.content in self._clauses:
                token.type = "html_inline"
                token.content = self._link(token.content, f"<code>{token.content}</code>")
        return Markup(self._markdown.renderer.render(tokens, self._markdown.options, {}))

    def _link(self, clause_id: str, shown: str, anchor: str = "") -> str:
        known = clause_id in self._clauses
        return f'<a href="#{anchor or clause_id}">{shown}</a>' if known else shown


def _flat(tokens: Iterable[Token]) -> Iterable[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()
