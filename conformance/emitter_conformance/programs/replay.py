"""Runs a program on a new emitter and records the trace."""

from __future__ import annotations

import functools
import gc
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Callable

from emitter_conformance.candidate.deadline import TimedOut
from emitter_conformance.candidate.door import Visit
from emitter_conformance.candidate.exits import end_forked, process_id
from emitter_conformance.candidate.log_records import Record, collected
from emitter_conformance.candidate.process_state import builtin_names
from emitter_conformance.core import describe
from emitter_conformance.core.stopping import interrupted

from .program import EVENTS, NAMES, Action, Operation, Program, Raised, Signature
from .scene import Scene

Trace = list[tuple[Any, ...]]
"""What happened, in order. Each entry begins with one of the words below.

- DOES operation: an operation begins;
- DONE whether it returned what it has to, whether the handle is the callback itself;
- RAISED error: the operation ended with an exception;
- CALLED callback, what it received;
- LEFT callback, error or None: the callback ended;
- LOGGED record: of level ERROR or above.
"""

DOES, DONE, RAISED, CALLED, LEFT, LOGGED = "does", "done", "raised", "called", "left", "logged"
ON, OFF, CANCEL, EMIT = Action.ON, Action.OFF, Action.CANCEL, Action.EMIT
# The entries that come again and again.
AS_IT_HAS_TO, CALLBACK, OTHERWISE = (DONE, True, False), (DONE, True, True), (DONE, False, False)
WITHOUT_ARGUMENTS = [(CALLED, place, ()) for place in range(len(NAMES))]
WITHOUT_ERROR = [(LEFT, place, None) for place in range(len(NAMES))]


class Mismatch(TypeError):
    """A subclass of TypeError."""


KINDS: dict[Raised, type[BaseException]] = {
    Raised.EXCEPTION: ValueError,
    Raised.TYPE_ERROR: TypeError,
    Raised.TYPE_ERROR_SUBCLASS: Mismatch,
    Raised.BASE_EXCEPTION: BaseException,
}


class _Stopped(BaseException):
    """A callback was called more often than any emitter has reason to."""


MOST_CALLS = 500


@functools.cache
def _maker(name: str, signature: Signature) -> Callable[..., Any]:
    """Return a function that makes a callback of a signature.

    The callback is called as in the text of a program, so that messages about it speak of `f`.
    """
    return _defined(
        f"def maker(play):\n"
        f"    global {name}\n"
        f"    def {name}({signature.source}): play({_received(signature)})\n"
        f"    return {name}\n"
    )


@functools.cache
def _owner_maker(name: str, signature: Signature) -> Callable[..., Any]:
    """Return a function that makes an object with such a callback as its method `method`."""
    parameters = ", ".join(filter(None, ["self", signature.source]))
    owner = name.upper()
    return _defined(
        f"class {owner}:\n"
        f"    def __init__(self, play): self.play = play\n"
        f"    def {name}({parameters}): self.play({_received(signature)})\n"
        f"    method = {name}\n"
        f"maker = {owner}\n"
    )


def _defined(source: str) -> Callable[..., Any]:
    names: dict[str, Any] = {"__name__": __name__}
    exec(source, names)
    maker: Callable[..., Any] = names["maker"]
    return maker


def _received(signature: Signature) -> str:
    return f"({signature.values},)" if signature.values else "()"


