"""Stops: the signals by which a user ends a run, and how a process of the kit follows them.

A stop raises KeyboardInterrupt, whichever signal it was. A candidate can raise that too;
`interrupted` tells the two apart. The end of its standard input says to a process of the kit that
its parent asks it to stop, or has ended: that works on every system, and from its first moment on.
"""

from __future__ import annotations

import _thread
import atexit
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Callable

from .operating_system import STOPS, interrupt_main_thread, is_ignored, kill_group

PATIENCE = 1.5
"""The seconds that a process has for its end after it was asked to stop."""
FOLLOWING = f"from {__name__} import follow_parent; follow_parent(sys.argv.pop(1)); "
"""Begins a program for `python -c` that takes a temporary folder, and stops with its parent."""
SIGNALLED = 128
"""A shell adds this to the number of the signal that ended a process."""

_received: list[int] = []
_only_first: list[bool] = []
_postponing: list[int] = []
_leave = os._exit


def begin() -> None:
    """Let the first stop raise KeyboardInterrupt, in a process that is the kit's alone.

    Further ones do nothing: what the process has begun is being ended.
    """
    _only_first.append(True)
    _install()


@contextmanager
def watched() -> Iterator[None]:
    """Let every stop raise KeyboardInterrupt, and note it.

    A signal that is ignored stays so, as with `nohup`. Does nothing outside of the main thread,
    which receives no signals.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = _install()
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)
        if _received:
            _let_exit_code_count()
        _received.clear()


def _install() -> list[tuple[int, Any]]:
    before = [(number, signal.getsignal(number)) for number in STOPS if not is_ignored(number)]
    for number, _ in before:
        signal.signal(number, _note)
    return before


def _note(number: int, frame: FrameType | None) -> None:
    _received.append(number)
    if not _postponing and not (_only_first and len(_received) > 1):
        raise KeyboardInterrupt(signal.Signals(number).name)


@contextmanager
def postponed() -> Iterator[None]:
    """Let a stop raise KeyboardInterrupt at the end of the block, not within."""
    before = len(_received)
    _postponing.append(before)
    try:
        yield
    finally:
        _postponing.pop()
    if len(_received) > before and not _postponing and not (_only_first and before):
        raise KeyboardInterrupt(signal.Signals(_received[-1]).name)


def _let_exit_code_count() -> None:
    """Make Python end with the exit code of the program.

    Once KeyboardInterrupt has left source text that was executed, such as that of a dataclass,
    Python ends itself by SIGINT, whatever the exit code, until other text is executed.
    """
    exec("")


def interrupted(error: BaseException) -> bool:
    """Whether an exception is a stop."""
    return isinstance(error, KeyboardInterrupt) and bool(_received)


def check() -> None:
    """Raise KeyboardInterrupt if there was a stop, which a candidate may have caught."""
    if _received:
        raise KeyboardInterrupt(signal.Signals(_received[-1]).name)


def exit_code() -> int:
    """Return the exit code of a process that was stopped."""
    _let_exit_code_count()
    return SIGNALLED + (_received[0] if _received else int(signal.SIGINT))


def ignore() -> None:
    """Ignore stops from now on: all is done, and the exit code is decided."""
    if threading.current_thread() is threading.main_thread():
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)


def decide(act: Callable[[], object]) -> None:
    """Do what decides how a run ends, unless there was a stop.

    In a process that is the kit's alone further stops do nothing.

    Raises:
        KeyboardInterrupt: A stop was requested; nothing was done.

    """
    with postponed():
        check()
        act()
        if _only_first:
            ignore()
            _received.clear()


def follow_parent(folder: str) -> None:
    """Stop when standard input ends, and be ended soon after.

    Until something else handles the signals, a stop ends the process without a word: it has not
    begun yet.

    Args:
        folder: A temporary folder, which a parent that was killed does not remove.

    """

    def leave(number: int, frame: FrameType | None) -> None:
        _remove(folder)
        _leave(SIGNALLED + number)

    for number in STOPS:
        signal.signal(number, leave)
    parent, nothing = os.dup(0), os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    _thread.start_new_thread(_follow, (parent, folder))


def _follow(parent: int, folder: str) -> None:
    while os.read(parent, 1):
        pass
    atexit.register(_remove, folder)  # its last report may still be written there
    interrupt_main_thread()
    time.sleep(2 * PATIENCE)
    _remove(folder)
    kill_group()


def _remove(folder: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
