"""The process that submits shards to a Dask cluster, with a stand-in for Dask.

`test_dask.py` has them judged by real worker processes.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Callable

import pytest
from emitter_conformance.campaign import shards
from emitter_conformance.engine import cluster
from emitter_conformance.engine.cluster import Cluster, ClusterError, shard_result, versions
from emitter_conformance.engine.in_process import InProcess, Request
from emitter_conformance.engine.isolated import Isolated
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.verdict import SearchResult
from verdicts import DEFAULT, SPECIFICATION

CONFORMING = "from emitter_reference.emitter import Event, EventEmitter\n"
BROKEN = CONFORMING + (
    "class Broken(EventEmitter[Event]):\n"
    "    def emit(self, event, *args):\n"
    "        super().emit(event, *args)\n"
    "        return True\n"
)
FEW = Scope(2, 20, 0)
SHARDS = [Scope(0, 40, seed) for seed in (3, 4, 5)]


class Future:
    """A future that has ended or is cancelled."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.status, self._result, self._error = "finished", None, None
        try:
            self._result = work()
        except Exception as error:
            self.status, self._error = "error", error

    def cancelled(self) -> bool:
        """Return whether the future was cancelled."""
        return self.status == "cancelled"

    def result(self) -> Any:
        """Return the result."""
        return self._result

    def exception(self) -> Any:
        """Return the exception."""
        return self._error


class Dask:
    """A stand-in for Dask that judges shards here and completes them in another order."""

    def __init__(self) -> None:
        self.closed: list[str] = []
        self.addresses: list[object] = []
        self.LocalCluster = self._local
        self.Client = self._client

    def _local(self, **asked: Any) -> Any:
        return SimpleNamespace(asked=asked, close=lambda: self.closed.append("cluster"))

    def _client(self, address: Any) -> Any:
        if address == "tcp://nobody:1":
            raise OSError("Timed out")
        self.addresses.append(address)
        return SimpleNamespace(
            submit=lambda work, *args, pure, retries: Future(lambda: work(*args)),
            cancel=self._cancel,
            close=lambda: self.closed.append("client"),
        )

    @staticmethod
    def _cancel(futures: list[Future]) -> None:
        for future in futures:
            future.status = "cancelled"

    @staticmethod
    def as_completed(futures: list[Future]) -> Iterator[Future]:
        """Return the futures, the last one first."""
        yield from reversed(futures)


def here(given: str, folder: str, seconds: float, request: dict[str, Any]) -> dict[str, Any]:
    """Judge a shard in this process."""
    examiner = InProcess(SPECIFICATION, Path(folder), seconds)
    found = examiner.search(examiner.load(given), Request.from_data(request), int)
    return {"versions": ["python 3"], "programs": found.to_data()}


@pytest.fixture
def dask(monkeypatch: pytest.MonkeyPatch) -> Dask:
    """Replace Dask by the stand-in."""
    dask = Dask()
    monkeypatch.setitem(sys.modules, "distributed", dask)
    monkeypatch.setattr(cluster, "shard_result", here)
    monkeypatch.setattr(cluster, "versions", lambda: ["python 3"])
    monkeypatch.setattr(sys, "path", sys.path[:])
    return dask


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the user's project."""
    (tmp_path / "conforming.py").write_text(CONFORMING, encoding="utf-8")
    (tmp_path / "broken.py").write_text(BROKEN, encoding="utf-8")
    return tmp_path


def made(folder: Path, address: str = "2") -> Cluster:
    """Return a cluster."""
    return Cluster(address, SPECIFICATION, folder, 10)


def test_worker_judges_a_shard(folder: Path) -> None:
    """A worker judges in a process of its own, in its own folder if the user's is missing."""
    isolated = Isolated(SPECIFICATION, folder, 10)
    candidate = isolated.load("broken:Broken")
    request = Request(DEFAULT, FEW)
    told = shard_result("broken:Broken", str(folder), 10, request.to_data())
    found = SearchResult.from_data(told["programs"], SPECIFICATION)
    assert told["versions"] == versions()
    assert found == isolated.search(candidate, request, int)
    isolated.close()
    elsewhere = shard_result("emitter_reference", "/nowhere/at/all", 10, request.to_data())
    assert elsewhere["programs"]["result"] is None


