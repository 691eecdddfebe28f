"""Removes the names that Windows or WebAssembly lack.

Python imports this file as it starts if PYTHONPATH names its folder. LIKE says which system.
"""

from __future__ import annotations

import _thread
import ctypes
import os
import signal
import subprocess
import sys
from typing import Any

SIGNALS = (
    *("setitimer", "getitimer", "SIGALRM", "ITIMER_REAL", "pthread_kill", "pthread_sigmask"),
    *("sigwait", "SIGHUP", "SIGKILL", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGCHLD"),
)
NAMES = (
    *("fork", "forkpty", "register_at_fork", "killpg", "getpgid", "setpgid", "setsid", "getsid"),
    *("pread", "preadv", "wait", "waitid", "wait3", "wait4"),
)
MODULES = ("resource", "fcntl", "pwd", "grp", "termios")
KILL = 9


def _take_away() -> None:
    for module, names in ((signal, SIGNALS), (os, NAMES)):
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    for name in MODULES:
        sys.modules[name] = None  # type: ignore[assignment]
    load, send_signal, open_file = ctypes.CDLL, subprocess.Popen.send_signal, os.open

    def cdll(name: Any, *args: Any) -> Any:
        if name is None:
            raise TypeError("LoadLibrary() argument 1 must be str, not None")
        return load(name, *args)

    def send(process: Any, number: int) -> None:
        if number != signal.SIGTERM:
            raise ValueError(f"Unsupported signal: {number}")
        send_signal(process, number)

    def kill(process: Any) -> None:
        if process.poll() is None:
            os.kill(process.pid, KILL)

    def opened(path: Any, *args: Any, **kwargs: Any) -> int:
        if str(path).startswith("/proc/"):
            raise FileNotFoundError(path)
        return open_file(path, *args, **kwargs)

    changed: Any = subprocess.Popen
    changed.send_signal = send
    changed.kill = kill
    ctypes.CDLL, os.open = cdll, opened  # type: ignore[misc,assignment]


def _take_threads_away() -> None:
    def no_thread(*args: object, **kwargs: object) -> None:
        raise RuntimeError("can't start new thread")

    def no_process(*args: object, **kwargs: object) -> None:
        raise OSError(58, "emscripten does not support processes.")

    for module in filter(None, [_thread, sys.modules.get("threading")]):
        names = ("start_new_thread", "start_joinable_thread", "start_new")
        for name in [*names, *("_" + name for name in names)]:
            if hasattr(module, name):
                setattr(module, name, no_thread)
    changed: Any = subprocess.Popen
    changed.__init__ = no_process


LIKE = os.environ.get("LIKE", "")
if LIKE:
    _take_away()
if LIKE == "WebAssembly":
    _take_threads_away()
