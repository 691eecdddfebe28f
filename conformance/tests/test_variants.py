"""Every emitter that differs within the specification keeps all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from emitters import VARIANTS, broken, candidate, name


@pytest.mark.parametrize("path", VARIANTS, ids=name)
def test_keeps_every_clause(path: Path) -> None:
    """A variant of edition 1.2 keeps all clauses; one of 1.0 may break those of 1.2 alone."""
    assert {} == broken(candidate(path))
