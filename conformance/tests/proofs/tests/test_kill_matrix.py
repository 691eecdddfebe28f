"""The kill matrix complains about wrong outcomes, and its document has every emitter."""

from __future__ import annotations

from pathlib import Path

import pytest
from emitter_conformance.verdict.verdict import Outcome
from emitters import DEFECTS, SEQUENCES, VARIANTS, declared, name, shown_by_a_program
from kill_matrix import (
    BINDING,
    DOCUMENT,
    Row,
    complaints_about,
    complaints_about_clauses,
    judge,
    lines_that_differ,
    one_of,
)

TWICE = "removal.twice-is-silent"
ORDER = "emission.order-is-registration-order"


def named(word: str) -> Path:
    """Return the file of a defect or variant."""
    return next(path for path in [*DEFECTS, *VARIANTS] if name(path).endswith(word))


def row(path: Path, **reasons: str) -> Row:
    """Return a row with the outcomes of a test."""
    return Row(path, (), dict.fromkeys(reasons, Outcome.BROKEN), reasons)


@pytest.mark.parametrize("word", ["removal/none_raises", "variants/shuffled"])
def test_no_complaint(word: str) -> None:
    """An emitter that is reported as it declares gives nothing to complain about."""
    assert list(complaints_about(judge(named(word)))) == []


def test_complaints_about_a_defect() -> None:
    """A defect with too many, too few or other failures is a complaint."""
    path = named("removal/none_raises")
    ((clause, reason),) = declared(path).items()
    assert list(complaints_about(row(path, **{clause: f"{reason}, and more"}))) == []
    assert list(complaints_about(row(path))) == [
        f"defects/removal/none_raises: declares {clause}, which is not reported"
    ]
    assert list(complaints_about(row(path, **{clause: "f called"}))) == [
        f"defects/removal/none_raises: {clause} for another reason: f called"
    ]
    assert list(complaints_about(row(path, **{clause: reason, TWICE: "KeyError"}))) == [
        f"defects/removal/none_raises: does not declare {TWICE}: KeyError"
    ]


def test_complaints_about_a_variant() -> None:
    """A variant may break only what it does not declare to keep."""
    path = named("variants/shuffled")
    assert list(complaints_about(row(path, **{ORDER: "g called"}))) == []
    assert list(complaints_about(row(path, **{TWICE: "KeyError"}))) == [
        f"variants/shuffled: reported under {TWICE}: KeyError"
    ]


def test_complaints_about_a_sequence() -> None:
    """A sequence that a check reports, or another program shows, is a complaint."""
    path = SEQUENCES[0]
    shown = shown_by_a_program(path)
    assert list(complaints_about(Row(path, (shown,)))) == []
    assert list(complaints_about(Row(path, (), {}, {TWICE: "KeyError"}))) == [
        f"{name(path)}: reported by the check of {TWICE}: KeyError",
        f"{name(path)}: shown by other programs: ()",
    ]


def test_complaints_about_the_programs_of_a_variant() -> None:
    """A rejected program of a variant is a complaint."""
    path = named("variants/shuffled")
    assert list(complaints_about(Row(path, ((TWICE, 3),)))) == [
        f"variants/shuffled: {TWICE} by a program of 3 operations"
    ]


def test_complaints_about_clauses() -> None:
    """A clause that is broken only together with others has no defect of its own."""
    path = named("removal/none_raises")
    rows = [row(path, **{clause.id: ""}) for clause in BINDING]
    assert list(complaints_about_clauses(rows)) == []
    rows[0] = row(path, **{clause.id: "" for clause in BINDING[:2]})
    assert list(complaints_about_clauses(rows)) == [
        f"{BINDING[0].id}: no defect breaks it and nothing else"
    ]


def test_document_names_every_emitter_and_clause() -> None:
    """Every emitter and clause is in the document; the whole matrix holds the outcomes."""
    text = DOCUMENT.read_text(encoding="utf-8")
    lines = text.splitlines()
    grid = lines[lines.index("```text") + 1 : lines.index("```")]
    assert [line.split()[0] for line in grid] == [
        name(path) for path in [*DEFECTS, *SEQUENCES, *VARIANTS]
    ]
    assert [clause.id for clause in BINDING if f"| `{clause.id}` |" not in text] == []


def test_one_of_six_is_a_sixth_and_all_variants() -> None:
    """One of six emitters is judged, always the same, and no variant is left out."""
    chosen = one_of(6)
    assert chosen == one_of(6)
    assert set(VARIANTS) < set(chosen)
    assert abs(len([*DEFECTS, *SEQUENCES]) - 6 * (len(chosen) - len(VARIANTS))) < 6


def test_lines_that_differ() -> None:
    """An emitter whose outcomes are not those of the document is a complaint."""
    judged = row(named("removal/none_raises"), **{TWICE: ""})
    (complaint,) = lines_that_differ([judged], DOCUMENT.read_text(encoding="utf-8"))
    assert complaint.startswith("kill_matrix.md lacks: defects/removal/none_raises ")
    assert list(lines_that_differ([judged], complaint.partition(": ")[2])) == []


def test_choices_that_differ() -> None:
    """What a variant chooses where the text is open is compared if all variants were judged."""
    text, outcomes = DOCUMENT.read_text(encoding="utf-8"), {TWICE: Outcome.KEPT}
    rows = [Row(path, (), outcomes, {}, {TWICE: "it sings"}) for path in VARIANTS]
    (choice,) = {each for each in lines_that_differ(rows, text) if each.endswith("|")}
    assert choice == f"kill_matrix.md lacks: | `{TWICE}` | it sings |"
    assert [each for each in lines_that_differ(rows[1:], text) if each.endswith("|")] == []
