"""The evidence for a broken clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from emitter_conformance.core.paths import shorter


@dataclass(frozen=True)
class Failure:
    """The evidence for a broken clause.

    Attributes:
        steps: Source lines, up to the last one that ran.
        expected: The expected calls, exception or value, in words.
        actual: The observed calls, exception or value, in words.
        where: The place in the candidate's code where an unexpected exception was raised, or "".
        program: The steps as source text that exits with 1; see `reproducer`.
        by_programs: Whether the search for programs found it, not the check of the clause.
        script: The program as a script of its own, or "" if none was made.
        passes_alone: Whether the script shows no failure in a process of its own: the failure needs
            what ran before it.

    """

    steps: tuple[str, ...]
    expected: str
    actual: str
    where: str = ""
    program: str = ""
    by_programs: bool = False
    script: str = ""
    passes_alone: bool = False

    def seen_from(self, folder: Path) -> Failure:
        """Return the failure with the path of its place relative to a folder."""
        path, _, line = self.where.rpartition(":")
        return replace(self, where=f"{shorter(path, folder)}:{line}") if path else self

    def to_data(self) -> dict[str, Any]:
        """Return plain data that can cross a process boundary."""
        return {**vars(self), "steps": list(self.steps)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Failure:
        """Return the failure that plain data describes."""
        return cls(**{**data, "steps": tuple(data["steps"])})
