"""Event loops of a check: its own is restored and closed, one that runs around it is hidden.

asyncio has no public functions for most of this, so its private ones are used where there are any.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Callable, TypeVar, cast

Make = TypeVar("Make", bound=Callable[..., Any])
_loops: list[Any] = []
"""The event loops that were made because a check asked for one."""


def close_made() -> None:
    """Close the event loops that were made because a check asked for one, with their tasks.

    A task that never began would otherwise be reported on stderr, below the verdict.
    """
    while _loops:
        loop = _loops.pop()
        for task in sys.modules["asyncio"].all_tasks(loop):
            task._log_destroy_pending = False
            coroutine = task.get_coro()
            has_begun = inspect.getcoroutinestate(coroutine) != inspect.CORO_CREATED
            if not has_begun:  # closing it runs nothing
                coroutine.close()
        with contextlib.suppress(RuntimeError):  # another thread runs it
            loop.close()


@contextmanager
def without_running() -> Iterator[Callable[[Make], Make]]:
    """Hide the event loop that runs in this thread, so that code within can run another one.

    Returns:
        A function that returns another one, changed so that it sees the loop in every thread.

    """
    asyncio: Any = sys.modules.get("asyncio")
    loop = asyncio._get_running_loop() if asyncio is not None else None
    if loop is None:
        yield lambda make: make
        return
    # Since Python 3.12 each thread has one current task; before, each loop had.
    swap: Any = getattr(asyncio.tasks, "_swap_current_task", lambda loop, task: None)
    thread, task = threading.get_ident(), swap(loop, None)
    asyncio._set_running_loop(None)

    def seeing(make: Make) -> Make:
        @functools.wraps(make)
        def made(*arguments: Any, **keywords: Any) -> Any:
            if asyncio._get_running_loop() is not None:
                return make(*arguments, **keywords)
            is_here = threading.get_ident() == thread
            asyncio._set_running_loop(loop)
            try:
                if is_here:
                    swap(loop, task)
                return make(*arguments, **keywords)
            finally:
                if is_here:
                    swap(loop, None)
                asyncio._set_running_loop(None)

        return cast("Make", made)

    try:
        yield seeing
    finally:
        asyncio._set_running_loop(loop)
        swap(loop, task)


def restoring_current() -> Callable[[], list[str]]:
    """Return a function that restores the current event loop of this thread.

    Where there is none, one is made when it is asked for; it is there again for the next check.
    """
    asyncio: Any = sys.modules.get("asyncio")
    if asyncio is None:
        return list
    # Python 3.14 deprecates the public functions, and 3.16 has none.
    of_policy: Any = getattr(asyncio.events, "_get_event_loop_policy", None) or getattr(
        asyncio, "get_event_loop_policy", lambda: None
    )
    set_policy: Any = getattr(asyncio.events, "_set_event_loop_policy", None) or getattr(
        asyncio, "set_event_loop_policy", None
    )
    policy = of_policy()
    local: Any = getattr(policy, "_local", None)
    before, is_set = getattr(local, "_loop", None), getattr(local, "_set_called", None)
    is_made = before is None and is_set is False
    if is_made and _loops and not _loops[-1].is_closed():
        local._loop = _loops[-1]

    def restore() -> list[str]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if of_policy() is not policy:
                set_policy(policy)
            loop = getattr(local, "_loop", None)
            if is_made and loop is not None and loop not in _loops:
                _loops.append(loop)
            if loop is not before:
                asyncio.set_event_loop(before)
                if is_made:
                    local._set_called = False
        return []

    return restore
