"""Everything that differs between operating systems, and what is done where something is missing.

The rest of the kit asks this module and never looks for a system itself. There are four kinds:

- Linux has all of it.
- macOS and the BSDs have no count of the time that a process waits for a processor (`waited`), no
  limit of memory (`limit_memory`), and no signal for the death of a parent (`end_with_parent`):
  a process of the kit notices the end of its input instead.
- Windows has, moreover, no timer signal: a thread ends code that hangs (`Alarm`). It has no process
  groups: what a candidate started outlives a process that is killed (`kill`). A process that hangs
  in C cannot be asked where it is (`ask_for_traceback`): it writes that down in time
  (`write_traceback_later`).
- WebAssembly has no processes, no signals and no threads: nothing ends code that hangs
  (`can_end_code`), and checks that need a thread are not run (`can_start_threads`).
"""

from __future__ import annotations

import _thread
import contextlib
import faulthandler
import os
import signal
import subprocess
import threading
import time
from collections.abc import Collection
from pathlib import Path
from types import FrameType
from typing import Any, Callable

Handler = Callable[[int, "FrameType | None"], object]

NEVER = float("inf")
TICK = 0.01
"""The seconds after which the thread of an alarm looks at the clock again."""
NANOSECONDS = 1e9
STACK = 8 << 20
"""The bytes that a thread usually reserves for its stack."""
DATA = 5
"""The place of the pages of data and stacks in the file `statm` of a process."""
TRIES = 20
"""How often a file is replaced that another process reads."""
PAUSE = 0.05
"""The seconds between two of these attempts."""
READ_BY_OTHERS = (5, 32)
"""The errors of Windows for a file that another process has open."""
WINDOWS_CRASH = 0xC0000000
"""The exit codes of crashed processes on Windows begin here."""
LIMITS = {
    "RLIMIT_AS": 1 << 30,
    "RLIMIT_CPU": 600,
    "RLIMIT_DATA": 1 << 30,
    "RLIMIT_FSIZE": 1 << 24,
    "RLIMIT_NOFILE": 64,
    "RLIMIT_NPROC": 0,
    "RLIMIT_STACK": 1 << 20,
}
"""The limits of a process, and what the kit needs of each."""
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux

# A candidate may replace any of these.
_clock, _sleep, _start_thread = time.monotonic, time.sleep, _thread.start_new_thread
_open, _read, _close, _leave = os.open, os.read, os.close, os._exit
_replace = os.replace
_set_handler: Any = signal.signal
_set_timer: Any = getattr(signal, "setitimer", None)
_send_to_thread: Any = getattr(signal, "pthread_kill", None)
_raise_signal = signal.raise_signal
_count_threads = _thread._count

STOPS: tuple[int, ...] = tuple(
    int(getattr(signal, name))
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
)
"""The signals that ask a process to stop."""
SIGNALS = [*map(int, signal.valid_signals())]
"""All signals."""


# Threads and alarms


def is_ignored(number: int) -> bool:
    """Return whether a signal is ignored, as with `nohup`.

    PyPy does not know what was ignored before it began, but Linux does.
    """
    if signal.getsignal(number) is signal.SIG_IGN:
        return True
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    ignored = int(status.partition("SigIgn:")[2].split()[0], 16)
    return bool(ignored >> (number - 1) & 1)


def can_start_threads() -> bool:
    """Whether a thread can be started: not on WebAssembly."""
    try:
        _start_thread(int, ())
    except RuntimeError:
        return False
    return True


def is_refused_thread(error: BaseException) -> bool:
    """Whether an exception is the refusal to start a thread where none can be started."""
    is_refusal = type(error) is RuntimeError and error.args == ("can't start new thread",)
    return is_refusal and not can_start_threads()


def can_end_code() -> bool:
    """Whether an `Alarm` can go off while code runs: not on WebAssembly."""
    return _set_timer is not None or can_start_threads()


def interrupt_main_thread(number: int = signal.SIGINT) -> None:
    """Send a signal to the main thread, which wakes if it sleeps."""
    if _send_to_thread is not None:
        _send_to_thread(threading.main_thread().ident, number)
    else:
        _raise_signal(number)  # on Windows this ends a sleep of the main thread


