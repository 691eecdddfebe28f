"""Numbers of clauses in outputs, counted in the specification.

The tests run without what the optional chapters need.
"""

from __future__ import annotations

import emitter_spec
from emitter_spec import PROFILES, Level, Subject

SPECIFICATION = emitter_spec.load()
ASKED = [clause for clause in SPECIFICATION if PROFILES[0].asks(clause)]
DEFAULT = SPECIFICATION.editions[0].name
CLAUSES = len(list(SPECIFICATION))
OPTIONAL_OF = {each.name: len(each.clauses) for each in SPECIFICATION.chapters if each.needs}
OPTIONAL = sum(OPTIONAL_OF.values())
RUN = len(ASKED) - OPTIONAL
DRAFTED = [clause.id for clause in SPECIFICATION if clause.draft]
OF_CLASSES = sum(clause.subject is Subject.CLASSES for clause in SPECIFICATION)
OF_LEVEL = {level: sum(clause.level is level for clause in SPECIFICATION) for level in Level}


def number(level: Level | None = None, edition: str = DEFAULT) -> int:
    """Return how many clauses of an edition an emitter is asked, of one level if it is named.

    Those that need a package do not count.
    """
    clauses = SPECIFICATION.clauses(edition, level)
    return sum(not clause.needs and clause in ASKED for clause in clauses)


ALL, MUST, SHOULD, OPEN = map(number, [None, *Level])


def account(
    broken: int = 0,
    should: int = 0,
    kept: tuple[int, int, int] | None = None,
    strict: bool = False,
    optional: int = 0,
) -> str:
    """Return the line that counts the clauses of a candidate, by the default edition.

    Args:
        broken: Number of broken MUST clauses.
        should: Number of broken SHOULD clauses.
        kept: Number of kept clauses of each level, if not all were tried.
        strict: Whether SHOULD binds.
        optional: Number of kept clauses of optional chapters.

    """
    left = kept or (MUST - broken, SHOULD - should, OPEN)
    untried = ALL - sum(left) - broken - should if kept else 0
    binding = "" if strict else " (not binding)"
    return (
        f"MUST {left[0]}/{MUST}   SHOULD {left[1] + optional}/{SHOULD + optional}{binding}   "
        f"open {left[2]} observed   not run {untried}"
    )
