"""Judges the clauses that need mypy: it reads programs, and nothing of them is run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Callable

from emitter_spec import Clause, Specification

from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.checks.lookup import checks_of
from emitter_conformance.core.clauses import check_name
from emitter_conformance.core.paths import INSTALLED, is_foreign
from emitter_conformance.verdict.verdict import Outcome, Result

from .mypy_process import Checker
from .program import UNSEEN, Message, TypedProgram, probe, unnamed, written

PATIENCE = 12
"""How many times as long as a check the type checker may take for all programs of a candidate."""
PROBE = "candidate"
PACKAGE = "mypy"
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
        if chapter.needs == PACKAGE
        for clause, check in checks_of(chapter).items()
    }


def result_of(
    clause: Clause, program: TypedProgram, messages: Mapping[str, Sequence[Message]]
) -> Result:
    """Return the result of a clause.

    Args:
        clause: The clause.
        program: The program that its check has written.
        messages: The errors of all programs and of the probe, by the names of the programs.

    """
    unseen = [message for message in messages.get(PROBE, ()) if message.code in UNSEEN]
    if unseen:
        advice = UNSEEN_SOURCE * (unseen[0].code == "import-not-found")
        reason = f"mypy does not see the class: {unseen[0].text}{advice}"
        return Result(clause, Outcome.NOT_RUN, reason=reason)
    failure = program.failure(messages.get(check_name(clause), ()))
    return Result(clause, Outcome.KEPT if failure is None else Outcome.BROKEN, failure)


class Typecheck:
    """The instrument that runs mypy over the programs of a candidate.

    Args:
        specification: All clauses.
        seconds: The time limit of a check in seconds; 0 is no limit.
        cache: Function that returns the folder of mypy's cache, or None.

    """

    package, module = PACKAGE, "mypy"

    def __init__(
        self, specification: Specification, seconds: float, cache: Callable[[], Path | None]
    ) -> None:
        self._specification, self._seconds, self._cache = specification, seconds, cache

    def objection(self, candidate: Candidate) -> str:
        """Return why mypy cannot judge a candidate, or ""."""
        return unnamed(candidate) or unfound(candidate)

    def start(self, candidate: Candidate) -> TypecheckRun:
        """Start mypy for a candidate."""
        programs = programs_of(candidate, self._specification)
        sources = {name: program.source for name, program in programs.items()}
        sources[PROBE] = probe(candidate)
        seconds = PATIENCE * self._seconds
        checker = Checker(sources, [candidate.root], seconds, self._cache())
        clauses = [clause for clause in self._specification if clause.needs == PACKAGE]
        return TypecheckRun(checker, {clause: programs[check_name(clause)] for clause in clauses})


class TypecheckRun:
    """mypy at work on the programs of one candidate.

    Args:
        checker: The process of mypy.
        programs: The program of each clause.

    """

    def __init__(self, checker: Checker, programs: Mapping[Clause, TypedProgram]) -> None:
        self._checker, self._programs = checker, programs

    def results(self) -> dict[str, Result]:
        """Wait for mypy, and return the results by the ids of the clauses.

        Raises:
            Unjudged: mypy crashed or timed out.

        """
        messages = self._checker.messages()
        return {
            clause.id: result_of(clause, program, messages)
            for clause, program in self._programs.items()
        }

    def close(self) -> None:
        """End the process, and remove its files."""
        self._checker.close()
