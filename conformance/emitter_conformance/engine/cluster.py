"""Judges shards on the workers of a Dask cluster: on many machines, or in many processes here.

Dask starts a shard again if its worker is lost. Each shard has a process of its own on its worker,
as `--impl-isolate` has here, so what hangs or crashes is the shard, not the worker.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Callable

import emitter_spec
from emitter_spec import Specification

from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.core.errors import Mistake
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.report import KIT, Environment
from emitter_conformance.verdict.verdict import SearchResult

from .in_process import Request
from .isolated import Isolated, WorkerProcess

AGAIN = 2
"""How often a shard is judged again if judging it raises."""

Data = dict[str, Any]
Take = Callable[[SearchResult], object]
"""Takes the result of a shard, as soon as it is known."""


class ClusterError(Mistake):
    """No cluster can be used; the message is one line for the user."""


def versions() -> list[str]:
    """Return the versions that decide which programs a seed stands for."""
    environment = Environment.current()
    python = ".".join(environment.python.split(".")[:2])
    return [f"python {python}", f"{KIT} {environment.packages[KIT]}"]


def shard_result(given: str, folder: str, seconds: float, request: Data) -> Data:
    """Judge a shard, on a worker.

    Args:
        given: The words of the user for the candidate.
        folder: The user's folder; a machine without it has the candidate installed.
        seconds: The time limit of an import or a program, in seconds.
        request: The request, as plain data.

    Returns:
        The versions that it was judged with, and the result, as plain data.

    Raises:
        CandidateError: The candidate cannot be judged on this machine.

    """
    place = Path(folder) if Path(folder).is_dir() else Path.cwd()
    asked = Request.from_data(request)
    worker = WorkerProcess(given, place, seconds, asked.terms.claims.partial)
    try:
        worker.load()
        found = worker.search(asked, emitter_spec.load())
    finally:
        worker.kill()
        worker.close()
    return {"versions": versions(), "programs": found.to_data()}


class Cluster(Isolated):
    """An engine that judges clauses as `Isolated` does, and programs on a cluster.

    Args:
        address: The address of the scheduler, or the number of worker processes to start.
        specification: All clauses.
        folder: The user's folder.
        seconds: The time limit of a check in seconds; 0 is no limit.
        is_partial: Whether candidates may lack methods.

    Raises:
        ClusterError: Dask is not installed, or no cluster answers.

    """

    def __init__(
        self,
        address: str,
        specification: Specification,
        folder: Path,
        seconds: float,
        is_partial: bool = False,
    ) -> None:
        super().__init__(specification, folder, seconds, is_partial)
        self._address = address
        self._client: Any = None
        self._cluster: Any = None
        self._found: dict[tuple[str, Scope], SearchResult] = {}
        self._futures: dict[Any, tuple[Candidate, Request, Take]] = {}
        self._finished: Iterator[Any] | None = None
        try:
            self._dask = importlib.import_module("distributed")
        except ImportError:
            raise ClusterError(
                f"--impl-scheduler={address}: needs Dask: install emitter-conformance[dask]"
            ) from None
        self._connect()

    def ask(self, candidate: Candidate, request: Request, take: Take) -> None:
        """Submit a shard.

        Args:
            candidate: The candidate.
            request: The request.
            take: Function that takes the result as soon as it is known.

        """
        future = self._client.submit(
            shard_result,
            candidate.given,
            str(self._folder),
            self._seconds,
            request.to_data(),
            pure=False,
            retries=AGAIN,
        )
        self._futures[future] = candidate, request, take

    def search(
        self, candidate: Candidate, request: Request, note: Callable[[int], object]
    ) -> SearchResult:
        """Return the result of a shard, and pass on those of others that end earlier."""
        if self._finished is None:
            self._finished = iter(self._dask.as_completed(list(self._futures)))
        key = candidate.given, request.scope
        while key not in self._found:
            future = next(self._finished, None)
            if future is None:
                return _lost(request, "the cluster has ended")
            self._take(future)
        return self._found[key]

    def close(self) -> None:
        """Cancel what has not ended, and leave the cluster."""
        super().close()
        self._client.cancel(list(self._futures))
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()

    def _connect(self) -> None:
        try:
            if self._address.isdecimal():
                self._cluster = self._dask.LocalCluster(
                    n_workers=int(self._address),
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address=None,
                )
            self._client = self._dask.Client(self._cluster or self._address)
        except (OSError, ValueError) as error:
            raise ClusterError(
                f"--impl-scheduler={self._address}: no cluster: {str(error) or repr(error)}"
            ) from None

    def _take(self, future: Any) -> None:
        candidate, request, take = self._futures.pop(future)
        if future.cancelled():
            return
        programs = self._programs(future, request)
        self._found[candidate.given, request.scope] = programs
        take(programs)
        if programs.result is not None:  # later shards do not count
            self._client.cancel(
                [
                    other
                    for other, (who, asked, _) in self._futures.items()
                    if who is candidate and asked.scope.seed > request.scope.seed
                ]
            )

    def _programs(self, future: Any, request: Request) -> SearchResult:
        if future.status != "finished":
            return _lost(request, f"its worker was lost, or failed: {future.exception()!r}")
        answer = future.result()
        if answer["versions"] != versions():
            here, there = (", ".join(each) for each in (versions(), answer["versions"]))
            return _lost(request, f"judged with {there}, not with {here}")
        return SearchResult.from_data(answer["programs"], self._specification)


def _lost(request: Request, words: str) -> SearchResult:
    failure = Failure((), "the shard is judged", words, by_programs=True)
    return SearchResult(request.scope.depth, 0, 0, request.scope.seed, lost=failure)
