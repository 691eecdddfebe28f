"""The user's Ctrl-C ends the run; a KeyboardInterrupt of the candidate does not."""

from __future__ import annotations

import _thread
import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from emitter_conformance import __main__
from emitter_conformance.checks.trial import Trial
from emitter_conformance.core import stopping
from emitter_conformance.core.operating_system import STOPS
from emitter_conformance.core.stopping import decide, interrupted, postponed, watched
from emitter_reference import EventEmitter

INTERRUPT = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)"


def test_signal_is_told_from_a_raised_exception() -> None:
    """Only a KeyboardInterrupt that a signal raised is the user's."""
    with watched():
        assert not interrupted(KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt) as caught:
            os.kill(os.getpid(), signal.SIGINT)
        assert interrupted(caught.value)
        assert not interrupted(ValueError())


def test_handler_is_put_back() -> None:
    """The handler of the signal is restored."""
    before = signal.getsignal(signal.SIGINT)
    with watched():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_what_decides_is_not_done_after_a_stop() -> None:
    """A deciding action is done only if there was no stop before it."""
    done: list[str] = []
    with watched():
        decide(lambda: done.append("one"))
        with pytest.raises(KeyboardInterrupt), postponed():
            os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(KeyboardInterrupt):
            decide(lambda: done.append("two"))
    assert done == ["one"]


def test_thread_without_signals_watches_nothing() -> None:
    """A thread other than the main one watches no signals."""
    before, seen = signal.getsignal(signal.SIGINT), []

    def watch() -> None:
        with watched():
            seen.append(signal.getsignal(signal.SIGINT))
        stopping.ignore()
        seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=watch)
    thread.start()
    thread.join()
    assert seen == [before, before]


def test_trial_lets_the_user_interrupt() -> None:
    """A signal during a step leaves the check."""
    with watched():
        trial = Trial(EventEmitter)
        with pytest.raises(KeyboardInterrupt):
            trial.run(INTERRUPT)


@pytest.mark.measured
@pytest.mark.parametrize(
    "candidate", [INTERRUPT, "def EventEmitter():\n    import os\n    os.kill(os.getpid(), 2)"]
)
def test_run_ends_when_the_user_interrupts(pytester: pytest.Pytester, candidate: str) -> None:
    """Ctrl-C while a candidate is imported or constructed ends the run."""
    pytester.makepyfile(candidate=candidate)
    result = pytester.runpytest_subprocess("--impl=candidate")
    assert result.ret not in (0, pytest.ExitCode.USAGE_ERROR)
    assert "--impl=candidate" not in result.stderr.str()


@pytest.fixture
def _alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Restore what a process that belongs to the kit changes for good."""
    before = [(number, signal.getsignal(number)) for number in STOPS]
    monkeypatch.setattr(stopping, "_received", [])
    monkeypatch.setattr(stopping, "_only_first", [])
    yield
    for number, handler in before:
        signal.signal(number, handler)


@pytest.mark.usefixtures("_alone")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_first_stop_counts(number: int, code: int) -> None:
    """The first stop decides the exit code; further ones do nothing."""
    stopping.begin()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(number)
    signal.raise_signal(signal.SIGINT)
    assert stopping.exit_code() == code
    stopping.ignore()
    signal.raise_signal(number)


@pytest.mark.usefixtures("_alone")
def test_stop_after_the_decision() -> None:
    """A stop after what decides how the run ends is ignored in a process of the kit."""
    done: list[str] = []
    stopping.begin()
    decide(lambda: done.append("decided"))
    signal.raise_signal(signal.SIGTERM)
    stopping.check()
    assert done == ["decided"]


@pytest.mark.usefixtures("_alone")
def test_ignored_signal_stays_ignored() -> None:
    """A signal that is ignored, as by `nohup`, stays ignored."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with watched():
        signal.raise_signal(signal.SIGHUP)
        stopping.check()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def test_stop_that_a_candidate_catches() -> None:
    """A stop that a candidate catches is raised again."""
    with watched():
        with contextlib.suppress(BaseException):
            signal.raise_signal(signal.SIGTERM)
        with pytest.raises(KeyboardInterrupt, match="SIGTERM"):
            stopping.check()
    stopping.check()


def test_postponed_stop() -> None:
    """A postponed stop is raised at the end of the outermost block."""
    done = []

    def stop() -> None:
        with postponed():
            with postponed():
                signal.raise_signal(signal.SIGINT)
            done.append(1)

    with watched(), pytest.raises(KeyboardInterrupt):
        stop()
    assert done == [1]


