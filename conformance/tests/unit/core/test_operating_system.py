"""What differs between systems, tested by removing the names that other systems lack."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, NoReturn

import pytest
from emitter_conformance.core import operating_system
from emitter_conformance.core.operating_system import Alarm
from threads import start_traced


@pytest.fixture
def _without_timers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make alarms use a thread."""
    monkeypatch.setattr(operating_system, "_set_timer", None)
    monkeypatch.setattr(operating_system, "_start_thread", start_traced)


def no_threads(*_: object) -> NoReturn:
    """Raise what starting a thread raises on WebAssembly."""
    raise RuntimeError("can't start new thread")


def no_limit(*_: object) -> NoReturn:
    """Raise what setting a limit above the hard one raises."""
    raise ValueError("not allowed to raise maximum limit")


class Rang(Exception):
    """The exception that the handler of an alarm raises."""


def ring(*_: object) -> NoReturn:
    """Raise Rang."""
    raise Rang


def wait_for(alarm: Alarm, seconds: float = 0.05) -> None:
    """Hang until an alarm goes off."""
    alarm.set(seconds)
    while True:
        time.sleep(0.001)


def test_alarm_ends_code() -> None:
    """The handler of an alarm is called while the code runs."""
    alarm = Alarm(ring)
    alarm.start()
    with pytest.raises(Rang):
        wait_for(alarm)
    alarm.stop()


@pytest.mark.usefixtures("_without_timers")
def test_thread_ends_code() -> None:
    """An alarm by a thread repeats if asked to, and does not go off after it was stopped."""
    alarm, before = Alarm(ring), signal.getsignal(signal.SIGINT)
    alarm.start()
    with pytest.raises(Rang):
        wait_for(alarm)
    alarm.set(0.01, 0.01)
    for _ in range(2):
        with pytest.raises(Rang):
            time.sleep(10)
    alarm.stop()
    time.sleep(5 * operating_system.TICK)
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.usefixtures("_without_timers")
def test_interrupt_beside_an_alarm() -> None:
    """A Ctrl-C during an alarm goes to the earlier handler, or is ignored as before."""
    for earlier, expected in ((signal.default_int_handler, KeyboardInterrupt), (ring, Rang)):
        before = signal.signal(signal.SIGINT, earlier)
        alarm = Alarm(ring)
        alarm.start()
        with pytest.raises(expected):
            signal.raise_signal(signal.SIGINT)
        alarm.stop()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        alarm.start()
        signal.raise_signal(signal.SIGINT)
        alarm.stop()
        signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_without_timers")
def test_interrupt_of_an_alarm_that_was_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupt that comes after its alarm was cancelled reaches no handler."""
    sent = threading.Event()
    monkeypatch.setattr(operating_system, "interrupt_main_thread", sent.set)
    alarm = Alarm(ring)
    alarm.start()
    alarm.set(0.001)
    assert sent.wait(60)
    alarm.set(0)
    signal.raise_signal(signal.SIGINT)
    alarm.stop()


def test_interrupts_without_signals_to_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process can signal itself on systems that cannot signal a thread."""
    monkeypatch.setattr(operating_system, "_send_to_thread", None)
    before = signal.signal(signal.SIGINT, ring)
    with pytest.raises(Rang):
        operating_system.interrupt_main_thread()
    signal.signal(signal.SIGINT, before)


def test_system_without_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code that hangs can be ended where the system has timers or threads."""
    assert operating_system.can_start_threads()
    monkeypatch.setattr(operating_system, "_start_thread", no_threads)
    assert not operating_system.can_start_threads()
    assert operating_system.can_end_code()
    monkeypatch.setattr(operating_system, "_set_timer", None)
    assert not operating_system.can_end_code()


def test_system_without_masks(monkeypatch: pytest.MonkeyPatch) -> None:
    """No signal is blocked on a system without signal masks."""
    monkeypatch.delattr(signal, "pthread_sigmask")
    assert operating_system.block_signals([signal.SIGINT]) == ()


@pytest.mark.skipif(not os.path.exists("/proc/self/schedstat"), reason="nobody counts it here")
@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no SIGHUP")
def test_ignored_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal is known to be ignored, whether Python or the process before it did so."""
    for action in (signal.SIG_IGN, signal.SIG_DFL):
        before = signal.signal(signal.SIGHUP, action)
        try:
            is_ignored = operating_system.is_ignored(signal.SIGHUP)
            monkeypatch.setattr(signal, "getsignal", lambda number: signal.SIG_DFL)
            assert operating_system.is_ignored(signal.SIGHUP) == is_ignored
            monkeypatch.undo()
        finally:
            signal.signal(signal.SIGHUP, before)
        assert is_ignored == (action is signal.SIG_IGN)


