"""Every example of the specification runs on the reference emitter."""

from __future__ import annotations

import gc
import logging
import warnings
from collections.abc import Iterator

import emitter_spec
import pytest
from emitter_reference import EventEmitter
from emitter_spec import Clause


@pytest.fixture(autouse=True)
def _root_logger() -> Iterator[None]:
    """Remove what an example adds to the root logger."""
    root = logging.getLogger()
    handlers, filters = root.handlers[:], root.filters[:]
    yield
    root.handlers[:], root.filters[:] = handlers, filters


# PyPy has neither.
freeze, unfreeze = getattr(gc, "freeze", list), getattr(gc, "unfreeze", list)


@pytest.mark.parametrize(
    "clause",
    [clause for clause in emitter_spec.load() if not clause.draft],
    ids=lambda clause: clause.id,
)
def test_example_runs(clause: Clause) -> None:
    """The example of a clause of a published edition holds for the reference."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # coroutines that nobody awaits
        freeze()  # what all tests keep is not looked through for each example
        try:
            exec(compile(clause.example, clause.id, "exec"), {"EventEmitter": EventEmitter})
            gc.collect()
        finally:
            unfreeze()
