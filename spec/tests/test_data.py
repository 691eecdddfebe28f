"""The specification as data fits its schema and loses nothing."""

from __future__ import annotations

import json

import emitter_spec
import jsonschema
from emitter_spec import PROFILES, SCHEMA, Level, to_data

SPECIFICATION = emitter_spec.load()
DATA = json.loads(json.dumps(to_data(SPECIFICATION)))
CLAUSES = {each["id"]: each for chapter in DATA["chapters"] for each in chapter["clauses"]}


def test_data_fits_its_schema() -> None:
    """A program in any language can rely on the form."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(DATA, schema)
    assert DATA["version"] == emitter_spec.__version__


def test_every_clause_and_every_word_is_there() -> None:
    """The data has every clause and every word, in the order of the text."""
    assert list(CLAUSES) == [clause.id for clause in SPECIFICATION]
    words = [term.word for term in SPECIFICATION.glossary]
    assert [each["word"] for each in DATA["glossary"]] == words
    assert {"handle", "snapshot", "error", "exit", "coroutine function"} <= {*words}


def test_draft_is_marked() -> None:
    """A program can tell an edition that is frozen from one that is not."""
    drafts = {each["name"]: each["draft"] for each in DATA["editions"]}
    assert drafts == {"1.0": False, "1.2": False, "next": True}


def test_open_clause_has_no_hint() -> None:
    """A missing part is null, not an empty text."""
    for clause in SPECIFICATION:
        assert (CLAUSES[clause.id]["hint"] is None) == (clause.level is Level.OPEN)
        assert CLAUSES[clause.id]["except"] == (clause.exception or None)


def test_clause_names_its_profiles() -> None:
    """A program learns what a candidate can claim to be, and what it is asked then."""
    names = {each["name"] for each in DATA["profiles"]}
    assert names == {each.name for each in PROFILES}
    for clause in SPECIFICATION:
        assert CLAUSES[clause.id]["profiles"] == list(clause.profiles)
        assert {*clause.profiles} <= names
    assert CLAUSES["removal.can-be-undone"]["methods"] == ["off"]


def test_references_lead_both_ways() -> None:
    """A clause that another one names knows it."""
    for name, clause in CLAUSES.items():
        for other in clause["see"]:
            assert name in CLAUSES[other]["see"]
    assert "once.is-not-cut" in CLAUSES["arity.surplus-is-dropped"]["see"]
    assert "arity.surplus-is-dropped" in CLAUSES["once.is-not-cut"]["see"]