def test_system_that_does_not_list_ignored_signals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a list of the system the answer is Python's."""

    def missing(*args: object, **options: object) -> NoReturn:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_text", missing)
    assert not operating_system.is_ignored(signal.SIGTERM)


def test_waited() -> None:
    """The waiting time is that of the named process and never decreases."""
    before = operating_system.waited()
    assert 0 < before <= operating_system.waited(os.getpid())


def test_nobody_counts() -> None:
    """A process that does not exist has no waiting time."""
    assert operating_system.waited(2**31) == 0.0


def test_process_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new process has its own session on POSIX and its own group on Windows."""
    monkeypatch.delattr(subprocess, "CREATE_NEW_PROCESS_GROUP", raising=False)
    assert operating_system.apart() == {"start_new_session": True}
    monkeypatch.setattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 512, raising=False)
    assert operating_system.apart() == {"creationflags": 512}


def test_process_without_a_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process without a group is ended by itself."""
    monkeypatch.delattr(os, "killpg")
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    operating_system.kill(process)
    assert process.returncode is not None
    assert process.stdin is not None
    process.stdin.close()


def test_end_of_a_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process ends with its group where there are groups, and by itself elsewhere."""
    ended: list[object] = []
    monkeypatch.setattr(os, "killpg", lambda *words: ended.append(words))
    monkeypatch.setattr(operating_system, "_leave", ended.append)
    operating_system.kill_group()
    monkeypatch.delattr(os, "killpg")
    operating_system.kill_group()
    assert ended == [(0, signal.SIGKILL), 1, 1]


def test_system_that_cannot_ask_for_a_traceback() -> None:
    """Windows knows the signal and does not send it."""

    class Process(subprocess.Popen[bytes]):
        def __init__(self) -> None:
            self.asked: list[int] = []

        def send_signal(self, number: int) -> NoReturn:
            self.asked.append(number)
            raise ValueError(f"Unsupported signal: {number}")

        def __del__(self) -> None:
            pass

    process = Process()
    operating_system.ask_for_traceback(process)
    assert process.asked == [signal.SIGABRT]


def test_traceback_is_written_in_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A traceback is written only where no process can ask for it, and unless cancelled."""
    told: list[object] = []

    def note(seconds: float, file: object) -> None:
        told.append((seconds, file))

    monkeypatch.setattr(faulthandler, "dump_traceback_later", note)
    operating_system.write_traceback_later(5, 2)
    monkeypatch.delattr(os, "killpg")
    operating_system.write_traceback_later(5, 2)
    operating_system.write_traceback_later(0, 2)
    assert told == [(5, 2)]


