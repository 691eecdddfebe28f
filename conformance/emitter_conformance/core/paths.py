"""Paths as a user reads them, and files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
PYTHON = os.path.dirname(os.path.abspath(os.__file__)) + os.sep


def is_own(file: str) -> bool:
    """Return whether a source file is part of the kit's package."""
    return file.startswith(PACKAGE)


def is_foreign(file: str) -> bool:
    """Return whether a source file is part of the kit, of Python, or of no file system."""
    is_python = file.startswith(PYTHON) and "site-packages" not in file
    return is_python or is_own(file) or file.startswith("<")


def shorter(path: str, folder: Path) -> str:
    """Give a path from a folder if it lies below it."""
    relative = os.path.relpath(path, folder)
    return path if relative.startswith(os.pardir) else relative


def write_atomically(path: Path, text: str) -> None:
    """Write a file beside its place, then put it there; make the folders that are missing.

    Raises:
        OSError: It cannot be written; what was there is untouched.

    """
    try:
        _write(path, text)
    except ValueError as error:  # no file has such a name, or the text is not Unicode
        raise OSError(str(error)) from None


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{os.getpid()}.draft")
    try:
        draft.write_text(text, encoding="utf-8")
        os.replace(draft, path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
