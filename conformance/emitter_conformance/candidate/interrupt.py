"""Tells the user's Ctrl-C from a KeyboardInterrupt that a candidate raises."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_received = threading.Event()


@contextmanager
def watched() -> Iterator[None]:
    """Note every SIGINT; it raises KeyboardInterrupt as before.

    Does nothing outside of the main thread, which receives no signals.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)

    def note(number: int, frame: FrameType | None) -> None:
        _received.set()
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        _received.clear()
        signal.signal(signal.SIGINT, before)


def interrupted(error: BaseException) -> bool:
    """Tell whether an exception is the user's Ctrl-C."""
    return isinstance(error, KeyboardInterrupt) and _received.is_set()
