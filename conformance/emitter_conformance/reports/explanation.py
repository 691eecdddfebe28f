"""The text of a clause in the terminal: the norm, its reason, advice, and an example."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from importlib import resources

from emitter_spec import PROFILES, Chapter, Clause, Specification
from emitter_spec.parser import parse_glossary

from emitter_conformance.core.clauses import selection

from .sentences import WIDTH

INDENT = "  "
LINK = re.compile(r"\[([^]]+)\]\([^()]+\)")


def explanation(clause: Clause, specification: Specification) -> str:
    """Return the text of a clause for a terminal of 80 columns."""
    chapter = next(each for each in specification.chapters if each.name == clause.chapter)
    return "\n".join(_lines(clause, specification, f"{chapter.path}:{clause.line}"))


def chapter_explanation(chapter: Chapter) -> str:
    """Return the introduction of a chapter and the sentences of its clauses, 80 columns wide."""
    blocks = [f"{chapter.name}  chapter {chapter.number}"]
    blocks += ["\n".join(_paragraph(text)) for text in chapter.introduction.split("\n\n")]
    blocks += ["\n".join(_norm(clause)) for clause in chapter.clauses]
    blocks += [f"text\n{INDENT}{chapter.path}"]
    return "\n\n".join(blocks)


def _paragraph(text: str) -> Iterator[str]:
    """Yield the lines of a paragraph, or of each item of a list."""
    is_list = text.startswith("- ")
    for item in re.split(r"\n(?=- )", text):
        yield from _prose(" ".join(item.split()), hanging="  " * is_list)


def norm(clause: Clause) -> str:
    """Return the head of a clause, its sentence and its exception."""
    return "\n".join(_norm(clause))


def of_profiles(clause: Clause) -> list[str]:
    """Return the sentences about the profiles whose candidates are asked a clause."""
    others = [each.name for each in PROFILES if not each.asks(clause)]
    sentences = []
    if others:
        sentences.append(f"Not asked of {', '.join(others)}.")
    if len(clause.profiles) == 1:
        sentences = [f"Asked of {clause.profiles[0]} alone."]
    if clause.methods and "double" in clause.profiles:
        sentences.append(f"A double needs {', '.join(clause.methods)}.")
    return sentences


def words(specification: Specification) -> dict[str, str]:
    """Return the text of each defined word: those of the specification, and the kit's own."""
    own = resources.files(__package__).joinpath("glossary.md")
    with resources.as_file(own) as path:
        terms = [*specification.glossary, *parse_glossary(path)]
    return {term.word: "\n".join([term.word, *_prose(term.definition)]) for term in terms}


def _norm(clause: Clause) -> Iterator[str]:
    number = "edition" if len(clause.editions) == 1 else "editions"
    yield f"{clause.id}  {clause.level.name}  {number} {', '.join(clause.editions)}"
    yield from _prose(clause.sentence)
    if clause.exception:
        yield from _prose(f"Except: {clause.exception}")
    if clause.follows:
        yield from _prose(f"Follows from {', '.join(clause.follows)}.")
    for sentence in of_profiles(clause):
        yield from _prose(sentence)


def _lines(clause: Clause, specification: Specification, place: str) -> Iterator[str]:
    yield from _norm(clause)
    yield from _field("why", _prose(clause.why))
    if clause.hint:
        yield from _field("if this fails", _prose(clause.hint))
    yield from _field("example", [textwrap.indent(clause.example.rstrip(), INDENT)])
    others = [*specification.corollaries(clause), *specification.see_also(clause)]
    if others:
        yield from _field("see also", [INDENT + each.id for each in dict.fromkeys(others)])
    command = f"pytest --impl=mypkg.emitter -k {selection(clause, specification)}"
    yield from _field("try it", [INDENT + command])
    yield from _field("text", [INDENT + clause.uri, INDENT + place])


def _field(name: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield name
    yield from lines


def _prose(text: str, hanging: str = "") -> list[str]:
    return textwrap.wrap(
        LINK.sub(r"\1", text),
        WIDTH,
        initial_indent=INDENT,
        subsequent_indent=INDENT + hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
