"""Shards on a real Dask cluster of worker processes: `pytest -m campaign`."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from emitter_conformance.campaign.folder import Folder
from emitter_conformance.cli.main import main
from verdicts import SPECIFICATION

pytestmark = pytest.mark.campaign

SLOW = (
    "import pathlib, time\n"
    "from emitter_reference.emitter import EventEmitter\n"
    "pathlib.Path('judged').mkdir(exist_ok=True)\n"
    "pathlib.Path('judged', f'{time.time_ns()}').touch()\n"
)
SHARDS = 6
ASKED = ["--depth=1", f"--programs={SHARDS * 2000}", "--shard-size=2000", "--into=campaign"]


@pytest.fixture
def cluster() -> Iterator[Any]:
    """Yield a cluster of three worker processes."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the user's project, with an emitter that writes a file whenever it is imported."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "slow.py").write_text(SLOW, encoding="utf-8")
    return tmp_path


def test_shards_of_a_lost_worker_are_judged_again(
    cluster: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    """Every shard is judged by some worker, kept and counted exactly once."""
    killed: list[int] = []

    def kill() -> None:
        """End a worker while it judges a shard, as the kernel does where memory is short."""
        while not killed:
            time.sleep(0.05)
            for worker in cluster.workers.values():
                info = cluster.scheduler.workers.get(worker.worker_address)
                if info is not None and info.processing and len(os.listdir("judged")) > 2:
                    os.kill(worker.pid, signal.SIGKILL)
                    killed.append(worker.pid)
                    break

    Path("judged").mkdir()
    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    asked = [*ASKED, "--engine=dask", f"--scheduler={cluster.scheduler_address}"]
    assert main(["campaign", "slow", *asked]) == 0
    assert len(killed) == 1
    told = capfd.readouterr().out
    assert f"1 judged; random: {SHARDS * 2000}, seed 0\n" in told
    folder = Folder(Path("campaign"), SPECIFICATION)
    parts = folder.shards(folder.campaign().shards)
    assert sorted(parts) == list(range(SHARDS))
    assert {part.sampled for part in parts.values()} == {2000}
    assert len(os.listdir("judged")) > SHARDS + 1  # the clauses, each shard, the lost one again


def test_worker_processes_of_this_machine(capfd: pytest.CaptureFixture[str]) -> None:
    """Without a scheduler the command starts worker processes."""
    pytest.importorskip("distributed")
    assert main(["campaign", "slow", *ASKED, "--engine=dask", "--jobs=2"]) == 0
    assert "CONFORMANT: edition 1.0" in capfd.readouterr().out
