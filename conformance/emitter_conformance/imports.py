"""How the kit's own modules are imported."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import PathFinder


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
