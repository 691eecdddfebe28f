"""A clause as a person wants it: the norm, why it is there, what to look at, an example."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from emitter_spec import Clause, Specification

from .naming import selection
from .wording import WIDTH

INDENT = "  "


def explanation(clause: Clause, specification: Specification) -> str:
    """Give the text of a clause for a terminal of 80 columns."""
    chapter = next(each for each in specification.chapters if each.name == clause.chapter)
    return "\n".join(_lines(clause, specification, f"{chapter.path}:{clause.line}"))


def _lines(clause: Clause, specification: Specification, place: str) -> Iterator[str]:
    number = "edition" if len(clause.editions) == 1 else "editions"
    yield f"{clause.id}  {clause.level.name}  {number} {', '.join(clause.editions)}"
    yield from _prose(clause.sentence)
    yield ""
    yield "why"
    yield from _prose(clause.why)
    yield ""
    yield "if this fails"
    yield from _prose(clause.hint)
    yield ""
    yield "example"
    yield textwrap.indent(clause.example.rstrip(), INDENT)
    yield ""
    yield "try it"
    yield f"{INDENT}pytest --impl=mypkg.emitter -k {selection(clause, specification)}"
    yield ""
    yield "text"
    yield f"{INDENT}{place}"


def _prose(text: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=INDENT,
        subsequent_indent=INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
