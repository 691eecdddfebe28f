"""Scripts that run alone: which of them pass."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from emitter_conformance.checks import alone


def script(folder: Path, name: str, source: str) -> Path:
    """Write a script, and return its file."""
    path = folder / f"{name}.py"
    path.write_text(source, encoding="utf-8")
    return path


def test_those_that_end_with_0_pass(tmp_path: Path) -> None:
    """A script runs as the main module in the folder of the user, without arguments of the kit."""
    works = script(
        tmp_path,
        "works",
        "import os, sys\n"
        f"assert __name__ == '__main__' and os.path.samefile(os.getcwd(), {str(tmp_path)!r})\n"
        "assert len(sys.argv) == 1, sys.argv\n",
    )
    fails = script(tmp_path, "fails", "import sys\nsys.exit(1)\n")
    raises = script(tmp_path, "raises", "raise ValueError\n")
    assert alone.passing([fails, works, raises], tmp_path) == {works}
    assert alone.passing([], tmp_path) == set()


def test_one_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A script that takes too long does not pass, and no process is left."""
    monkeypatch.setattr(alone, "SECONDS", 0.2)
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    hangs = script(tmp_path, "hangs", "import time\ntime.sleep(60)\n")
    assert alone.passing([hangs], tmp_path) == set()
    assert [process.returncode is not None for process in started] == [True]


def test_one_that_does_not_end_hides_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has passed beside a script that takes too long is known."""
    monkeypatch.setattr(alone, "SECONDS", 2.0)
    hangs = script(tmp_path, "hangs", "import time\ntime.sleep(60)\n")
    works = script(tmp_path, "works", "pass\n")
    assert alone.passing([hangs, works], tmp_path) == {works}


def test_without_processes_none_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be started, nothing is known."""

    def refuse(*args: Any, **options: Any) -> None:
        raise OSError("no more processes")

    works = script(tmp_path, "works", "pass\n")
    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert alone.passing([works], tmp_path) == set()
