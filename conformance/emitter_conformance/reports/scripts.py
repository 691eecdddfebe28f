"""The folder to which a run writes its reproducers."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from pathlib import Path

from emitter_spec import Clause

from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.checks import reproducer
from emitter_conformance.core.errors import reason
from emitter_conformance.core.paths import write_atomically
from emitter_conformance.typecheck.examiner import PACKAGE
from emitter_conformance.typecheck.reproducer import typed_script
from emitter_conformance.verdict.failure import Failure

GITIGNORE = ".gitignore"
IGNORED = "# Made by emitter-conformance\n*\n"


class Scripts:
    """Writes scripts until one cannot be written.

    Args:
        folder: The folder of the scripts, relative to `start`; "" writes nothing.
        start: The current folder of the user.
        several: Whether each candidate has a folder of its own.
        is_default: Whether the user did not choose the folder, so that Git ignores it.

    Attributes:
        number: The number of scripts that were written.
        removed: The number of scripts of earlier runs that were removed.
        trouble: The reason why no more can be written, or "".

    """

    def __init__(self, folder: str, start: Path, several: bool, is_default: bool = False) -> None:
        self.folder = folder
        self.number = self.removed = 0
        self.trouble = ""
        self._start = start
        self._several = several
        self._is_default = is_default
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
        relative = self._relative(clause, candidate, failure.by_programs)
        path = self._start / relative
        try:
            if self._is_default and not (self._start / self.folder).exists():
                write_atomically(self._start / self.folder / GITIGNORE, IGNORED)
            write_atomically(path, self.text(clause, candidate, failure))
        except OSError as error:
            self.trouble = reason(error)
            return ""
        self._written.add(path)
        self.number = len(self._written)
        return str(relative)

    def remove_old(
        self, clauses: Iterable[Clause], candidate: Candidate, by_programs: bool = False
    ) -> None:
        """Remove the scripts that earlier runs wrote for failures which are mended.

        A file that does not begin like a script, or is about another candidate, stays.

        Args:
            clauses: The clauses that have no failure any more.
            candidate: The candidate that keeps them.
            by_programs: Whether the failures were found by programs.

        """
        for clause in clauses if self.folder else ():
            path = self._start / self._relative(clause, candidate, by_programs)
            if self._is_script(path, clause, candidate):
                with contextlib.suppress(OSError):
                    path.unlink()
                    self.removed += 1
                    self._remove_if_empty(path.parent)

    def _remove_if_empty(self, folder: Path) -> None:
        """Remove the folder of a removed script, if nothing but what the kit made is in it."""
        note = folder / GITIGNORE
        if [*folder.iterdir()] == [note] and note.read_bytes() == IGNORED.encode():
            note.unlink()
            folder.rmdir()

    def _is_script(self, path: Path, clause: Clause, candidate: Candidate) -> bool:
        """Return whether a file is a script of a clause for a candidate, and no link to one."""
        try:
            _, docstring, code = path.read_text(encoding="utf-8").split(reproducer.QUOTES, 2)
        except (OSError, ValueError):  # there is none, or it is not such a text
            return False
        first = reproducer.imports(candidate, self._start)[0]
        is_about = docstring.startswith(f"{clause.id}: ") and clause.uri in docstring
        return is_about and f"\n{first}\n" in code and not path.is_symlink()

    def _relative(self, clause: Clause, candidate: Candidate, by_programs: bool) -> Path:
        """Return the path of a script, relative to the user's folder."""
        folder = Path(self.folder)
        if self._several:
            folder /= re.sub(r"[^\w.-]+", "-", candidate.name)
        return folder / f"{clause.id}{'.program' * by_programs}.py"

    def account(self) -> str:
        """Return a line about the scripts, or the reason why none was written; or ""."""
        if self.trouble:
            return f"reproducers could not be written to {self.folder}: {self.trouble}"
        if not self.number:
            removed = f"{_scripts(self.removed)} removed from {self.folder}, as mended"
            return removed if self.removed else ""
        removed = f"; {self.removed} removed, as mended" if self.removed else ""
        return f"{_scripts(self.number)} in {self.folder}{removed}"


def _scripts(number: int) -> str:
    return f"{number} reproducer{'s' * (number != 1)}"
