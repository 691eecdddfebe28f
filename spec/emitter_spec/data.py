"""The specification as plain data, for programs in any language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .catalogue import Specification
from .clause import Chapter, Clause
from .profile import PROFILES
from .version import __version__

SCHEMA = Path(__file__).with_name("specification.schema.json")
FORMAT = "urn:emitter-spec:specification:1"


def to_data(specification: Specification) -> dict[str, Any]:
    """Return the text as data that fits the JSON Schema in the file `SCHEMA`.

    Prose is Markdown, in which a clause is named by its id as code.
    """
    return {
        "format": FORMAT,
        "version": __version__,
        "editions": [
            {"name": each.name, "covers": each.covers, "draft": each.draft}
            for each in specification.editions
        ],
        "profiles": [{"name": each.name, "claims": each.claims} for each in PROFILES],
        "glossary": [
            {"word": each.word, "definition": each.definition} for each in specification.glossary
        ],
        "chapters": [_chapter(specification, each) for each in specification.chapters],
    }


def _chapter(specification: Specification, chapter: Chapter) -> dict[str, Any]:
    return {
        "name": chapter.name,
        "number": chapter.number,
        "title": chapter.title,
        "introduction": chapter.introduction,
        "needs": chapter.needs or None,
        "clauses": [_clause(specification, each) for each in chapter.clauses],
    }


def _clause(specification: Specification, clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "uri": clause.uri,
        "level": clause.level.value,
        "editions": list(clause.editions),
        "subject": clause.subject.value,
        "profiles": list(clause.profiles),
        "methods": list(clause.methods),
        "follows": list(clause.follows),
        "sentence": clause.sentence,
        "except": clause.exception or None,
        "why": clause.why,
        "hint": clause.hint or None,
        "example": clause.example,
        "see": [each.id for each in specification.see_also(clause)],
    }
