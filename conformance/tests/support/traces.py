"""A notation for traces, to write by hand what the oracle accepts and rejects.

    on joined f             an operation that returns what it has to
    emit joined 1 2         an emission; what is indented happens in it
      f 1                   a call, with what the callback received
        off joined g        an operation of the callback
      g !ValueError         a call that raises
      log ValueError        a record of level ERROR with that exception
    emit joined !TypeError  an emission that raises; the exception of a call, if there was one
    emit joined !off KeyError  the same, raised by the `off` that the emission called

`cancel` is `off` with a handle, `once* joined f` a `once` that returns the callback itself, `?` at
the end of a line a wrong return value, `log* ValueError` a record of level CRITICAL.
"""

from __future__ import annotations

import logging
import textwrap
from collections.abc import Iterator

from emitter_conformance.candidate.log_records import Record
from emitter_conformance.programs.program import EVENTS, NAMES, Action, Operation
from emitter_conformance.programs.replay import (
    CALLED,
    DOES,
    DONE,
    KINDS,
    LEFT,
    LOGGED,
    RAISED,
    Mismatch,
    Trace,
)

ERRORS = {kind.__name__: kind for kind in [*KINDS.values(), Mismatch, KeyError]}


def trace(text: str) -> Trace:
    """Return the trace of a text."""
    lines = [line for line in textwrap.dedent(text).splitlines() if line.strip()]
    return list(_Reader().operations(lines, 0))


class _Reader:
    def __init__(self) -> None:
        self.errors: dict[str, BaseException] = {}

    def operations(self, lines: list[str], depth: int) -> Iterator[tuple[object, ...]]:
        for line, inner in _blocks(lines, depth):
            words, wrong, raised = _ending(line)
            if words[0].startswith("log"):
                yield LOGGED, self.record(words[0], words[1:])
                continue
            handle_is_callback = words[0].endswith("*")
            action = Action(words[0].rstrip("*"))
            event = EVENTS.index(words[1])
            if action is Action.EMIT:
                yield DOES, Operation(action, event, arguments=len(words) - 2)
            else:
                yield DOES, Operation(action, event, NAMES.index(words[2]))
            yield from self.calls(inner, depth + 1)
            if raised:
                yield RAISED, self.error(raised)
            else:
                yield DONE, not wrong, handle_is_callback

    def calls(self, lines: list[str], depth: int) -> Iterator[tuple[object, ...]]:
        for line, inner in _blocks(lines, depth):
            words, _, raised = _ending(line)
            if words[0].startswith("log"):
                yield LOGGED, self.record(words[0], words[1:])
                continue
            place = NAMES.index(words[0])
            yield CALLED, place, tuple(int(word) if word.isdigit() else word for word in words[1:])
            yield from self.operations(inner, depth + 1)
            if raised.endswith("+"):  # another object than before
                self.errors.pop(raised.rstrip("+"), None)
            yield LEFT, place, self.error(raised.rstrip("+")) if raised else None

    def record(self, word: str, kinds: list[str]) -> Record:
        level = logging.CRITICAL if word.endswith("*") else logging.ERROR
        error = self.error(kinds[0]) if kinds else None
        info = (type(error), error, None) if error else None
        return Record(level, "livekit", "failed to emit event joined", info)

    def error(self, kind: str) -> BaseException:
        """Return the exception of a type, the same object each time."""
        by_off, _, name = kind.rpartition(" ")
        error = ERRORS[name](name)
        return self.errors.setdefault(kind, off(error) if by_off else error)


def off(error: BaseException) -> BaseException:
    """Return an exception with a traceback that has a function of this name."""
    try:
        raise error
    except BaseException as raised:
        return raised


def _ending(line: str) -> tuple[list[str], bool, str]:
    line, _, raised = line.partition("!")
    return line.rstrip().rstrip("?").split(), line.rstrip().endswith("?"), raised.strip()


def _blocks(lines: list[str], depth: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines of one depth, each with the deeper ones below it."""
    starts = [place for place, line in enumerate(lines) if not line.startswith("  " * (depth + 1))]
    for start, end in zip(starts, [*starts[1:], len(lines)]):
        yield lines[start].strip(), lines[start + 1 : end]
