"""The folder to which a run writes its reproducers."""

from __future__ import annotations

import re
from pathlib import Path

from emitter_spec import Clause

from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.checks import reproducer
from emitter_conformance.core.errors import reason
from emitter_conformance.core.paths import write_atomically
from emitter_conformance.typecheck.examiner import PACKAGE
from emitter_conformance.typecheck.reproducer import typed_script
from emitter_conformance.verdict.failure import Failure


class Scripts:
    """Writes scripts until one cannot be written.

    Args:
        folder: The folder of the scripts, relative to `start`; "" writes nothing.
        start: The current folder of the user.
        several: Whether each candidate has a folder of its own.

    Attributes:
        number: The number of scripts that were written.
        trouble: The reason why no more can be written, or "".

    """

    def __init__(self, folder: str, start: Path, several: bool) -> None:
        self.folder = folder
        self.number = 0
        self.trouble = ""
        self._start = start
        self._several = several
        self._written: set[Path] = set()

    def text(self, clause: Clause, candidate: Candidate, failure: Failure) -> str:
        """Return the script of a failure."""
        title = f"{clause.id}: {clause.sentence}\n\n{clause.uri}"
        if clause.needs == PACKAGE:
            return typed_script(title, candidate, failure.program, self._start)
        return reproducer.script(title, candidate, failure.program, self._start)

    def write(self, clause: Clause, candidate: Candidate, failure: Failure) -> str:
        """Write the script of a failure; return its path as the user sees it, or "".

        Args:
            clause: The broken clause; it gives the file its name.
            candidate: The candidate that broke it.
            failure: The failure that the script shows.

        """
        if not self.folder or self.trouble:
            return ""
        relative = Path(self.folder)
        if self._several:
            relative /= re.sub(r"[^\w.-]+", "-", candidate.name)
        relative /= f"{clause.id}{'.program' * failure.by_programs}.py"
        path = self._start / relative
        try:
            write_atomically(path, self.text(clause, candidate, failure))
        except OSError as error:
            self.trouble = reason(error)
            return ""
        self._written.add(path)
        self.number = len(self._written)
        return str(relative)

    def account(self) -> str:
        """Return a line about the written scripts, or the reason why there is none; or ""."""
        if self.trouble:
            return f"reproducers could not be written to {self.folder}: {self.trouble}"
        if not self.number:
            return ""
        return f"{self.number} reproducer{'s' * (self.number != 1)} in {self.folder}"
