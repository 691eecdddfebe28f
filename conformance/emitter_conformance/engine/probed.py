"""Judges candidates whose emitters share registrations by nothing but that.

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

PROGRAMS = "its emitters share registrations"
"""Why no programs are put to such a candidate."""


class Engine(Protocol):
    """Puts clauses and programs to candidates."""

    def load(self, given: str) -> Candidate:
        """Import a candidate."""
        ...

    def probe(self, clause: Clause, candidate: Candidate) -> Result:
        """Put the probe to a candidate."""
        ...

    def left_out(self, candidate: Candidate) -> Sequence[Result]:
        """Return the clauses that a candidate is not to be judged by."""
        ...

    def examine(self, clause: Clause, candidate: Candidate) -> Result:
        """Put a clause to a candidate."""
        ...

    def search(
        self, candidate: Candidate, request: Request, note: Callable[[int], object]
    ) -> SearchResult:
        """Put programs to a candidate."""
        ...

    def close(self) -> None:
        """End what was begun."""
        ...


class Probed:
    """Judges candidates by an engine, those whose emitters share registrations by nothing else.

    Args:
        engine: Judges the others.
        specification: All clauses.

    """

    def __init__(self, engine: Engine, specification: Specification) -> None:
        self._engine, self._clause = engine, specification[INDEPENDENT]
        self._shared: dict[str, Result] = {}

    def load(self, given: str) -> Candidate:
        """Import a candidate, and see whether its emitters share registrations.

        Raises:
            CandidateError: It cannot be judged.

        """
        candidate = self._engine.load(given)
        result = self._engine.probe(self._clause, candidate)
        if result.outcome is Outcome.BROKEN:
            self._shared[candidate.given] = result
        return candidate

    def is_shared(self, candidate: Candidate) -> bool:
        """Whether the emitters of a candidate share registrations."""
        return candidate.given in self._shared

    def left_out(self, candidate: Candidate) -> Sequence[Result]:
        """Return the clauses that a candidate is not to be judged by."""
        return self._engine.left_out(candidate)

    def examine(self, clause: Clause, candidate: Candidate) -> Result:
        """Put a clause to a candidate."""
        if not self.is_shared(candidate):
            return self._engine.examine(clause, candidate)
        if clause == self._clause:
            return self._shared[candidate.given]
        return Result(clause, Outcome.NOT_RUN, reason=SHARED)

    def search(
        self, candidate: Candidate, request: Request, note: Callable[[int], object]
    ) -> SearchResult:
        """Put programs to a candidate; note the number of the one that runs, now and then."""
        if not self.is_shared(candidate):
            return self._engine.search(candidate, request, note)
        scope = request.scope
        return SearchResult(scope.depth, 0, 0, scope.seed, lost=search_failure(PROGRAMS))

    def close(self) -> None:
        """End what the engine began."""
        self._engine.close()
