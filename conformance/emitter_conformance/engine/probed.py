"""Wraps an engine: a candidate whose emitters share registrations is judged by that alone.

What each check finds would depend on those that ran before it, in this process or another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Callable, Protocol

from emitter_spec import Clause, Specification

from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.verdict.common_causes import INDEPENDENT, SHARED
from emitter_conformance.verdict.verdict import Outcome, Result, SearchResult

from .in_process import Request, search_failure

PROGRAMS = "its emitters share state"
"""Why no programs are put to such a candidate."""


class Engine(Protocol):
    """The interface of an engine, which judges clauses and programs."""

    def load(self, given: str) -> Candidate:
        """Import a candidate."""
        ...

    def probe(self, clause: Clause, candidate: Candidate) -> Result:
        """Return the result of the probe for shared registrations."""
        ...

    def examine(self, clause: Clause, candidate: Candidate) -> Result:
        """Run the check of a clause against a candidate."""
        ...

    def search(
        self, candidate: Candidate, request: Request, note: Callable[[int], object]
    ) -> SearchResult:
        """Search for a rejected program."""
        ...

    def close(self) -> None:
        """End what was started."""
        ...


class Probed:
    """An engine that probes each candidate before it lets another engine judge it.

    Args:
        engine: The engine that judges all other candidates.
        specification: All clauses.

    """

    def __init__(self, engine: Engine, specification: Specification) -> None:
        self._engine, self._clause = engine, specification[INDEPENDENT]
        self._shared: dict[str, Result] = {}

    def load(self, given: str) -> Candidate:
        """Import a candidate, and see whether its emitters share state.

        Raises:
            CandidateError: The candidate cannot be judged.

        """
        return self.probed(self._engine.load(given))

    def probed(self, candidate: Candidate) -> Candidate:
        """Return a candidate, having seen whether its emitters share state."""
        result = self._engine.probe(self._clause, candidate)
        if result.outcome is Outcome.BROKEN:
            self._shared[candidate.given] = result
        return candidate

    def is_shared(self, candidate: Candidate) -> bool:
        """Whether the emitters of a candidate share registrations."""
        return candidate.given in self._shared

    def left_out(self, candidate: Candidate) -> Sequence[Result]:
        """Return results for the clauses that are skipped: none."""
        return ()

    def examine(self, clause: Clause, candidate: Candidate) -> Result:
        """Run the check of a clause against a candidate."""
        if not self.is_shared(candidate):
            return self._engine.examine(clause, candidate)
        if clause == self._clause:
            return self._shared[candidate.given]
        return Result(clause, Outcome.NOT_RUN, reason=SHARED)

    def search(
        self, candidate: Candidate, request: Request, note: Callable[[int], object]
    ) -> SearchResult:
        """Search for a rejected program; `note` takes the number of the one that runs."""
        if not self.is_shared(candidate):
            return self._engine.search(candidate, request, note)
        scope = request.scope
        return SearchResult(scope.depth, 0, 0, scope.seed, lost=search_failure(PROGRAMS))

    def close(self) -> None:
        """End what the engine started."""
        self._engine.close()