class Alarm:
    """Calls a function in the main thread after some seconds, and then at intervals.

    A timer signal does that where there is one. Elsewhere a thread raises SIGINT, and an interrupt
    of the user still goes to the handler that was there before.

    Args:
        handler: The function, with the parameters of a signal handler.

    """

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._before: Any = None
        self._thread: _Ticking | None = None

    def start(self) -> None:
        """Install the handler. The alarm does not go off before it is set."""
        if _set_timer is not None:
            self._before = _set_handler(signal.SIGALRM, self._handler)
        else:
            self._before = _set_handler(signal.SIGINT, self._interrupted)
            self._thread = _Ticking()

    def set(self, seconds: float, interval: float = 0.0) -> None:
        """Set the alarm to go off after some seconds, and then at intervals; 0 turns it off."""
        if self._thread is None:
            _set_timer(signal.ITIMER_REAL, seconds, interval)
        else:
            self._thread.set(seconds, interval)

    def stop(self) -> None:
        """Put the earlier handler back."""
        self.set(0)
        if self._thread is None:
            _set_handler(signal.SIGALRM, self._before)
        else:
            self._thread.end()
            _set_handler(signal.SIGINT, self._before)

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        if self._thread is not None and self._thread.has_rung:
            self._thread.has_rung = False
            if self._thread.is_set:
                self._handler(number, frame)
        elif callable(self._before):
            self._before(number, frame)


class _Ticking:
    """A thread that interrupts the main thread at the times of an alarm.

    It is no `threading.Thread`, so it is not among those that a check or a candidate can see.
    """

    def __init__(self) -> None:
        self.has_rung = self.is_set = self._is_over = False
        self._lock = threading.RLock()  # the handler may run while the main thread has it
        self._next, self._interval = NEVER, 0.0
        _start_thread(self._run, ())

    def set(self, seconds: float, interval: float) -> None:
        with self._lock:
            self.is_set = bool(seconds)
            self._next = _clock() + seconds if seconds else NEVER
            self._interval = interval

    def end(self) -> None:
        with self._lock:
            self._is_over, self._next = True, NEVER

    def _run(self) -> None:
        while not self._is_over:
            _sleep(TICK)
            with self._lock:
                if _clock() >= self._next:
                    self._next = _clock() + self._interval if self._interval else NEVER
                    self.has_rung = True
                    interrupt_main_thread()


def block_signals(signals: Collection[int], only: bool = False) -> Collection[int]:
    """Block signals in this thread and return those that were blocked; nothing on Windows.

    Args:
        signals: The signals to block.
        only: Whether all other signals are unblocked.

    """
    if not hasattr(signal, "pthread_sigmask"):
        return ()
    how = signal.SIG_SETMASK if only else signal.SIG_BLOCK
    return signal.pthread_sigmask(how, signals)


# Processes


def waited(process: int | str = "self") -> float:
    """Return the seconds that a process has waited for a processor; 0.0 where nobody counts them.

    Args:
        process: The number of the process; this one by default.

    """
    try:
        file = _open(f"/proc/{process}/schedstat", os.O_RDONLY)
    except OSError:
        return 0.0
    counts = _read(file, 100).split()
    _close(file)
    return int(counts[1]) / NANOSECONDS


def clock(process: subprocess.Popen[Any]) -> float:
    """Return the monotonic time without the seconds that a process waited for a processor."""
    return time.monotonic() - waited(process.pid)


def call_in_forked(function: Callable[[], None]) -> Callable[[], None]:
    """Let a function be called first in each process that this one forks; Windows forks none."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=function)
    return function


def apart() -> dict[str, Any]:
    """Return the arguments of `Popen` for a process that Ctrl-C in the terminal does not reach."""
    group = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", None)
    return {"start_new_session": True} if group is None else {"creationflags": group}


def kill_group() -> None:
    """End this process at once, and on POSIX those of its group."""
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    _leave(1)


def kill(process: subprocess.Popen[Any]) -> None:
    """End a process that was started with `apart`, and what it started, and wait for its end."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def ask_for_traceback(process: subprocess.Popen[Any]) -> None:
    """Let a process end after `faulthandler` has written where it is; nothing on Windows.

    Raises:
        OSError: The process has ended.

    """
    with contextlib.suppress(ValueError):  # Windows knows no such signal
        process.send_signal(signal.SIGABRT)


def write_traceback_later(seconds: float, file: Any) -> None:
    """Let `faulthandler` write a traceback where no other process can ask for one; 0: never."""
    if hasattr(os, "killpg"):
        return
    faulthandler.cancel_dump_traceback_later()
    if seconds:
        faulthandler.dump_traceback_later(seconds, file=file)


