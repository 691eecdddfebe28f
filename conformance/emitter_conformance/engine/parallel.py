"""Judges in several processes of this machine at the same time.

Each candidate has a process for its clauses, and each shard of its programs has one, as
`--impl-isolate` has them. What runs here is pytest and what waits for them, so that the results
are those of one process, in the same order.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed, wait
from pathlib import Path
from typing import Any, Callable

from emitter_spec import Clause, Specification

from emitter_conformance.candidate.loading import Candidate, CandidateError
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.verdict import Result, SearchResult

from .ahead import Ahead, lost
from .in_process import Request
from .isolated import TICK, WorkerProcess

Examined = tuple[Result, str]
"""The result of a clause, and the traceback of a process that was lost."""


class Parallel(Ahead):
    """An engine that judges in a number of processes at the same time.

    A thread waits for each process; none of them runs code of a candidate.

    Args:
        jobs: The number of processes.
        specification: All clauses.
        folder: The user's folder.
        seconds: The time limit of a check in seconds; 0 is no limit.
        is_partial: Whether candidates may lack methods.

    """

    def __init__(
        self,
        jobs: int,
        specification: Specification,
        folder: Path,
        seconds: float,
        is_partial: bool = False,
    ) -> None:
        super().__init__(specification, folder, seconds, is_partial)
        self._pool = ThreadPoolExecutor(jobs)
        self._tasks: list[Future[Any]] = []
        self._examined: dict[tuple[str, Clause], Future[Examined]] = {}
        self._searching: list[WorkerProcess] = []
        self._tracebacks: dict[tuple[str, Scope], str] = {}

    def ask_clauses(self, candidate: Candidate, clauses: Sequence[Clause]) -> None:
        """Begin with the checks of clauses, one after the other in the process of the candidate."""
        asked: dict[Clause, Future[Examined]] = {clause: Future() for clause in clauses}
        self._examined.update(((candidate.given, clause), asked[clause]) for clause in clauses)
        self._begin(self._examine, self._workers[candidate.given], asked)

    def examine(self, clause: Clause, candidate: Candidate) -> Result:
        """Return the result of a check that was asked for."""
        result, traceback = self._examined[candidate.given, clause].result()
        sys.stderr.write(traceback)
        return result

    def search(
        self, candidate: Candidate, request: Request, note: Callable[[int], object]
    ) -> SearchResult:
        """Return the result of a shard, and pass on those of others that end earlier."""
        found = super().search(candidate, request, note)
        sys.stderr.write(self._tracebacks.pop((candidate.given, request.scope), ""))
        return found

    def close(self) -> None:
        """End the processes, whatever they do."""
        for future in (*self._examined.values(), *self._tasks):
            future.cancel()
        while wait(self._tasks, TICK).not_done:
            for worker in (*self._workers.values(), *self._searching):
                worker.kill()
        self._pool.shutdown()
        super().close()

    def _begin(self, function: Callable[..., Any], *arguments: object) -> Future[Any]:
        future = self._pool.submit(function, *arguments)
        self._tasks.append(future)
        return future

    def _examine(self, worker: WorkerProcess, asked: Mapping[Clause, Future[Examined]]) -> None:
        for clause, future in asked.items():
            if future.set_running_or_notify_cancel():
                try:
                    result = worker.examine(clause, self._specification)
                except Exception as error:  # whoever waits for it raises it
                    future.set_exception(error)
                else:
                    future.set_result((result, worker.take_traceback()))

    def _search(self, given: str, request: Request) -> SearchResult:
        worker = WorkerProcess(given, self._folder, self._seconds, self._is_partial)
        self._searching.append(worker)
        try:
            worker.load()
            found = worker.search(request, self._specification)
            self._tracebacks[given, request.scope] = worker.take_traceback()
            return found
        except CandidateError as error:
            return lost(request, str(error))
        finally:
            self._searching.remove(worker)
            worker.kill()
            worker.close()

    def _submit(self, candidate: Candidate, request: Request) -> Future[Any]:
        return self._begin(self._search, candidate.given, request)

    def _as_completed(self, futures: Sequence[Any]) -> Iterator[Any]:
        return as_completed(futures)

    def _programs(self, future: Any, request: Request) -> SearchResult:
        found: SearchResult = future.result()
        return found

    def _cancel(self, futures: Iterable[Any]) -> None:
        for future in futures:
            future.cancel()
