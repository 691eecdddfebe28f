"""Judges optional chapters in processes in the background, one candidate after the other."""

from __future__ import annotations

import dataclasses
import importlib.util
import time
from collections.abc import Iterable, Mapping
from typing import Protocol

from emitter_spec import Clause, Specification

from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.core.stopping import postponed
from emitter_conformance.verdict.verdict import Outcome, Result, applies, option_of

DEMANDS = ("on", "off", "auto")
"""The values of the option of a chapter: a verdict needs it, it is left out, or it is judged if
that is possible, and decides nothing."""


class Unjudged(Exception):
    """A process ended without results; the message says how in one line."""


class Process(Protocol):
    """The interface of a process that judges one candidate, from its construction on."""

    def results(self) -> Mapping[str, Result]:
        """Wait for the end, and return the results by the ids of the clauses.

        Raises:
            Unjudged: There are none.

        """
        ...

    def close(self) -> None:
        """End the process, and remove its files."""
        ...


class Instrument(Protocol):
    """The interface of what judges the chapters that need a package.

    Attributes:
        package: The package, by the name under which it is installed.
        module: The package that can be imported where it is installed.

    """

    package: str
    module: str

    def objection(self, candidate: Candidate) -> str:
        """Return why a candidate cannot be judged, or ""."""
        ...

    def start(self, candidate: Candidate) -> Process:
        """Start to judge a candidate."""
        ...


def is_installed(module: str) -> bool:
    """Return whether a package can be imported, without importing it; a file is none."""
    try:
        spec = importlib.util.find_spec(module)
    except ImportError:
        return False
    return spec is not None and spec.submodule_search_locations is not None


class OptionalExaminer:
    """Judges the clauses that need a package.

    Args:
        specification: All clauses.
        instrument: The instrument that judges them.
        demands: The value of the option of each optional chapter, by its name.

    """

    def __init__(
        self, specification: Specification, instrument: Instrument, demands: Mapping[str, str]
    ) -> None:
        self._instrument, self._demands = instrument, demands
        self._clauses = [each for each in specification if each.needs == instrument.package]
        installed = is_installed(instrument.module)
        self._missing = "" if installed else f"{instrument.package} is not installed"
        self._waiting: list[Candidate] = []
        self._running: tuple[Candidate, Process] | None = None
        self._found: dict[str, Mapping[str, Result] | str] = {}

    def left_out(self, candidate: Candidate) -> list[Result]:
        """Return the results of the clauses that are known not to be judged."""
        objection = self._missing or self._instrument.objection(candidate)
        return [
            self._not_run(clause, self._off(clause) or objection)
            for clause in self._clauses
            if applies(clause, candidate) and (self._off(clause) or objection)
        ]

    def begin(self, tasks: Iterable[tuple[Clause, Candidate]]) -> None:
        """Start a process for the first candidate of some tasks, then for the next ones."""
        self._waiting = list(
            dict.fromkeys(candidate for clause, candidate in tasks if clause in self._clauses)
        )
        self._go_on()

    def examine(self, clause: Clause, candidate: Candidate) -> Result:
        """Return the result of a clause; the first one of a candidate waits for the process."""
        start = time.perf_counter()
        while candidate.name not in self._found:
            self._read(candidate)
        found = self._found[candidate.name]
        if isinstance(found, str):
            return self._not_run(clause, found)
        result = found[clause.id]
        if result.outcome is Outcome.NOT_RUN:
            return self._not_run(clause, result.reason)
        return dataclasses.replace(result, seconds=time.perf_counter() - start)

    def close(self) -> None:
        """End the process that runs."""
        if self._running is not None:
            self._running[1].close()
            self._running = None

    def _off(self, clause: Clause) -> str:
        is_off = self._demands[clause.chapter] == "off"
        return f"{option_of(clause.chapter)} is off" if is_off else ""

    def _not_run(self, clause: Clause, reason: str) -> Result:
        is_left_out = self._demands[clause.chapter] != "on"
        return Result(clause, Outcome.NOT_RUN, reason=reason, left_out=is_left_out)

    def _go_on(self) -> None:
        waiting = [each for each in self._waiting if each.name not in self._found]
        if waiting and self._running is None:
            self._start(waiting[0])

    def _start(self, candidate: Candidate) -> tuple[Candidate, Process]:
        with postponed():  # a stop finds the process, and its files
            self._running = candidate, self._instrument.start(candidate)
        return self._running

    def _read(self, candidate: Candidate) -> None:
        """Wait for the process that runs, or start one for a candidate."""
        read, process = self._running or self._start(candidate)
        try:
            self._found[read.name] = process.results()
        except Unjudged as error:
            self._found[read.name] = str(error)
        finally:
            self.close()
        self._go_on()