def end_process_later(seconds: float, file: int) -> None:
    """End this process with exit code 1 after some seconds, whatever holds it; 0 seconds: never.

    It writes where it is. Code in C that keeps the interpreter's lock is ended by nothing else.
    """
    faulthandler.cancel_dump_traceback_later()
    if seconds:
        with contextlib.suppress(RuntimeError):  # no thread can be started
            faulthandler.dump_traceback_later(seconds, exit=True, file=file)


def ending(code: int) -> tuple[bool, str]:
    """Return whether an exit code is that of a crash, and a sentence about how the process ended.

    POSIX has negative codes for signals; Windows has large ones for what it calls exceptions.
    """
    if code >= WINDOWS_CRASH:
        return True, f"the process was ended by the exception 0x{code:08X}"
    if code >= 0:
        return False, f"the process ended with exit code {code}"
    with contextlib.suppress(ValueError):
        return True, f"the process was ended by {signal.Signals(-code).name}"
    return True, f"the process was ended by signal {-code}"


def read_first(file: Any, size: int) -> bytes:
    """Return the first bytes of a file that another process writes to, where it writes."""
    if hasattr(os, "pread"):
        return os.pread(file.fileno(), size, 0)
    file.seek(0)
    data: bytes = file.read(size)
    return data


def limit_memory(size: int) -> Callable[[], None]:
    """Let memory beyond a number of bytes raise a MemoryError; only Linux can.

    What is reserved and not writable yet, as much of it is beside threads, does not count.

    Returns:
        A function that raises the limit by the stacks of the threads that run now, and of as many
        that have ended: theirs are freed late.

    """
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        data, set_limit = resource.RLIMIT_DATA, resource.setrlimit
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[DATA])
        limit, hard = pages * resource.getpagesize() + size, resource.getrlimit(data)[1]
        stacks = 2 * max(resource.getrlimit(resource.RLIMIT_STACK)[0], STACK)
        before, threads = _count_threads(), -1

        def follow() -> None:
            nonlocal threads
            if _count_threads() > threads:
                threads = _count_threads()
                with contextlib.suppress(OSError, ValueError):  # the hard limit is lower
                    set_limit(data, (limit + (threads - before) * stacks, hard))

        follow()
        return follow
    return lambda: None


def limits() -> Callable[[], list[str]]:
    """Return a function that raises lowered limits of this process.

    It returns a sentence for each that stays below what the kit needs.
    """
    try:
        import resource
    except ImportError:  # Windows
        return list
    numbers = {name: getattr(resource, name) for name in LIMITS if hasattr(resource, name)}
    before = {name: resource.getrlimit(number) for name, number in numbers.items()}
    highest = 2**64 - 1  # without a limit, -1

    def restore() -> list[str]:
        kept: list[str] = []
        for name, limit in before.items():
            number, (soft, hard) = numbers[name], resource.getrlimit(numbers[name])
            if soft & highest >= limit[0] & highest:
                continue
            for higher in (limit, (hard, hard)):  # the hard limit may be lower now
                with contextlib.suppress(OSError, ValueError):
                    resource.setrlimit(number, higher)
                    soft = higher[0]
                    break
            if soft & highest < LIMITS[name]:
                kept.append(f"the limit {name} stays at {soft}; the kit needs {LIMITS[name]}")
        return kept

    return restore


def end_with_parent() -> bool:
    """Let the system end this process when its parent ends; return whether that is possible.

    Only Linux can. It ends a process that hangs in C too.
    """
    with contextlib.suppress(ImportError, OSError, AttributeError, TypeError):
        import ctypes

        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
        return True
    return False


# Files


def relative(path: str, folder: str | os.PathLike[str]) -> str:
    """Return a path as seen from a folder; on Windows, as it is if it is on another drive."""
    try:
        return os.path.relpath(path, folder)
    except ValueError:
        return path


def replace(draft: str | os.PathLike[str], path: str | os.PathLike[str]) -> None:
    """Put a file in the place of another one; on Windows, as soon as nobody reads that.

    Raises:
        OSError: The file cannot be replaced.

    """
    for _ in range(TRIES - 1):
        try:
            _replace(draft, path)
            return
        except PermissionError as error:
            if getattr(error, "winerror", None) not in READ_BY_OTHERS:
                raise
        time.sleep(PAUSE)
    _replace(draft, path)
