"""Ends code of a candidate that does not end by itself, and says where it was."""

from __future__ import annotations

import _thread
import math
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Callable

from emitter_conformance.core import describe
from emitter_conformance.core.operating_system import (
    Alarm,
    can_end_code,
    end_process_later,
    waited,
)
from emitter_conformance.core.paths import is_own

from . import places
from .exits import Exited, end_forked, leave, process_id

clock = time.monotonic  # a candidate may replace it
_start_thread, _new_lock = _thread.start_new_thread, _thread.allocate_lock
USUAL = 10.0 if sys.implementation.name == "cpython" else 30.0
"""The seconds that a check, a program, or importing a candidate may take.

Elsewhere nothing is freed before all garbage is collected, for which some checks ask often.
"""
AGAIN = 0.05
"""The seconds after which code that passes over the exception is ended again."""
PATIENCE = 5.0
"""The seconds for which code is ended again and again before its process is."""
SLACK = 0.1
"""The seconds that code may have beyond its time: to set the timer takes as long as much code."""
TICK = 0.5
"""The seconds after which the thread that watches looks at the time again."""
LENIENCY = 20
"""How often the kit is left alone when it is at work; after that it waits for the candidate."""


class TimedOut(BaseException):
    """Code of a candidate exceeded its time. Only a deadline raises it."""


def give_up(deadline: Deadline) -> None:
    """Write the line of code that cannot be ended."""
    os.write(Deadline.stderr, f"\nthe candidate cannot be ended: {deadline.place}\n".encode())


class Deadline:
    """A time limit for code of a candidate.

    An alarm ends the code, so that needs the main thread, and a system that has one. Time in which
    the machine is busy with others does not count, so that a verdict does not depend on it; nor
    does such time that ended up to `seconds` earlier.

    Code that holds off alarms, or passes over the exception, ends the process, unless it also
    holds the interpreter's lock.

    Args:
        seconds: The time limit of each part in seconds; 0 is no limit.
        total: The time limit of all parts together.

    Attributes:
        is_over: Whether the time was exceeded.
        is_spent: Whether that was the time for all parts.
        place: Where the code was when the time was over, or "".
        stderr: The file descriptor for the line about a process that is ended; of all deadlines.
        give_up: Called with the deadline of code that cannot be ended, before the process ends;
            None where another process sees to that; of all deadlines.
        ends_process: Whether the process is ended where not even that can be called, as C code
            keeps the interpreter's lock; of all deadlines.

    """

    stderr = 2
    ends_process = False
    give_up: Callable[[Deadline], object] | None = staticmethod(give_up)

    def __init__(self, seconds: float, total: float = math.inf) -> None:
        self.seconds = seconds
        self.is_over = self.is_spent = False
        self.place = ""
        self._rung, self._set = 0, -math.inf
        self._waited, self._looked = waited(), clock()
        self._until, self._due = self._looked + total, math.inf
        is_main = threading.current_thread() is threading.main_thread()
        self._works = bool(seconds) and is_main and can_end_code()
        self._alarm = Alarm(self._end)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Run the block within the time limit."""
        if not self._works:
            yield
            return
        hook = sys.unraisablehook
        own, process = (TimedOut, Exited), process_id()
        sys.unraisablehook = lambda raised: None if raised.exc_type in own else hook(raised)
        self._alarm.start()
        self.begin()
        try:
            with self._watched():
                yield
        finally:
            end_forked(process)  # without the threads that would be waited for below
            self._alarm.stop()
            self._due = math.inf
            if Deadline.ends_process:
                end_process_later(0, Deadline.stderr)
            sys.unraisablehook = hook

    def begin(self) -> None:
        """Restart the time of a part, as far as the total allows."""
        if self._works:
            now = clock()
            self._rung = 0
            if now - self._set > SLACK:
                if now - self._looked > self.seconds:  # to look takes as long as a short program
                    self._waited, self._looked = waited(), now
                seconds = max(min(self.seconds, self._until - now), 0) + SLACK
                self._set, self._due = now, now + seconds
                self._set_alarm(seconds)

    def _set_alarm(self, seconds: float) -> None:
        self._alarm.set(seconds, AGAIN)
        if Deadline.ends_process:
            end_process_later(seconds + 2 * PATIENCE, Deadline.stderr)

    def _end(self, number: int, frame: FrameType | None) -> None:
        if not self._rung:
            left = self._due - clock()
            if AGAIN < left < math.inf:  # the candidate has set an alarm of its own
                self._set_alarm(left)
                return
            before, self._waited, self._looked = self._waited, waited(), clock()
            busy = self._waited - before
            if busy > AGAIN:
                self._due, self._until = clock() + busy, self._until + busy
                self._set_alarm(busy)
                return
        self._rung += 1
        is_kit = frame is not None and is_own(frame.f_code.co_filename)
        if frame is None or (is_kit and self._rung <= LENIENCY):
            return  # the kit is at work, and ends by itself
        self._note_over(None if is_kit else frame)
        raise TimedOut

    def _note_over(self, frame: FrameType | None) -> None:
        self.is_over, self.is_spent = True, clock() >= self._until
        if frame is not None:
            self.place = self.place or places.of_frame(frame)

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Watch the block from another thread, which ends the process if nothing else can."""
        last_words, over, thread = Deadline.give_up, _new_lock(), threading.get_ident()
        over.acquire()

        def watch() -> None:
            while not over.acquire(timeout=TICK):
                if last_words is not None and clock() - self._due >= PATIENCE:
                    self._note_over(sys._current_frames().get(thread))
                    try:
                        last_words(self)
                    except BaseException as error:  # the candidate goes on, and replaces names
                        words = f"\nemitter-conformance: no verdict: {describe.error(error)}\n"
                        os.write(Deadline.stderr, words.encode("utf-8", "replace"))
                    finally:
                        leave(1)

        if last_words is not None:
            with suppress(RuntimeError):  # a system without threads
                _start_thread(watch, ())
        try:
            yield
        finally:
            over.release()
