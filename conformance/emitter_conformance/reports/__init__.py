"""The formats of a report, chosen by the end of a file's name."""

from __future__ import annotations

import importlib
import os
import stat
from collections.abc import Collection, Iterable
from pathlib import Path
from types import ModuleType
from typing import Callable

from emitter_spec import Specification

from emitter_conformance.core import describe
from emitter_conformance.core.errors import Mistake, reason
from emitter_conformance.core.paths import format_of, write_atomically
from emitter_conformance.verdict.report import Report

FORMATS = {
    ".badge.json": "endpoint",
    "code-quality.json": "code_quality",
    "code-quality-report.json": "code_quality",
    ".json": "saved",
    ".html": "html",
    ".md": "markdown",
    ".svg": "badge",
    ".txt": "text",
}
"""The module that renders each format; GitLab's documents name the file in the second way."""

BADGES = (".svg", ".badge.json")
Render = Callable[[Report, Specification], str]


class ReportError(Mistake):
    """A report cannot be read, rendered or written; the message is one line for the user."""


class NoBadge(ReportError):
    """The verdict is not one for a badge."""


def suffix(path: str) -> str:
    """Return the end of a file's name that chooses its format.

    Raises:
        ReportError: The end of the name chooses no format.

    """
    return format_of(path, FORMATS, ReportError)


def check(paths: Collection[Path], candidates: int) -> None:
    """Raise `ReportError` before a run if one of the files cannot be written as a report.

    The modules that render them are imported here, before any candidate could replace them.

    Args:
        paths: The files to write.
        candidates: The number of verdicts of the run.

    Raises:
        ReportError: A name chooses no format, or one that cannot hold so many candidates,
            or cannot be written.

    """
    for path in paths:
        ending = suffix(path.name)
        if ending in BADGES and candidates > 1:
            raise ReportError(f"{path}: a badge tells about one candidate, here are {candidates}")
        _module(ending)
    check_places(paths)


def check_places(paths: Iterable[Path]) -> None:
    """Refuse files that cannot be written, whatever their content.

    Raises:
        ReportError: A path is a folder, or no file can be written there.

    """
    for path in paths:
        if _is_folder(path):
            raise ReportError(f"{path}: cannot be written: it is a folder")
        existing = next(parent for parent in path.absolute().parents if parent.exists())
        if not (existing.is_dir() and os.access(existing, os.W_OK)):
            raise ReportError(f"{path}: cannot be written to {existing}")


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:  # no file can have such a name
        raise ReportError(f"{path}: cannot be written: {reason(error)}") from None


def render(report: Report, specification: Specification, ending: str) -> str:
    """Return a report as text.

    Args:
        report: The report.
        specification: All clauses.
        ending: One of `FORMATS`.

    Raises:
        ReportError: The format cannot hold such verdicts.

    """
    text: str = _module(ending).render(report, specification)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _module(ending: str) -> ModuleType:
    """Return the module that renders a format."""
    return importlib.import_module(f"{__name__}.{FORMATS[ending]}")


def write(path: Path, report: Report, specification: Specification) -> None:
    """Write a report; a badge that would not be true any more is removed.

    Args:
        path: The file; its end chooses the format.
        report: The report.
        specification: All clauses.

    Raises:
        ReportError: The report cannot be rendered or written.

    """
    try:
        write_atomically(path, render(report, specification, suffix(path.name)))
    except NoBadge:
        path.unlink(missing_ok=True)
        raise
    except OSError as error:
        raise ReportError(f"cannot be written: {reason(error)}") from None
    except Exception as error:  # a candidate may have replaced functions of other libraries
        raise ReportError(f"cannot be written: {describe.error(error)}") from error
