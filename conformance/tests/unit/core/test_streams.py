"""Closed or full output is reported, and never changes an exit code silently."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

import pytest
from emitter_conformance.core.streams import run

FULL = Path("/dev/full")
NO_ROOM = "kit: the output cannot be written: No space left on device\n"
needs_a_full_device = pytest.mark.skipif(not FULL.exists(), reason="no such device")


@pytest.fixture
def closed() -> Iterator[TextIO]:
    """Yield a pipe that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    yield open(writer, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    os.close(writer)


def much() -> int:
    """Print more than a buffer holds, and return an exit code."""
    for _ in range(3):
        print("x" * 100_000)
    return 3


def little() -> int:
    """Print less than a buffer holds, and return an exit code."""
    print("little")
    return 3


@pytest.mark.parametrize("action", [much, little])
def test_closed_output_changes_nothing_else(
    closed: TextIO, monkeypatch: pytest.MonkeyPatch, action: Callable[[], int]
) -> None:
    """With closed output an action runs to its end and keeps its exit code."""
    monkeypatch.setattr(sys, "stdout", closed)
    assert run("kit", action) == 3
    assert sys.stdout is closed


@needs_a_full_device
def test_full_disk_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A full disk is one line with the reason, and the exit code of a user error."""
    with FULL.open("w") as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert run("kit", much) == 4
    assert capsys.readouterr().err == NO_ROOM


@needs_a_full_device
def test_full_disk_for_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exit code remains where the line cannot be written either."""
    with FULL.open("w") as full, FULL.open("w") as other:
        monkeypatch.setattr(sys, "stdout", full)
        monkeypatch.setattr(sys, "stderr", other)
        assert run("kit", much) == 4


@pytest.mark.parametrize(("code", "expected"), [(None, 0), (0, 0), (2, 2)])
def test_exit_of_the_action(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: int | None, expected: int
) -> None:
    """An action that exits has that exit code, and its earlier output is written."""

    def action() -> None:
        print("told")
        sys.exit(code)

    with Path(tmp_path, "told").open("w", encoding="utf-8") as told:
        monkeypatch.setattr(sys, "stdout", told)
        assert run("kit", action) == expected
    assert Path(tmp_path, "told").read_text(encoding="utf-8") == "told\n"


def test_memory_stays_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """A stream that is no file is written to as usual."""
    assert run("kit", lambda: print("told")) == 0
    assert capsys.readouterr().out == "told\n"


def test_terminal_stays_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A terminal is neither closed nor full, and is not replaced."""
    seen = []
    with Path(tmp_path, "told").open("w", encoding="utf-8") as terminal:
        monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(sys, "stdout", terminal)
        run("kit", lambda: seen.append(sys.stdout))
    assert seen == [terminal]


@pytest.mark.measured
@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
@pytest.mark.parametrize("closing", [">&-", "2>&-", ">&- 2>&-"])
def test_streams_that_are_closed_from_the_start(closing: str) -> None:
    """A program without streams has streams that discard, and so have its child processes."""
    program = (
        "import subprocess, sys\n"
        "from emitter_conformance.core.streams import run\n"
        "def action():\n"
        "    for stream in (sys.stdout, sys.stderr):\n"
        "        print('told', file=stream)\n"
        "    child = 'import sys; print(1, flush=True); sys.exit(sys.stdout is None)'\n"
        "    return subprocess.call([sys.executable, '-c', child])\n"
        "sys.exit(run('kit', action))\n"
    )
    command = ["sh", "-c", f'exec "$0" -c "$1" {closing}', sys.executable, program]
    assert subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode == 0
