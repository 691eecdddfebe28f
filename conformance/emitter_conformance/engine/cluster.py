"""Judges shards on the workers of a Dask cluster: on many machines, or in many processes here.

Dask starts a shard again if its worker is lost. Each shard has a process of its own on its worker,
as `--impl-isolate` has here, so what hangs or crashes is the shard, not the worker.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import emitter_spec
from emitter_spec import Specification

from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.core.errors import Mistake
from emitter_conformance.verdict.report import KIT, Environment
from emitter_conformance.verdict.verdict import SearchResult

from .ahead import Ahead, lost
from .in_process import Request
from .isolated import WorkerProcess

AGAIN = 2
"""How often a shard is judged again if judging it raises."""

Data = dict[str, Any]


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
        sys.stderr.write(worker.take_traceback())
    finally:
        worker.kill()
        worker.close()
    return {"versions": versions(), "programs": found.to_data()}


class Cluster(Ahead):
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
        try:
            self._dask = importlib.import_module("distributed")
        except ImportError:
            raise ClusterError(
                f"--impl-scheduler={address}: needs Dask: install emitter-conformance[dask]"
            ) from None
        self._connect()

    def _submit(self, candidate: Candidate, request: Request) -> Any:
        return self._client.submit(
            shard_result,
            candidate.given,
            str(self._folder),
            self._seconds,
            request.to_data(),
            pure=False,
            retries=AGAIN,
        )

    def _as_completed(self, futures: Sequence[Any]) -> Iterator[Any]:
        return iter(self._dask.as_completed(futures))

    def _cancel(self, futures: Iterable[Any]) -> None:
        self._client.cancel([*futures])

    def close(self) -> None:
        """Cancel what has not ended, and leave the cluster."""
        super().close()
        self._cancel(self._futures)
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

    def _programs(self, future: Any, request: Request) -> SearchResult:
        if future.status != "finished":
            return lost(request, f"its worker was lost, or failed: {future.exception()!r}")
        answer = future.result()
        if answer["versions"] != versions():
            here, there = (", ".join(each) for each in (versions(), answer["versions"]))
            return lost(request, f"judged with {there}, not with {here}")
        return SearchResult.from_data(answer["programs"], self._specification)