class _Replay:
    """One run of one program."""

    def __init__(self, program: Program, emitter: Any, event: Any) -> None:
        self.program = program
        self.emitter = emitter
        self.events = (event, *EVENTS[1:])
        self.trace: Trace = []
        self.handles: dict[tuple[int, int], Any] = {}
        self.called: set[int] = set()
        self.calls = 0
        self.owners = [
            (_owner_maker if callback.is_method else _maker)(NAMES[place], callback.signature)(
                functools.partial(self.play, place)
            )
            for place, callback in enumerate(program.callbacks)
        ]

    def end(self) -> Trace:
        """Return the trace, and drop all references: the run refers to itself and would pile up."""
        trace, self.trace = self.trace, []
        self.emitter, self.owners, self.handles = None, [], {}
        return trace

    def play(self, place: int, received: tuple[object, ...]) -> None:
        """Run the body of a callback."""
        called = (CALLED, place, received) if received else WITHOUT_ARGUMENTS[place]
        self.trace.append(called)
        self.calls += 1
        _, does, raises, _ = self.program.callbacks[place]
        try:
            if self.calls > MOST_CALLS:
                raise _Stopped
            if does and place not in self.called:
                self.called.add(place)
                for operation in does:
                    self.perform(operation)
            if raises:
                raise KINDS[raises](self.calls)
        except BaseException as error:
            self.trace.append((LEFT, place, error))
            raise
        self.trace.append(WITHOUT_ERROR[place])

    def perform(self, operation: Operation) -> None:
        """Perform an operation; its exception is raised again."""
        action, event, place, arguments = operation
        emitter, name, done = self.emitter, self.events[event], AS_IT_HAS_TO
        self.trace.append((DOES, operation))
        try:
            if action is EMIT:
                returned = emitter.emit(name, *range(1, arguments + 1)) is None
            elif action is CANCEL:
                returned = emitter.off(name, self.handles.get((event, place))) is None
            else:
                callback = self.owners[place]
                if self.program.callbacks[place].is_method:
                    callback = callback.method  # another object each time
                if action is ON:
                    returned = emitter.on(name, callback) is callback
                elif action is OFF:
                    returned = emitter.off(name, callback) is None
                else:
                    handle = self.handles[event, place] = emitter.once(name, callback)
                    returned, done = True, CALLBACK if handle is callback else done
        except BaseException as error:
            self.trace.append((RAISED, error))
            raise
        self.trace.append(done if returned else OTHERWISE)


class Unended(Exception):
    """A program did not end, or could not begin.

    Attributes:
        program: The program.
        why: The reason in words, or "" if the program took too long.

    """

    def __init__(self, program: Program, why: str = "") -> None:
        super().__init__(program, why)
        self.program, self.why = program, why


@contextmanager
def replaying(
    make: Callable[[], Any], visit: Visit | None = None
) -> Iterator[Callable[[Program], Trace]]:
    """Return a function that runs programs, each on a new emitter.

    The function raises `Unended` for a program that takes too long, that would end the process,
    or for which no emitter is made.

    Args:
        make: Function that returns a new emitter.
        visit: The visit of the candidate during which the programs run; by default none, and no
            limit of time.

    """
    visit = visit or Visit()
    current: _Replay | None = None
    deadline, ends, process = visit.deadline, visit.ends, process_id()
    put_back, depth = builtin_names(), sys.getrecursionlimit()
    collect, let_be = gc.enable, gc.disable

    def take(record: Record) -> None:
        if record.levelno >= logging.ERROR and current is not None:
            current.trace.append((LOGGED, record))

    # Many scenes have the same subclass or the same event.
    maker = functools.cache(lambda subclass: Scene(subclass).maker(make))
    named_event = functools.cache(lambda event: Scene(event=event).named_event())

    def run(running: _Replay) -> None:
        for operation in running.program.operations:
            try:
                running.perform(operation)
            except BaseException as error:
                if interrupted(error):
                    raise
            if deadline.is_over or ends:
                break

    def replay(program: Program) -> Trace:
        nonlocal current
        trace, why, replaced = None, "", []
        let_be()  # finalizers of earlier emitters are no part of this program
        deadline.begin()
        try:
            try:
                scene = program.scene
                made, event = maker(scene.subclass), named_event(scene.event)
                running = current = _Replay(program, made(), event)
                scene.perform(lambda: run(running), make, running.emitter)
            finally:
                sys.setrecursionlimit(depth)
                replaced = put_back()
                end_forked(process)
                if current is not None:
                    trace, current = current.end(), None
                collect()
        except TimedOut:
            pass  # the deadline tells
        except BaseException as error:
            if interrupted(error):
                raise
            why = f"making an emitter raised {describe.error(error)}"
        if replaced or ends:
            why = (ends or replaced)[0]
        if deadline.is_over or why or trace is None:
            raise Unended(program, why)
        return trace

    with collected(take):
        yield replay
