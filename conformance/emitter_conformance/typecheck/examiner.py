"""Judges the clauses of optional chapters: a type checker reads, nothing is run."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Callable

from emitter_spec import Clause, Specification

from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.checks.lookup import checks_of
from emitter_conformance.core.clauses import check_name
from emitter_conformance.core.paths import INSTALLED, is_foreign
from emitter_conformance.verdict.verdict import Outcome, Result, applies

from .mypy_process import Checker, CheckerFailed, is_installed
from .program import UNSEEN, Message, TypedProgram, probe, unnamed, written

PATIENCE = 12
"""How many times as long as a check the type checker may take for all programs of a candidate."""
PROBE = "candidate"
MISSING = "mypy is not installed"
OFF = "typing is off"
UNSEEN_SOURCE = "; a stub (.pyi) beside its module would let mypy read it"


def unfound(candidate: Candidate) -> str:
    """Return why mypy would not find the module that Python imported, or ""."""
    is_installed = bool({*Path(candidate.file).parts} & {*INSTALLED})
    if candidate.root or not candidate.file or is_installed or is_foreign(candidate.file):
        return ""
    return f"mypy does not find {candidate.module} by its name at {candidate.file}"


def programs_of(candidate: Candidate, specification: Specification) -> dict[str, TypedProgram]:
    """Return the programs of all clauses that a type checker judges, by check name."""
    return {
        check_name(clause): written(check, candidate)
        for chapter in specification.chapters
        if chapter.needs
        for clause, check in checks_of(chapter).items()
    }


def result_of(
    clause: Clause,
    program: TypedProgram,
    messages: Mapping[str, Sequence[Message]],
    optional: bool = True,
) -> Result:
    """Return the result of a clause.

    Args:
        clause: The clause.
        program: The program that its check has written.
        messages: The errors of all programs and of the probe, by the names of the programs.
        optional: Whether a verdict is complete without the clause.

    """
    unseen = [message for message in messages.get(PROBE, ()) if message.code in UNSEEN]
    if unseen:
        advice = UNSEEN_SOURCE * (unseen[0].code == "import-not-found")
        reason = f"mypy does not see the class: {unseen[0].text}{advice}"
        return Result(clause, Outcome.NOT_RUN, reason=reason, left_out=optional)
    failure = program.failure(messages.get(check_name(clause), ()))
    return Result(clause, Outcome.KEPT if failure is None else Outcome.BROKEN, failure)


class TypeExaminer:
    """Runs mypy over the programs of one candidate after the other.

    Args:
        specification: All clauses.
        seconds: The time limit of a check in seconds; 0 is no limit.
        cache: Function that returns the folder of mypy's cache, or None.
        typing: `"on"` if a verdict needs the chapters, `"off"` to leave them out, or `"auto"`.

    """

    def __init__(
        self,
        specification: Specification,
        seconds: float,
        cache: Callable[[], Path | None],
        typing: str,
    ) -> None:
        self._specification, self._seconds, self._cache = specification, seconds, cache
        self._optional = typing != "on"
        self._why = OFF if typing == "off" else "" if is_installed() else MISSING
        self._waiting: list[Candidate] = []
        self._running: tuple[Candidate, Checker] | None = None
        self._found: dict[str, Mapping[str, Sequence[Message]] | str] = {}

    def left_out(self, candidate: Candidate) -> list[Result]:
        """Return the results of the clauses that are known not to be judged."""
        reason = self._why or unnamed(candidate) or unfound(candidate)
        if not reason:
            return []
        return [
            Result(clause, Outcome.NOT_RUN, reason=reason, left_out=self._optional)
            for clause in self._specification
            if clause.needs and applies(clause, candidate)
        ]

    def begin(self, candidates: Iterable[Candidate]) -> None:
        """Start mypy in the background for the first candidate, then for the next ones."""
        self._waiting = list(dict.fromkeys(candidates))
        self._go_on()

    def examine(self, clause: Clause, candidate: Candidate) -> Result:
        """Return the result of a clause; the first one of a candidate waits for mypy."""
        start = time.perf_counter()
        while candidate.name not in self._found:
            self._read(candidate)
        found = self._found[candidate.name]
        if isinstance(found, str):
            return Result(clause, Outcome.NOT_RUN, reason=found, left_out=self._optional)
        program = programs_of(candidate, self._specification)[check_name(clause)]
        result = result_of(clause, program, found, self._optional)
        return dataclasses.replace(result, seconds=time.perf_counter() - start)

    def close(self) -> None:
        """End the process that runs."""
        if self._running is not None:
            self._running[1].close()
            self._running = None

    def _go_on(self) -> None:
        waiting = [each for each in self._waiting if each.name not in self._found]
        if waiting and self._running is None:
            self._start(waiting[0])

    def _start(self, candidate: Candidate) -> tuple[Candidate, Checker]:
        programs = {
            name: program.source
            for name, program in programs_of(candidate, self._specification).items()
        }
        programs[PROBE] = probe(candidate)
        seconds = PATIENCE * self._seconds
        self._running = candidate, Checker(programs, [candidate.root], seconds, self._cache())
        return self._running

    def _read(self, candidate: Candidate) -> None:
        """Wait for the process that runs, or start one for a candidate."""
        read, checker = self._running or self._start(candidate)
        try:
            self._found[read.name] = checker.messages()
        except CheckerFailed as error:
            self._found[read.name] = str(error)
        finally:
            self.close()
        self._go_on()
