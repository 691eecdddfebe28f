"""The mypy process: its input, its output, and the ways in which it ends."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Callable

import pytest
from emitter_conformance.optional.examiner import is_installed
from emitter_conformance.typecheck.mypy_process import Checker, CheckerFailed
from emitter_conformance.typecheck.program import Message
from fake_mypy import CRASHING, HANGING, put

pytestmark = pytest.mark.mypy
TELLING = """\
import json, os, sys
told = {"arguments": sys.argv[1:], "environment": dict(os.environ), "folder": os.getcwd()}
open(os.environ["TOLD"], "w").write(json.dumps(told))
"""
REPORTING = r"""
import sys
one, two = sys.argv[-2:]
print(f"{one}:3: error: Argument 1 is no event  [arg-type]")
print(f"{one}:3: note: 'on' is defined elsewhere")
print(f"{two}:7: error: something without a code")
print("/site-packages/livekit/rtc.pyi:7: error: Class cannot subclass  [misc]")
print("rtc.py:7: error: Class cannot subclass  [misc]")
sys.exit(1)
"""
Start = Callable[..., Checker]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Start]:
    """Return a function that starts a mypy that runs some lines."""
    started: list[Checker] = []

    def begin(main: str, *roots: str, seconds: float = 60, cache: Path | None = None) -> Checker:
        put(monkeypatch, tmp_path, main)
        started.append(Checker({"one": "a = 1\n", "two": "b = 2\n"}, roots, seconds, cache))
        return started[-1]

    yield begin
    for checker in started:
        checker.close()


KILLED = """\
import os, signal
from emitter_conformance.typecheck.mypy_process import Checker
checker = Checker({"one": "a = 1"}, [], 0)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no process is killed there in that way")
def test_parent_that_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A mypy ends with its parent, and removes its files."""
    put(monkeypatch, tmp_path, HANGING)
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    ended = subprocess.run([sys.executable, "-c", KILLED], check=False)
    assert ended.returncode == -signal.SIGKILL
    until = time.monotonic() + 30
    while any(folder.iterdir()) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(folder.iterdir())


def test_errors_are_read_by_program(start: Start) -> None:
    """Errors are read for each program, without notes and other files."""
    assert start(REPORTING).messages() == {
        "one": [Message(3, "Argument 1 is no event", "arg-type")],
        "two": [Message(7, "something without a code", "")],
    }


def test_settings_of_the_user_are_left_out(
    start: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Variables, configuration and folder of the user do not reach mypy."""
    monkeypatch.setenv("TOLD", str(tmp_path / "told"))
    for name in ("MYPYPATH", "MYPY_CACHE_DIR", "MYPY_FORCE_COLOR"):
        monkeypatch.setenv(name, "/nowhere")
    installed = str(tmp_path / "lib" / "site-packages")
    start(TELLING, "", str(tmp_path), installed, cache=tmp_path / "kept").messages()
    told = json.loads((tmp_path / "told").read_text(encoding="utf-8"))
    variables = {name for name in told["environment"] if name.startswith("MYPY")}
    assert variables == {"MYPYPATH"}
    assert told["environment"]["MYPYPATH"] == str(tmp_path)
    assert "--config-file=" in told["arguments"]
    assert f"--cache-dir={tmp_path / 'kept'}" in told["arguments"]
    assert [each[:4] for each in told["arguments"][-2:]] == ["one_", "two_"]
    assert told["folder"] != str(Path.cwd())


def test_crash_is_told(start: Start) -> None:
    """A crash is reported with the exit code and the last line."""
    with pytest.raises(CheckerFailed) as caught:
        start(CRASHING).messages()
    assert str(caught.value) == "mypy ended with exit code 2: program.py: error: INTERNAL ERROR"


def test_end_without_a_word_is_told(start: Start) -> None:
    """An end without output is reported with the exit code."""
    with pytest.raises(CheckerFailed) as caught:
        start("raise SystemExit(3)").messages()
    assert str(caught.value) == "mypy ended with exit code 3"


def test_hang_is_ended(start: Start) -> None:
    """A hang is ended after its time, counted from the start."""
    begin = time.monotonic()
    checker = start(HANGING, seconds=0.2)
    with pytest.raises(CheckerFailed, match=r"mypy did not end within 0\.2 s"):
        checker.messages()
    assert time.monotonic() - begin < 30


def test_no_limit(start: Start) -> None:
    """A limit of zero seconds is no limit."""
    assert start("", seconds=0).messages() == {}


def test_mypy_is_found_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The package mypy is found, and not below a package that is not there."""
    put(monkeypatch, tmp_path, "")
    assert is_installed("mypy")
    assert not is_installed("nothing.mypy")


def test_module_of_that_name_is_not_mypy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, without_mypy: Path
) -> None:
    """A file `mypy.py` is not taken for mypy."""
    put(monkeypatch, tmp_path, "")
    monkeypatch.syspath_prepend(str(without_mypy))
    assert not is_installed("mypy")
