"""Paths as a user reads them, and files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def shorter(path: str, folder: Path) -> str:
    """Give a path from a folder if it lies below it."""
    relative = os.path.relpath(path, folder)
    return path if relative.startswith(os.pardir) else relative


def write_atomically(path: Path, text: str) -> None:
    """Write a file beside its place, then put it there; make the folders that are missing.

    Raises:
        OSError: It cannot be written; what was there is untouched.

    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        os.replace(draft, path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
