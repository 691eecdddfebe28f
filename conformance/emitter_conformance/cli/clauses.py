"""The commands that show the specification: list, explain and spec."""

from __future__ import annotations

import argparse
import json
from typing import Callable

import emitter_spec
from emitter_spec import PROFILES, Specification

from emitter_conformance.core.clauses import meant
from emitter_conformance.core.errors import UserError
from emitter_conformance.reports import explanation, sentences, specification

FORMATS = ("html", "md", "json")


def list_clauses(asked: argparse.Namespace) -> int:
    """Print a line for each clause that is asked for, or its sentence too."""
    text = emitter_spec.load()
    chapters = [chapter.name for chapter in text.chapters]
    editions = [edition.name for edition in text.editions]
    profiles = [profile.name for profile in PROFILES]
    for option, given, known in (
        ("chapter", asked.chapter, chapters),
        ("edition", asked.edition, editions),
        ("profile", asked.profile, profiles),
    ):
        if given is not None and given not in known:
            raise UserError(f"--{option}={given}: not one of {', '.join(known)}")
    shown = [
        clause
        for clause in text
        if asked.level in (None, clause.level.name)
        and asked.chapter in (None, clause.chapter)
        and asked.edition in (None, *clause.editions)
        and asked.profile in (None, *clause.profiles)
        and (clause.is_rule or not asked.rules)
    ]
    if asked.long:
        print("\n\n".join(explanation.norm(clause) for clause in shown))
    else:
        for clause in shown:
            print(f"{clause.id:<46}  {clause.level.name:<6}  {', '.join(clause.editions)}")
    return 0


def explain(asked: argparse.Namespace) -> int:
    """Print the text of clauses, chapters and words."""
    text = emitter_spec.load()
    print("\n\n\n".join(_explained(wanted, text) for wanted in asked.name))
    return 0


def _explained(wanted: str, text: Specification) -> str:
    """Return the text of a clause, of a chapter or of a word of the glossary, by its name.

    Raises:
        UserError: There is none of that name.

    """
    clauses = {clause.id: clause for clause in text}
    if wanted in clauses:
        return explanation.explanation(clauses[wanted], text)
    chapters = {chapter.name: chapter for chapter in text.chapters}
    if wanted in chapters:
        return explanation.chapter_explanation(chapters[wanted])
    words = explanation.words(text)
    if wanted in words:
        return words[wanted]
    near = meant(wanted, text) or _mentioned(wanted, text)
    raise UserError(f"no clause, chapter or word '{wanted}'{near}")


def _mentioned(wanted: str, text: Specification) -> str:
    """Return which clauses have some words in their text, or the command that lists all."""
    having = [
        each for each in text if wanted.lower() in f"{each.sentence} {each.why} {each.hint}".lower()
    ]
    if having:
        return f"; it stands in the text of {sentences.some(having)}"
    return "; `emitter-conformance list` names them"


def print_specification(asked: argparse.Namespace) -> int:
    """Print the whole text in a format."""
    text = emitter_spec.load()
    formats: dict[str, Callable[[Specification], str]] = {
        "html": specification.html,
        "md": specification.markdown,
        "json": lambda each: json.dumps(emitter_spec.to_data(each), indent=2) + "\n",
    }
    print(formats[asked.to](text), end="")
    return 0
