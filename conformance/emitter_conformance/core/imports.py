"""How the kit's own modules are imported."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import PathFinder

APART = "import sys; sys.path[:] = filter(None, sys.path); "
"""Begins a program for `python -c`: no file of the current folder is taken for one of Python's."""


@contextmanager
def as_installed() -> Iterator[None]:
    """Import what comes now as any other program would.

    pytest rewrites the assertions of all modules of a plugin's distribution. The kit has none that
    it needs, and what is rewritten is compiled anew: on a new machine that takes as long as all
    checks.
    """
    sys.meta_path.insert(0, PathFinder)
    try:
        yield
    finally:
        sys.meta_path.remove(PathFinder)  # the first one