def test_shards_are_taken_as_they_end(folder: Path, dask: Dask) -> None:
    """Shards are taken in the order in which they end, and the cluster is closed."""
    cluster = made(folder)
    candidate = cluster.load("conforming")
    taken: list[int] = []
    for scope in SHARDS:
        request = Request(DEFAULT, scope)
        cluster.ask(candidate, request, lambda found: taken.append(found.seed))
    for scope in SHARDS:
        assert cluster.search(candidate, Request(DEFAULT, scope), int).sampled == 40
    assert taken == [5, 4, 3]
    assert cluster.examine(SPECIFICATION["once.fires-once"], candidate).was_tried
    (local,) = dask.addresses
    assert local.asked["n_workers"] == 2  # type: ignore[attr-defined]
    cluster.close()
    assert dask.closed == ["client", "cluster"]


def test_shards_behind_a_rejection_are_given_up(
    folder: Path, dask: Dask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shards after a rejected program are cancelled, those before it are not."""
    monkeypatch.setattr(dask, "as_completed", lambda futures: iter(futures))
    cluster = made(folder, "tcp://scheduler:8786")
    candidate = cluster.load("broken:Broken")
    taken: list[int] = []
    for scope in SHARDS:
        cluster.ask(candidate, Request(DEFAULT, scope), lambda found: taken.append(found.seed))
    assert cluster.search(candidate, Request(DEFAULT, SHARDS[0]), int).result is not None
    left = cluster.search(candidate, Request(DEFAULT, SHARDS[2]), int)
    assert left.lost is not None
    assert left.lost.actual == "nothing judges it any more"
    assert taken == [3]
    assert dask.addresses == ["tcp://scheduler:8786"]
    cluster.close()
    assert dask.closed == ["client"]


def test_shard_that_fails_is_lost(folder: Path, dask: Dask) -> None:
    """A shard that fails is lost, with the reason."""
    examiner = made(folder)
    candidate = examiner.load("conforming")
    request = Request(DEFAULT, FEW)
    here = dataclasses.replace(candidate, given="missing")
    examiner.ask(here, request, lambda found: None)
    found = examiner.search(here, request, int)
    assert found.lost is not None
    assert "its worker was lost, or failed: CandidateError(" in found.lost.actual
    examiner.close()


def test_shard_of_other_versions_is_lost(
    folder: Path, dask: Dask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shard judged with other versions is lost, since its programs may differ."""
    examiner = made(folder)
    candidate = examiner.load("conforming")
    request = Request(DEFAULT, FEW)
    examiner.ask(candidate, request, lambda found: None)
    monkeypatch.setattr(cluster, "versions", lambda: ["python 3.99"])
    found = examiner.search(candidate, request, int)
    assert found.lost is not None
    assert found.lost.actual.endswith(", not with python 3.99")
    examiner.close()


def test_no_cluster(folder: Path, dask: Dask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing cluster is one line with the reason."""
    with pytest.raises(ClusterError, match="=tcp://nobody:1: no cluster: Timed out"):
        made(folder, "tcp://nobody:1")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"=2: needs Dask: install emitter-conformance\[dask\]"):
        made(folder)


PLUGINS = ["-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:asyncio", "-q"]


def test_run_on_a_cluster(
    pytester: pytest.Pytester, dask: Dask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every shard is stored once, and the verdict is that of any other run."""
    pytester.makepyfile(conforming=CONFORMING)
    monkeypatch.setattr(shards, "PER_SEED", 20)
    monkeypatch.setattr("emitter_conformance.plugin.options.PER_SEED", 20)
    asked = ["--impl-depth=1", "--impl-programs=60", "--impl-shard-size=20"]
    asked += ["--impl=conforming", "--impl-campaign=campaign", "--impl-scheduler=2"]
    result = pytester.runpytest_inprocess(*PLUGINS, *asked)
    assert result.ret == 0
    result.stdout.fnmatch_lines(["*1 judged; random: 60, seed 0", "CONFORMANT: *"])
    assert len(list(Path("campaign").glob("seeds-*"))) == 3
    assert "cluster" in dask.closed


def test_cluster_and_xdist_exclude_each_other(pytester: pytest.Pytester, dask: Dask) -> None:
    """A cluster and pytest-xdist exclude each other."""
    pytest.importorskip("xdist")
    asked = ["--impl=emitter_reference", "--impl-scheduler=2", "-n2"]
    result = pytester.runpytest_inprocess(*PLUGINS, *asked)
    assert result.ret == 4
    result.stderr.fnmatch_lines(["*--impl-scheduler has the shards judged elsewhere; *"])