@pytest.mark.usefixtures("_alone")
def test_process_that_follows_its_parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process whose input ends is interrupted, and killed later if it does not end.

    Each time the folder that the parent left goes first.
    """
    told: list[object] = []
    read, write = os.pipe()
    input_before = os.dup(0)
    os.dup2(read, 0)
    os.close(read)
    monkeypatch.setattr(stopping, "interrupt_main_thread", lambda: told.append("interrupted"))
    monkeypatch.setattr(stopping, "_remove", told.append)
    monkeypatch.setattr(stopping, "kill_group", lambda: told.append("ended"))
    monkeypatch.setattr(atexit, "register", lambda *given: told.append(given))
    monkeypatch.setattr(time, "sleep", told.append)
    monkeypatch.setattr(stopping, "_leave", told.append)
    monkeypatch.setattr(_thread, "start_new_thread", lambda function, args: threads.append(args))
    threads: list[tuple[int, str]] = []
    try:
        stopping.follow_parent("folder")
        assert os.read(0, 1) == b""
        signal.raise_signal(signal.SIGTERM)
        os.write(write, b"ignored")
        os.close(write)
        ((parent, folder),) = threads
        stopping._follow(parent, folder)
        os.close(parent)
    finally:
        os.dup2(input_before, 0)
        os.close(input_before)
    at_exit = (told.append, "folder")
    later = ["interrupted", 2 * stopping.PATIENCE, "folder", "ended"]
    assert told == ["folder", 143, at_exit, *later]


def test_exit_code_counts_after_a_stop_in_executed_text(tmp_path: Path) -> None:
    """A stop in executed text keeps the exit code, where Python would die by SIGINT."""
    lines = [
        "import contextlib, signal, sys",
        "from emitter_conformance.core import stopping",
        "stopping.begin()",
        "with contextlib.suppress(KeyboardInterrupt):",
        "    exec('signal.raise_signal(signal.SIGTERM)')",
        "sys.exit(stopping.exit_code())",
    ]
    (tmp_path / "stopped.py").write_text("\n".join(lines), encoding="utf-8")
    run = subprocess.run([sys.executable, "-m", "stopped"], cwd=tmp_path, timeout=60, check=False)
    assert run.returncode == 143


def test_stop_before_anything_has_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stop before anything has begun has the same line and exit code."""
    told: list[object] = []
    monkeypatch.setattr(os, "write", lambda *written: told.append(written))
    monkeypatch.setattr(os, "_exit", told.append)
    __main__._stop(signal.SIGTERM, None)
    assert told == [(2, b"emitter-conformance: stopped\n"), 143]


def handles(process: int) -> bool:
    """Return whether a process handles SIGTERM, as far as the system tells."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        time.sleep(5)
        return True
    (caught,) = (line.split()[1] for line in status.splitlines() if line.startswith("SigCgt"))
    return "emitter_conformance" in str(Path(f"/proc/{process}/cmdline").read_bytes()) and bool(
        int(caught, 16) >> (signal.SIGTERM - 1) & 1
    )


@pytest.mark.measured
def test_command_that_outlives_its_terminal(tmp_path: Path) -> None:
    """A command that is started by `nohup` ends as without the end of its terminal."""
    words = ["judge", "emitter_reference", "--depth=1", "--programs=0", "--typing=off"]
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        process = subprocess.Popen([sys.executable, "-m", "emitter_conformance", *words])
    finally:
        signal.signal(signal.SIGHUP, before)
    while not handles(process.pid):
        time.sleep(0.001)
    process.send_signal(signal.SIGHUP)
    assert process.wait(60) == 0


@pytest.mark.measured
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("is_early", [True, False])
def test_stopped_command(tmp_path: Path, number: int, is_early: bool) -> None:
    """A stopped command has a last line and an exit code that say so, and leaves nothing."""
    folder, temporary = tmp_path / "folder", tmp_path / "temporary"
    for path in (folder, temporary):
        path.mkdir()
    command = [sys.executable, "-m", "emitter_conformance", "judge", "emitter_reference"]
    with subprocess.Popen(
        [*command, "--programs=1000000"],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        while not handles(process.pid):
            time.sleep(0.001)
        if not is_early:
            process.stdout.read(1)
        process.send_signal(number)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (128 + number, b"emitter-conformance: stopped\n")
    assert list(folder.iterdir()) == list(temporary.iterdir()) == []


@pytest.mark.measured
def test_killed_command(tmp_path: Path) -> None:
    """A command that was killed leaves no process, and no file either."""
    with subprocess.Popen(
        [sys.executable, "-m", "emitter_conformance", "judge", "emitter_reference"],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        process.kill()
        process.stdout.read()  # ends with the last process that writes there
    assert list(tmp_path.iterdir()) == []
