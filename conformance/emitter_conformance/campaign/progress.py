"""Shows the progress of a long search: a bar with tqdm, lines where there is no terminal."""

from __future__ import annotations

import datetime
import importlib
import time
from collections.abc import Sequence
from typing import Any, Callable, Protocol, TextIO

from emitter_conformance.programs.exhaustive import programs as every
from emitter_conformance.programs.search import Scope

INTERVAL = 30.0
"""Seconds between two lines."""
COUNTABLE = Scope().depth + 1
"""Programs of more operations are too many to be counted only for this."""


class Progress(Protocol):
    """A display of the number of judged programs."""

    def show(self, number: int) -> None:
        """Show the current number."""
        ...

    def close(self) -> None:
        """Show the last number."""
        ...


class Silent:
    """A display of nothing."""

    def show(self, number: int) -> None:
        """Show nothing."""

    def close(self) -> None:
        """Show nothing."""


class Lines:
    """A display that writes a line from time to time.

    Args:
        stream: The text stream to write to.
        total: The number of programs, or None if it is unknown.
        done: The number of programs that earlier runs have judged.
        begin: Function that is called before the first line.

    """

    def __init__(
        self, stream: TextIO, total: int | None, done: int, begin: Callable[[], object]
    ) -> None:
        self._stream, self._total, self._before, self._number = stream, total, done, done
        self._start = self._last = time.monotonic()
        self._begin: Callable[[], object] | None = begin

    def show(self, number: int) -> None:
        """Write a line if the last one is old enough."""
        self._number = number
        if time.monotonic() - self._last >= INTERVAL:
            self._write()

    def close(self) -> None:
        """Write the last line."""
        if self._number > self._before:
            self._write()

    def _write(self) -> None:
        if self._begin is not None:
            self._begin()
            self._begin = None
        self._last = time.monotonic()
        number, total, seconds = self._number, self._total, self._last - self._start
        rate = (number - self._before) / max(seconds, 1e-9)
        line = f"programs: {number}"
        if total is not None:
            line += f" of {total} ({100 * number // total} %)"
        line += f", {rate:.0f}/s"
        if total is not None and rate:
            line += f", {datetime.timedelta(seconds=round((total - number) / rate))} left"
        print(line, file=self._stream, flush=True)


class Bar:
    """A display with a progress bar.

    Args:
        tqdm: The class `tqdm.tqdm`.
        stream: The text stream to write to.
        total: The number of programs, or None if it is unknown.
        done: The number of programs that earlier runs have judged.
        begin: Function that is called before the bar is shown.

    """

    def __init__(
        self,
        tqdm: Any,
        stream: TextIO,
        total: int | None,
        done: int,
        begin: Callable[[], object],
    ) -> None:
        begin()
        self._bar = tqdm(desc="programs", total=total, initial=done, unit="", ncols=80, file=stream)

    def show(self, number: int) -> None:
        """Draw the bar if the last drawing is old enough."""
        self._bar.update(number - self._bar.n)

    def close(self) -> None:
        """Leave the bar on the screen."""
        self._bar.close()


def progress(stream: TextIO, total: int | None, done: int, begin: Callable[[], object]) -> Progress:
    """Return the display that suits a stream."""
    if stream.isatty():
        try:
            return Bar(importlib.import_module("tqdm").tqdm, stream, total, done, begin)
        except ImportError:
            pass
    return Lines(stream, total, done, begin)


def is_short(scope: Scope) -> bool:
    """Return whether a search takes seconds."""
    usual = Scope()
    return scope.depth <= usual.depth and scope.number <= usual.number


def total(scopes: Sequence[Scope]) -> int | None:
    """Return the number of programs of some searches, or None if counting takes long."""
    if any(scope.depth > COUNTABLE for scope in scopes):
        return None
    short = sum(1 for scope in scopes if scope.depth for _ in every(scope.depth))
    return short + sum(scope.number for scope in scopes)
