"""Every emitter that differs within the specification keeps the clauses it is judged by."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest
from emitter_spec import Clause, Level
from emitters import SPECIFICATION, VARIANTS, broken, candidate, name


def declaration(path: Path) -> ModuleType:
    """Give the module of a variant; EDITIONS and KEEPS_SHOULD say what it keeps."""
    return sys.modules[candidate(path).make.__module__]


def is_judged_by(variant: ModuleType, clause: Clause) -> bool:
    """Tell whether a variant declares that it keeps a clause."""
    levels = {Level.MUST, Level.SHOULD} if variant.KEEPS_SHOULD else {Level.MUST}
    return clause.level in levels and bool({*clause.editions} & {*variant.EDITIONS})


@pytest.mark.matrix
@pytest.mark.parametrize("path", VARIANTS, ids=name)
def test_keeps_its_clauses(path: Path) -> None:
    """A variant breaks no clause of its editions and levels, and some of those it leaves out."""
    variant = declaration(path)
    failures = broken(candidate(path))
    judged = {
        clause: failure.actual
        for clause, failure in failures.items()
        if is_judged_by(variant, SPECIFICATION[clause])
    }
    assert judged == {}
    keeps_all = variant.KEEPS_SHOULD and variant.EDITIONS == ("1.0", "1.2")
    assert keeps_all == (not failures)
