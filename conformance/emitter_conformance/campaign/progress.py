"""Shows how far a long search is: a bar if tqdm is installed, lines where there is no terminal."""

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
    """What shows how many programs were judged."""

    def show(self, number: int) -> None:
        """Show how many there are now."""
        ...

    def close(self) -> None:
        """Show it for the last time."""
        ...


class Silent:
    """Shows nothing."""

    def show(self, number: int) -> None:
        """Show nothing."""

    def close(self) -> None:
        """Show nothing."""


class Lines:
    """Writes a line now and then.

    Args:
        stream: Where to.
        total: How many programs there are, or None.
        done: How many had been judged before.
        begin: Is called before the first line.

    """

    def __init__(
        self, stream: TextIO, total: int | None, done: int, begin: Callable[[], object]
    ) -> None:
        self._stream, self._total, self._before, self._number = stream, total, done, done
        self._start = self._last = time.monotonic()
        self._begin: Callable[[], object] | None = begin

    def show(self, number: int) -> None:
        """Write a line if the last one is long ago."""
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
    """Draws a bar.

    Args:
        tqdm: The class.
        stream: Where to.
        total: How many programs there are, or None.
        done: How many had been judged before.
        begin: Is called before the bar is there.

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
        """Draw it, if the last time is long ago."""
        self._bar.update(number - self._bar.n)

    def close(self) -> None:
        """Leave it as it is."""
        self._bar.close()


def progress(stream: TextIO, total: int | None, done: int, begin: Callable[[], object]) -> Progress:
    """Give what shows how far a search is, as is best where it shows."""
    if stream.isatty():
        try:
            return Bar(importlib.import_module("tqdm").tqdm, stream, total, done, begin)
        except ImportError:
            pass
    return Lines(stream, total, done, begin)


def is_short(scope: Scope) -> bool:
    """Tell whether a search takes seconds."""
    usual = Scope()
    return scope.depth <= usual.depth and scope.number <= usual.number


def total(scopes: Sequence[Scope]) -> int | None:
    """Give how many programs searches have, or None if that takes long to know."""
    if any(scope.depth > COUNTABLE for scope in scopes):
        return None
    short = sum(1 for scope in scopes if scope.depth for _ in every(scope.depth))
    return short + sum(scope.number for scope in scopes)
