"""How clauses, checks and pytest's items are named. An id is the name of its check."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import Path

from emitter_spec import Clause

SUITE = Path(__file__).parent / "suite"
NODE = "emitter_conformance/suite"
PROGRAMS_FILE = "test_programs.py"
PROGRAMS_CHOICE = "every_program"


def chapter_file(chapter: str) -> str:
    """Give the name of the file with a chapter's checks."""
    return f"test_{chapter}.py"


def check_name(clause: Clause) -> str:
    """Give the name of the function that checks a clause."""
    return f"test_{clause.slug.replace('-', '_')}"


def spelled_out(expression: str, clauses: Iterable[Clause]) -> str:
    """Put the expressions that choose clauses in the place of their ids in one for `-k`."""
    everything = list(clauses)
    for clause in everything:
        if clause.id in re.split(r"[\s()]+", expression):
            chosen = selection(clause, everything).strip('"')
            expression = expression.replace(clause.id, f"({chosen})")
    return expression


def meant(wanted: str, clauses: Iterable[Clause]) -> str:
    """Say which clause was perhaps meant by an id that no clause has; "" if none is near."""
    ids = [clause.id for clause in clauses]
    near = [each for each in ids if wanted in each] or difflib.get_close_matches(wanted, ids, 1)
    return f" (did you mean '{near[0]}'?)" if near else ""


def local_path(node: str) -> str:
    """Give the file, with what follows it, that one of our node ids stands for."""
    return str(SUITE) + node[len(NODE) :] if node.startswith(NODE) else node


def selection(clause: Clause, clauses: Iterable[Clause]) -> str:
    """Give the expression that chooses one of the clauses with pytest's `-k`, ready for a shell."""
    word = check_name(clause)[len("test_") :]
    if any(word in check_name(other) for other in clauses if other is not clause):
        return f'"test_{clause.chapter} and {word}"'
    return word


def item_name(clause: Clause, candidate: str = "") -> str:
    """Give the name of pytest's item; the candidate is named where there are several."""
    return check_name(clause) + (f"[{candidate}]" if candidate else "")


def programs_item_name(candidate: str = "", seeds: str = "") -> str:
    """Give the name of pytest's item for programs; seeds are named behind the first shard."""
    words = " ".join(filter(None, [candidate, seeds and f"seeds {seeds}"]))
    return f"test_{PROGRAMS_CHOICE}" + (f"[{words}]" if words else "")


def programs_node_id(candidate: str = "", seeds: str = "") -> str:
    """Give pytest's id of that item."""
    return f"{NODE}/{PROGRAMS_FILE}::{programs_item_name(candidate, seeds)}"


def node_id(clause: Clause, candidate: str = "") -> str:
    """Give pytest's id of the item; it does not depend on where the kit is installed."""
    return f"{NODE}/{chapter_file(clause.chapter)}::{item_name(clause, candidate)}"
