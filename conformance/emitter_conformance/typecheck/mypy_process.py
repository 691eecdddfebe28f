"""Runs mypy over programs, in a process of its own."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from emitter_conformance.core import operating_system
from emitter_conformance.core.imports import environment
from emitter_conformance.core.paths import INSTALLED
from emitter_conformance.core.stopping import FOLLOWING
from emitter_conformance.optional.examiner import Unjudged

from .program import Message

# Nothing is taken from the path: mypy does not search its first entry, which is this folder.
PROGRAM = f"import sys; {FOLLOWING}import runpy; runpy.run_module('mypy', run_name='__main__')"
OPTIONS = (
    *("--config-file=", "--no-sqlite-cache", "--follow-imports=silent", "--implicit-reexport"),
    *("--no-pretty", "--no-color-output", "--no-error-summary", "--hide-error-context"),
    *("--hide-column-numbers", "--show-error-codes"),
)
"""Nothing of a configuration; errors in the programs alone."""
MESSAGE = re.compile(r"(\w+)\.py:(\d+): error: (.*?)(?:  \[([\w-]+)\])?")
DONE = (0, 1)
"""The exit codes of a mypy that came to its end."""


class CheckerFailed(Unjudged):
    """mypy crashed or timed out."""


class Checker:
    """A process of mypy, which runs from construction on.

    Args:
        programs: The source of each program by its name, which is an identifier.
        roots: The folders with modules that are not installed.
        seconds: The time limit in seconds; 0 is no limit.
        cache: The folder of mypy's cache, or None.

    """

    def __init__(
        self,
        programs: Mapping[str, str],
        roots: Iterable[str],
        seconds: float,
        cache: Path | None = None,
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="emitter-conformance-")
        folder = Path(self._folder.name)
        self._names = {_module(name, source): name for name, source in programs.items()}
        files = [f"{module}.py" for module in self._names]
        (folder / "programs").mkdir()
        for file, source in zip(files, programs.values()):
            (folder / "programs" / file).write_text(source, encoding="utf-8")
        cache_folder = cache or folder / "cache"
        self._output, self._seconds = folder / "output", seconds
        self._end = time.monotonic() + seconds
        words = [self._folder.name, f"--cache-dir={cache_folder}", *OPTIONS, *files]
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-c", PROGRAM, *words],
                cwd=folder / "programs",
                env=_environment(roots),
                stdin=subprocess.PIPE,  # its end tells that this process was killed
                stdout=output,
                stderr=subprocess.STDOUT,
                **operating_system.apart(),
            )

    def messages(self) -> dict[str, list[Message]]:
        """Wait for the end, and return the errors of each program that has any.

        Raises:
            CheckerFailed: mypy crashed or timed out.

        """
        left = max(self._end - time.monotonic(), 0) if self._seconds else None
        try:
            code = self._process.wait(left)
        except subprocess.TimeoutExpired:
            raise CheckerFailed(f"mypy did not end within {self._seconds:g} s") from None
        finally:
            operating_system.kill(self._process)
        text = self._output.read_text(encoding="utf-8", errors="replace")
        lines = text.splitlines()
        if code not in DONE:
            last = next((line.strip() for line in reversed(lines) if line.strip()), "")
            raise CheckerFailed(f"mypy ended with exit code {code}: {last}".rstrip(": "))
        found: dict[str, list[Message]] = {}
        for line in lines:
            part = MESSAGE.fullmatch(line)
            if part is not None and part[1] in self._names:
                message = Message(int(part[2]), part[3], part[4] or "")
                found.setdefault(self._names[part[1]], []).append(message)
        return found

    def close(self) -> None:
        """End the process, and remove its files."""
        operating_system.kill(self._process)
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._folder.cleanup()


def _module(name: str, source: str) -> str:
    """Return the name of the module of a program, which no other program has.

    In its cache mypy takes a file for the one that it knows if name, size and second are the same.
    """
    return f"{name}_{hashlib.sha256(source.encode()).hexdigest()[:16]}"


def sources(roots: Iterable[str]) -> list[str]:
    """Return the folders that mypy is given; it refuses those of installed packages."""
    return [root for root in roots if root and not {*Path(root).parts} & {*INSTALLED}]


def _environment(roots: Iterable[str]) -> dict[str, str]:
    """Return the environment without variables that change what mypy does."""
    return {**environment(without="MYPY"), "MYPYPATH": os.pathsep.join(sources(roots))}
