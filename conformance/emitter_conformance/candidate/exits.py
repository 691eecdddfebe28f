"""Keeps a candidate from ending the kit's process, or putting another program in its place."""

from __future__ import annotations

import _thread
import atexit
import contextlib
import functools
import operator
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Callable, ClassVar, NoReturn

from emitter_conformance.core.operating_system import call_in_forked

leave = os._exit
process_id = os.getpid  # a candidate may replace it
_parent_id: Callable[[], int] = getattr(os, "getppid", process_id)  # WebAssembly has none
_sleep, _start_thread, _new_lock = time.sleep, _thread.start_new_thread, _thread.allocate_lock
TICK = 0.1
"""The seconds after which a forked process looks again whether its parent has ended."""
REFUSED = ("_exit", "execv", "execve")
"""What ends a process at once; every other `exec` of `os` calls one of these."""
NO_VERDICT = b"\nemitter-conformance: no verdict: SystemExit ended the run\n"
_MODULES: list[Any] = [os, sys.modules.get(os.name, os)]


class Exited(BaseException):
    """A refused attempt to end the process. Only the functions that `refused` installs raise it."""


class _State:
    """The treatment of calls that would end the process.

    Attributes:
        process: The number of the process in which such calls are refused, or 0.
        ends: The list that receives a sentence for each refused call.
        code: The exit code of a run that is over and not green, or 0.
        parent: The number of the process of the kit from which this one was forked, or 0.

    """

    process = parent = 0
    ends: ClassVar[list[str]] = []
    code = 0


def end_forked(process: int) -> None:
    """End this process if it is not the one of this number: then the candidate forked it."""
    if process_id() != process:
        leave(0)


def _leave_with_parent(note_beginning: Callable[[], object]) -> None:
    note_beginning()
    while _parent_id() == _State.parent:
        _sleep(TICK)
    leave(0)


@call_in_forked
def _watch_parent() -> None:
    """Let this process end with the kit's, if a candidate forked it, wherever it is then.

    It may wait for threads that it does not have, in code of the kit.
    """
    if _State.process not in (0, _State.parent):  # the parent may have ended by now
        _State.parent = _State.process
        beginning = _new_lock()
        beginning.acquire()
        with contextlib.suppress(RuntimeError):  # no thread can be started
            _start_thread(_leave_with_parent, (beginning.release,))
            beginning.acquire(timeout=TICK)  # PyPy crashes if it ends while a thread begins


@contextmanager
def refused(ends: list[str] | None = None) -> Iterator[list[str]]:
    """Make every call that would end this process raise `Exited`, in every thread.

    Within another one, calls that come after it and before the end of the outer one are still
    kept in its list: a finalizer or a thread of the candidate that ran last makes them.

    Args:
        ends: The list that receives a sentence for each refused call; by default a new one.

    Returns:
        The list.

    """
    ends = [] if ends is None else ends
    is_outermost = _State.process != process_id() or bool(_State.code)
    _State.process, _State.ends, _State.code = process_id(), ends, 0
    put_back = _replaced()
    try:
        yield ends
    finally:
        if not _State.code:
            put_back()
            if is_outermost:
                _State.process = 0


def hold(code: int) -> None:
    """Fix the exit code of this process, unless a later one is worse.

    An `atexit` function or a finalizer of the candidate may try, once the run is over. To be
    called within `refused`.
    """
    _State.code = code


@contextmanager
def failing_at_exit() -> Iterator[None]:
    """End the process with exit code 1, and one line, if SystemExit leaves the block.

    What traces or monitors for the candidate can raise it from any line, those of the kit and of
    pytest included, and its exit code would be 0. No function of Python is called to end it.
    """
    with contextlib.ExitStack() as stack:
        stderr = -1
        with contextlib.suppress(OSError):
            stderr = os.dup(2)
            stack.callback(os.close, stderr)
        streams = filter(None, [sys.__stdout__, sys.__stderr__])
        last: list[Callable[[], object]] = [
            functools.partial(leave, 1),
            functools.partial(os.write, stderr, NO_VERDICT),
            *(each.flush for each in streams),
        ]
        for each in last:
            atexit.register(each)
            stack.callback(atexit.unregister, each)
        try:
            yield
        except SystemExit:
            _State.code = 1
            stack.pop_all()
            raise


def _replaced() -> Callable[[], None]:
    """Replace the functions that end a process; return a function that restores them."""
    before = [
        (module, name, getattr(module, name))
        for module in _MODULES
        for name in REFUSED
        if hasattr(module, name)
    ]
    for module, name, real in before:
        if not isinstance(real, _Refusal):
            setattr(module, name, _Refusal(name, real))

    def put_back() -> None:
        for module, name, real in before:
            setattr(module, name, real)

    return put_back


class _Refusal:
    """A function that would end the process; it does so in a process that the candidate forked."""

    def __init__(self, name: str, real: Callable[..., NoReturn]) -> None:
        self._name, self.real = name, real

    def __call__(self, *arguments: Any, **keywords: Any) -> NoReturn:
        if _State.process != process_id():
            self.real(*arguments, **keywords)
        is_exit = self._name == "_exit"
        status = operator.index([*arguments, *keywords.values()][0]) if is_exit else 0
        if _State.code:
            for each in filter(None, [sys.__stdout__, sys.__stderr__]):
                with contextlib.suppress(Exception):  # closed, or as the candidate left it
                    each.flush()
            leave(status or _State.code)
        words = f"ended with exit code {status}" if is_exit else f"was replaced by os.{self._name}"
        _State.ends.append(f"the process {words}")
        raise Exited(f"os.{self._name}({status if is_exit else '...'})")
