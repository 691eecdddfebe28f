"""Begins with all that a run asks for before the first result is waited for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Callable

from emitter_spec import Clause, Specification

from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import SearchResult

from .in_process import Request
from .isolated import Isolated

Take = Callable[[SearchResult], object]
"""Takes the result of a shard, as soon as it is known."""


class Ahead(Isolated, ABC):
    """An engine that judges clauses as `Isolated` does, and several shards at the same time.

    Args:
        specification: All clauses.
        folder: The user's folder.
        seconds: The time limit of a check in seconds; 0 is no limit.
        is_partial: Whether candidates may lack methods.

    """

    def __init__(
        self,
        specification: Specification,
        folder: Path,
        seconds: float,
        is_partial: bool = False,
    ) -> None:
        super().__init__(specification, folder, seconds, is_partial)
        self._found: dict[tuple[str, Scope], SearchResult] = {}
        self._futures: dict[Any, tuple[Candidate, Request, Take]] = {}
        self._finished: Iterator[Any] | None = None

    def ask_clauses(self, candidate: Candidate, clauses: Sequence[Clause]) -> None:
        """Begin with the checks of clauses, where that can be done at the same time."""

    def ask(self, candidate: Candidate, request: Request, take: Take) -> None:
        """Begin with a shard.

        Args:
            candidate: The candidate.
            request: The request.
            take: Function that takes the result as soon as it is known.

        """
        self._futures[self._submit(candidate, request)] = candidate, request, take

    def search(
        self, candidate: Candidate, request: Request, note: Callable[[int], object]
    ) -> SearchResult:
        """Return the result of a shard, and pass on those of others that end earlier."""
        if self._finished is None:
            self._finished = self._as_completed(list(self._futures))
        key = candidate.given, request.scope
        while key not in self._found:
            future = next(self._finished, None)
            if future is None:
                return lost(request, "nothing judges it any more")
            self._take(future)
        return self._found[key]

    def _take(self, future: Any) -> None:
        candidate, request, take = self._futures.pop(future)
        if future.cancelled():
            return
        programs = self._programs(future, request)
        self._found[candidate.given, request.scope] = programs
        take(programs)
        if programs.result is not None:  # later shards do not count
            self._cancel(
                [
                    other
                    for other, (who, asked, _) in self._futures.items()
                    if who is candidate and asked.scope.seed > request.scope.seed
                ]
            )

    @abstractmethod
    def _submit(self, candidate: Candidate, request: Request) -> Any:
        """Return the future of a shard."""

    @abstractmethod
    def _as_completed(self, futures: Sequence[Any]) -> Iterator[Any]:
        """Yield futures in the order in which they end."""

    @abstractmethod
    def _programs(self, future: Any, request: Request) -> SearchResult:
        """Return the result of a future that has ended."""

    @abstractmethod
    def _cancel(self, futures: Iterable[Any]) -> None:
        """Cancel futures that have not begun."""


def lost(request: Request, words: str) -> SearchResult:
    """Return the result of a shard that was not judged."""
    failure = Failure((), "the shard is judged", words, by_programs=True)
    return SearchResult(request.scope.depth, 0, 0, request.scope.seed, lost=failure)
