"""How many clauses outputs speak of, counted in the specification."""

from __future__ import annotations

import emitter_spec
from emitter_spec import Level

SPECIFICATION = emitter_spec.load()
DEFAULT = SPECIFICATION.editions[0].name
CLAUSES = len(list(SPECIFICATION))
OF_LEVEL = {level: sum(clause.level is level for clause in SPECIFICATION) for level in Level}


def number(level: Level | None = None, edition: str = DEFAULT) -> int:
    """Give the number of clauses of an edition, of one level if it is named."""
    return len(SPECIFICATION.clauses(edition, level))


ALL, MUST, SHOULD, OPEN = map(number, [None, *Level])


def account(
    broken: int = 0,
    should: int = 0,
    kept: tuple[int, int, int] | None = None,
    strict: bool = False,
) -> str:
    """Give the line that counts the clauses of a candidate, by the default edition.

    Args:
        broken: How many MUST clauses are broken.
        should: How many SHOULD clauses are broken.
        kept: How many of each level are kept, if not all were tried.
        strict: Whether SHOULD binds.

    """
    left = kept or (MUST - broken, SHOULD - should, OPEN)
    untried = ALL - sum(left) - broken - should if kept else 0
    binding = "" if strict else " (not binding)"
    return (
        f"MUST {left[0]}/{MUST}   SHOULD {left[1]}/{SHOULD}{binding}   "
        f"open {left[2]} observed   not run {untried}"
    )
