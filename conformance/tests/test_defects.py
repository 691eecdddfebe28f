"""Every defect is reported under exactly the clauses it breaks, and every clause has one."""

from __future__ import annotations

from pathlib import Path

import pytest
from emitter_spec import Level
from emitters import DEFECTS, SPECIFICATION, broken, candidate, declared, name


@pytest.mark.parametrize("path", DEFECTS, ids=name)
def test_reported_under_exactly_its_clauses(path: Path) -> None:
    """A defect breaks what it declares and nothing else, for the reason it declares."""
    reported = {clause: failure.actual for clause, failure in broken(candidate(path)).items()}
    expected = declared(path)
    assert {c: expected.get(c) for c in reported if expected.get(c, "\0") not in reported[c]} == {}
    assert reported.keys() == expected.keys()


def test_every_binding_clause_has_a_defect_of_its_own() -> None:
    """A clause that no defect breaks alone is a clause nobody knows is tested."""
    alone = {clause for path in DEFECTS for clause in declared(path) if len(declared(path)) == 1}
    binding = {clause.id for clause in SPECIFICATION if clause.level is not Level.OPEN}
    assert binding - alone == set()
