"""Imports of the kit's own modules, and the start of processes of the kit."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import PathFinder

APART = "import sys; sys.path[:] = filter(None, sys.path); "
"""Begins a program for `python -c`: no file of the current folder is taken for one of Python's."""


def environment(without: str) -> dict[str, str]:
    """Return the variables of a new process: those whose names do not begin with a prefix."""
    return {name: value for name, value in os.environ.items() if not name.startswith(without)}


@contextmanager
def as_installed() -> Iterator[None]:
    """Import modules of the kit without the assertion rewriting of pytest.

    pytest rewrites the assertions of all modules of a plugin's distribution. The kit needs none of
    them rewritten, and a rewritten module is compiled again: on a new machine that takes as long
    as all checks.
    """
    sys.meta_path.insert(0, PathFinder)
    try:
        yield
    finally:
        sys.meta_path.remove(PathFinder)  # the first one
