"""Paths as a user reads them, and files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from .errors import Mistake, reason
from .operating_system import relative, replace
from .stopping import postponed

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
DRAFT = ".draft"
"""The end of the names of files that are being written."""
PYTHON = os.path.dirname(os.path.abspath(os.__file__)) + os.sep


INSTALLED = ("site-packages", "dist-packages")
"""The names of the folders of installed packages."""


def is_own(file: str) -> bool:
    """Return whether a source file is part of the kit's package."""
    return file.startswith(PACKAGE)


def is_foreign(file: str) -> bool:
    """Return whether a source file is part of the kit, of Python, or of no file system."""
    is_python = file.startswith(PYTHON) and "site-packages" not in file
    return is_python or is_own(file) or file.startswith("<")


def shorter(path: str, folder: Path) -> str:
    """Return a path relative to a folder if it lies below it."""
    seen_from_there = relative(path, folder)
    return path if seen_from_there.startswith(os.pardir) else seen_from_there


def format_of(
    name: str, formats: Iterable[str], refusal: type[Mistake], what: str = "a format"
) -> str:
    """Return the end of a file's name that chooses its format.

    Args:
        name: The name.
        formats: The ends that choose one.
        refusal: The class of what is raised if it has none of them.
        what: What these are, in words.

    Raises:
        Mistake: The end of the name chooses no format.

    """
    for known in formats:
        if name.endswith(known):
            return known
    raise refusal(f"{name}: not {what}; end it with {', '.join(formats)}")


@contextlib.contextmanager
def writing(path: Path, refusal: type[Mistake]) -> Iterator[None]:
    """Let a file that cannot be written be one line for the user.

    Args:
        path: The file.
        refusal: The class of what is raised then.

    Raises:
        Mistake: The file cannot be written.

    """
    try:
        yield
    except OSError as error:
        raise refusal(f"{path}: cannot be written: {reason(error)}") from None


def write_atomically(path: Path, text: str, lasting: bool = False) -> None:
    """Write a draft in the folder of a file, then put it in its place; make missing folders.

    A stop waits until the file is there. Lines end as in the text, on every system.

    Args:
        path: The file.
        text: The text.
        lasting: Whether to flush the file to the disk, so that it survives a loss of power.

    Raises:
        OSError: The file cannot be written; an earlier one is unchanged.

    """
    try:
        with postponed():
            _write(path, text, lasting)
    except ValueError as error:  # no file has such a name, or the text is not Unicode
        raise OSError(str(error)) from None


def _write(path: Path, text: str, lasting: bool) -> None:
    data = text.encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    number, draft = tempfile.mkstemp(DRAFT, ".", path.parent)
    try:
        with open(number, "wb") as file:
            file.write(data)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        with contextlib.suppress(OSError):  # not every file system has them
            os.chmod(draft, _mode(path))
        replace(draft, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(draft)
        raise


def _mode(path: Path) -> int:
    """Return the permissions of a file, or those that a new one has."""
    with contextlib.suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
