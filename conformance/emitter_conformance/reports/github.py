"""Annotations of GitHub: a mark at the line of the candidate where a failure was raised."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from emitter_conformance.core.paths import shorter
from emitter_conformance.verdict.verdict import Result

MOST = 10
"""The number of errors that GitHub shows of one step."""
PLACE = re.compile(r"(?P<file>.+):(?P<line>\d+) in ")


def marks(
    results: Iterable[Result],
    folder: Path,
    environment: Mapping[str, str] = os.environ,
    warning: str = "",
) -> list[str]:
    """Return the lines that make GitHub mark the failures, none outside of GitHub Actions.

    Args:
        results: The broken clauses that decide, the first ones first.
        folder: The current folder, to which the places of the failures are relative.
        environment: The environment variables.
        warning: A sentence about waivers that GitHub shows as a warning, or "".

    """
    if environment.get("GITHUB_ACTIONS") != "true":
        return []
    root = Path(environment.get("GITHUB_WORKSPACE") or folder)
    lines = [f"::warning title=waivers::{_escaped(warning)}"] if warning else []
    for result in [each for each in results if each.failure is not None][:MOST]:
        assert result.failure is not None
        place = PLACE.match(result.failure.where)
        at = {"title": result.clause.id}
        if place is not None:
            at = {"file": shorter(str(folder / place["file"]), root), "line": place["line"], **at}
        message = f"expected {result.failure.expected}, actual {result.failure.actual}"
        words = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in at.items())
        lines.append(f"::error {words}::{_escaped(message)}")
    return lines


def _escaped(text: str, more: str = "") -> str:
    """Return text as a workflow command of GitHub takes it."""
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text
