"""How clauses, checks and pytest's items are named. An id is the name of its check."""

from __future__ import annotations

from pathlib import Path

from emitter_spec import Clause

SUITE = Path(__file__).parent / "suite"
NODE = "emitter_conformance/suite"


def chapter_file(chapter: str) -> str:
    """Give the name of the file with a chapter's checks."""
    return f"test_{chapter}.py"


def check_name(clause: Clause) -> str:
    """Give the name of the function that checks a clause."""
    return f"test_{keyword(clause)}"


def keyword(clause: Clause) -> str:
    """Give the word that chooses a clause with pytest's `-k`."""
    return clause.slug.replace("-", "_")


def item_name(clause: Clause, candidate: str = "") -> str:
    """Give the name of pytest's item; the candidate is named where there are several."""
    return check_name(clause) + (f"[{candidate}]" if candidate else "")


def node_id(clause: Clause, candidate: str = "") -> str:
    """Give pytest's id of the item; it does not depend on where the kit is installed."""
    return f"{NODE}/{chapter_file(clause.chapter)}::{item_name(clause, candidate)}"
