"""The names of clauses in code and on the command line. An id is the name of its check."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from emitter_spec import Clause

PROGRAMS_CHOICE = "every_program"


def chapter_file(chapter: str) -> str:
    """Return the name of the file with a chapter's checks."""
    return f"test_{chapter}.py"


def check_name(clause: Clause) -> str:
    """Return the name of the function that checks a clause."""
    return f"test_{clause.slug.replace('-', '_')}"


def spelled_out(expression: str, clauses: Iterable[Clause]) -> str:
    """Return an expression for `-k` in which an id of a clause also chooses its check.

    The id itself still chooses the items of `parametrize`.
    """
    everything = list(clauses)
    for clause in everything:
        if clause.id in re.split(r"[\s()]+", expression):
            chosen = selection(clause, everything).strip('"')
            expression = expression.replace(clause.id, f"({chosen} or {clause.id})")
    return expression


def meant(wanted: str, clauses: Iterable[Clause]) -> str:
    """Return a suggestion for an unknown id, such as `" (did you mean ...?)"`, or ""."""
    ids = [clause.id for clause in clauses]
    near = [each for each in ids if wanted in each] or difflib.get_close_matches(wanted, ids, 1)
    return f" (did you mean '{near[0]}'?)" if near else ""


def selection(clause: Clause, clauses: Iterable[Clause]) -> str:
    """Return the expression that selects one clause with pytest's `-k`, quoted for a shell."""
    word = check_name(clause)[len("test_") :]
    if any(word in check_name(other) for other in clauses if other is not clause):
        return f'"test_{clause.chapter} and {word}"'
    return word
