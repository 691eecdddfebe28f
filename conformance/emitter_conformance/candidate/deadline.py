"""Ends code of a candidate that does not end by itself, and says where it was."""

from __future__ import annotations

import math
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from emitter_conformance.core.operating_system import Alarm, can_end_code, waited
from emitter_conformance.core.paths import is_foreign, is_own

from .exits import leave

_clock = time.monotonic  # a candidate may replace it
USUAL = 10.0
"""The seconds that a check, a program, or importing a candidate may take."""
AGAIN = 0.05
"""The seconds after which code that passes over the exception is ended again."""
PATIENCE = 100
"""How often code is ended before its process is."""
SLACK = 0.1
"""The seconds that code may have beyond its time: to set the timer takes as long as much code."""
ENOUGH = 2
"""How many checks of a candidate may take their whole time without an end."""
SHORT = 2.0
"""The seconds that its further checks may take."""
LENIENCY = 20
"""How often the kit is left alone when it is at work; after that it waits for the candidate."""


class TimedOut(BaseException):
    """The code of a candidate took too long. Only a deadline raises it."""


class Allowance:
    """The time that each check of one candidate may take, which is less once some did not end.

    What holds a lock for ever does so in many checks; its verdict is not to take minutes.

    Args:
        seconds: How long a check may take; 0: as long as it likes.

    """

    def __init__(self, seconds: float) -> None:
        self._seconds, self._unended = seconds, 0

    @property
    def seconds(self) -> float:
        """How long the next check may take."""
        return min(self._seconds, SHORT) if self._unended >= ENOUGH else self._seconds

    def note_unended(self) -> None:
        """Note that a check took its whole time and did not end."""
        self._unended += 1


class Deadline:
    """A time that code of a candidate must not exceed.

    An alarm ends the code, so that needs the main thread, and a system that has one. Time in which
    the machine is busy with others does not count, so that a verdict does not depend on it, and
    neither may such time that has just passed, up to `seconds` before.

    Args:
        seconds: How long it may take; 0: as long as it likes.

    Attributes:
        is_over: Whether the time was exceeded.
        place: Where the code was when the time was over, or "".
        patience: How often code is ended before its process is; of all deadlines.
        told: The file descriptor that says why the process is ended; of all deadlines.

    """

    patience = PATIENCE
    told = 2

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.is_over = False
        self.place = ""
        self._rung = self._ended = 0
        self._rests, self._set = True, -math.inf
        self._waited, self._looked = waited(), _clock()
        is_main = threading.current_thread() is threading.main_thread()
        self._works = bool(seconds) and is_main and can_end_code()
        self._alarm = Alarm(self._end)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let the time begin."""
        if not self._works:
            yield
            return
        hook = sys.unraisablehook
        sys.unraisablehook = lambda raised: None if raised.exc_type is TimedOut else hook(raised)
        self._alarm.start()
        self.begin()
        try:
            yield
        finally:
            self._alarm.stop()
            sys.unraisablehook = hook

    def begin(self) -> None:
        """Give what comes now the whole time."""
        if self._works:
            now = _clock()
            self._rung, self._rests = 0, False
            if now - self._set > SLACK:
                if now - self._looked > self.seconds:  # to look takes as long as a short program
                    self._waited, self._looked = waited(), now
                self._alarm.set(self.seconds + SLACK, AGAIN)
                self._set = now

    def rest(self) -> None:
        """Let the kit work as long as it likes."""
        self._rests = True

    def _stop(self) -> None:
        self._alarm.set(0)
        self._set = -math.inf

    def _end(self, number: int, frame: FrameType | None) -> None:
        if self._rests:
            self._stop()
            return
        if not self._rung:
            before, self._waited, self._looked = self._waited, waited(), _clock()
            if self._waited - before > AGAIN:
                self._alarm.set(self._waited - before, AGAIN)
                return
        self._rung += 1
        is_kit = frame is not None and is_own(frame.f_code.co_filename)
        if frame is None or (is_kit and self._rung <= LENIENCY):
            return  # the kit is at work, and ends by itself
        self.is_over = True
        if not is_kit:
            self.place = self.place or _place(frame)
        self._ended += 1
        if self._ended > self.patience:
            os.write(self.told, f"\nthe candidate cannot be ended: {self.place}\n".encode())
            leave(1)
        raise TimedOut


def _place(frame: FrameType) -> str:
    """Give the line that runs, or the line of the candidate that has called a library."""
    caller: FrameType | None = frame
    while caller is not None and is_foreign(caller.f_code.co_filename):
        caller = caller.f_back
    shown = caller or frame
    return f"{shown.f_code.co_filename}:{shown.f_lineno} in {shown.f_code.co_name}"