def test_first_bytes_of_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The first bytes are read from any position of the file."""
    path = tmp_path / "file"
    path.write_bytes(b"1234567890")
    with path.open("rb", buffering=0) as file:
        file.seek(3)
        assert operating_system.read_first(file, 4) == b"1234"
        monkeypatch.delattr(os, "pread")
        assert operating_system.read_first(file, 4) == b"1234"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (0, (False, "the process ended with exit code 0")),
        (3, (False, "the process ended with exit code 3")),
        (-9, (True, "the process was ended by SIGKILL")),
        (-99, (True, "the process was ended by signal 99")),
        (0xC0000005, (True, "the process was ended by the exception 0xC0000005")),
    ],
)
def test_ending(code: int, told: tuple[bool, str]) -> None:
    """Signals of POSIX and exceptions of Windows are described as crashes."""
    assert operating_system.ending(code) == told


@pytest.mark.parametrize("error", [TypeError, OSError])
def test_system_with_less(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    """A system may lack limits of memory and a signal at the end of the parent."""

    def fail(name: object) -> NoReturn:
        raise error(name)

    monkeypatch.setitem(sys.modules, "resource", None)
    monkeypatch.setattr(ctypes, "CDLL", fail)
    operating_system.limit_memory(2**30)()
    assert not operating_system.end_with_parent()


def test_limits() -> None:
    """A limit that was lowered is restored, one that was raised is not."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    lower = (before[0] - 1, before[1])
    try:
        restore = operating_system.limits()
        resource.setrlimit(resource.RLIMIT_NOFILE, lower)
        assert restore() == []
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == before
        resource.setrlimit(resource.RLIMIT_NOFILE, lower)
        restore = operating_system.limits()
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
        assert restore() == []
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == before
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_limits_that_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit that stays too low for the kit is reported; other systems have none."""
    resource = pytest.importorskip("resource")
    restore = operating_system.limits()
    stays = "the limit RLIMIT_NOFILE stays at 8; the kit needs 64"
    monkeypatch.setattr(resource, "getrlimit", lambda number: (8, 8))
    with monkeypatch.context() as patched:
        patched.setattr(resource, "setrlimit", no_limit)
        assert stays in restore()
        patched.setattr(operating_system, "LIMITS", dict.fromkeys(operating_system.LIMITS, 8))
        assert restore() == []
    monkeypatch.setitem(sys.modules, "resource", None)
    assert operating_system.limits()() == []


def test_limit_that_is_lower_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit is raised as far as it can be."""
    resource = pytest.importorskip("resource")
    limits = {resource.RLIMIT_NOFILE: (4096, 4096)}

    def change(number: int, limit: tuple[int, int]) -> None:
        if limit[0] > limits[number][1]:
            raise ValueError("not allowed to raise maximum limit")
        limits[number] = limit

    monkeypatch.setattr(operating_system, "LIMITS", {"RLIMIT_NOFILE": 64})
    monkeypatch.setattr(resource, "getrlimit", limits.__getitem__)
    monkeypatch.setattr(resource, "setrlimit", change)
    restore = operating_system.limits()
    limits[resource.RLIMIT_NOFILE] = (8, 1024)
    assert restore() == []
    assert limits[resource.RLIMIT_NOFILE] == (1024, 1024)


def test_path_on_another_drive(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A path on another drive stays absolute."""
    assert operating_system.relative(str(tmp_path / "a"), tmp_path) == "a"

    def fail(path: str, start: object) -> NoReturn:
        raise ValueError(f"path is on mount {path!r}, start on mount {start!r}")

    monkeypatch.setattr(os.path, "relpath", fail)
    assert operating_system.relative("D:\\a", "C:\\b") == "D:\\a"


def busy(winerror: int) -> PermissionError:
    """Return the error of Windows for a file that another process has open."""
    error: Any = PermissionError(13, "Permission denied")
    error.winerror = winerror
    return error  # type: ignore[no-any-return]


def test_file_that_others_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that others read is replaced once they have closed it."""
    monkeypatch.setattr(operating_system, "PAUSE", 0)
    errors: list[PermissionError] = []
    replaced: list[tuple[object, object]] = []

    def attempt(draft: object, path: object) -> None:
        if errors:
            raise errors.pop()
        replaced.append((draft, path))

    monkeypatch.setattr(operating_system, "_replace", attempt)
    errors += [busy(5), busy(32)]
    operating_system.replace("a", "b")
    assert replaced == [("a", "b")]
    errors += [busy(32)] * operating_system.TRIES
    with pytest.raises(PermissionError):
        operating_system.replace("a", "b")
    errors[:] = [PermissionError(13, "Permission denied")]
    with pytest.raises(PermissionError):
        operating_system.replace("a", "b")
    assert len(replaced) == 1
