"""Runs cases in a process of their own, in the background, and reads what it answers."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from emitter_conformance.candidate import places
from emitter_conformance.core import operating_system
from emitter_conformance.core.imports import APART, environment
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import Outcome

from .child import ANSWERS, NOTES, REQUEST
from .program import Case

PATIENCE = 6
"""How many times as long as a check the import of the packages, or all cases, may take."""
BEGIN = f"from {__package__}.child import main; main()"
LATE = "Timeout ("
"""How the report of `faulthandler` begins when it ends the process."""


@dataclass(frozen=True)
class Ended:
    """The end of a case.

    Attributes:
        outcome: Its outcome.
        failure: The failure that shows it, or None if the case is kept.

    """

    outcome: Outcome
    failure: Failure | None = None


@dataclass(frozen=True)
class Account:
    """What a process answered.

    Attributes:
        ended: The end of each case that was begun, by its number.
        reason: Why a case was not begun, in words, if one was not.

    """

    ended: dict[int, Ended]
    reason: str


class CaseProcess:
    """A process that runs cases, from construction on.

    Args:
        given: The words of the user for the candidate.
        folder: The user's folder.
        cases: The cases by their numbers; the number 0 is the import, without which no other runs.
        seconds: The time limit of a case in seconds; 0 is no limit.

    """

    def __init__(
        self, given: str, folder: Path, cases: Sequence[tuple[int, Case]], seconds: float
    ) -> None:
        self._files = tempfile.TemporaryDirectory(prefix="emitter-conformance-")
        self._place, self._cases, self._seconds = Path(self._files.name), dict(cases), seconds
        request = {
            "given": given,
            "folder": str(folder),
            "path": sys.path,
            "seconds": seconds,
            "patience": PATIENCE * seconds,
            "cases": [(number, case.source) for number, case in cases],
        }
        (self._place / REQUEST).write_text(json.dumps(request), encoding="utf-8")
        self._end = time.monotonic() + PATIENCE * seconds
        self._process = subprocess.Popen(
            [sys.executable, "-c", APART + BEGIN, str(self._place)],
            cwd=folder,
            env=environment(without="PYTEST_"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **operating_system.apart(),
        )

    def account(self) -> Account:
        """Wait for the end, and return what the process answered."""
        left = max(self._end - time.monotonic(), 0) if self._seconds else None
        try:
            code = self._process.wait(left)
            is_crash, words = operating_system.ending(code)
            outcome = Outcome.CRASH if is_crash else Outcome.EXIT
        except subprocess.TimeoutExpired:
            outcome, words = Outcome.TIMEOUT, "no end"
        finally:
            operating_system.kill(self._process)
        notes = self._read(NOTES)
        if notes.startswith(LATE):
            outcome, words = Outcome.TIMEOUT, "no end"
        return self._read_answers(outcome, words, places.in_text(notes))

    def close(self) -> None:
        """End the process, and remove its files."""
        operating_system.kill(self._process)
        self._files.cleanup()

    def _read(self, name: str) -> str:
        path = self._place / name
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def _read_answers(self, outcome: Outcome, words: str, place: str) -> Account:
        """Return the account of the answers, with the end of the process for a case without one."""
        ended: dict[int, Ended] = {}
        running, steps = -1, list[str]()
        for line in self._read(ANSWERS).splitlines():
            try:
                answer = json.loads(line)
                if "error" in answer:
                    return Account(ended, str(answer["error"]))
                if "begin" in answer:
                    running, steps = int(answer["begin"]), []
                elif "step" in answer:
                    steps += str(answer["step"]).splitlines()
                elif answer["end"] == running:
                    failure = answer["failure"] and Failure.from_data(answer["failure"])
                    ended[running] = Ended(Outcome.BROKEN if failure else Outcome.KEPT, failure)
                    running = -1
            except (KeyError, TypeError, ValueError):
                outcome, words = Outcome.CRASH, "the process sent no answer of the kit"
                break
        if running in self._cases:
            failure = Failure(tuple(steps), "an end", words, place)
            ended[running] = Ended(outcome, failure)
        return Account(ended, f"not begun: {words}")
