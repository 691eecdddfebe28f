"""Every program up to a length, over two events and two callbacks, shortest first.

The first callback returns. The second performs one operation when it is first called, or raises.
What its operation or its exception is counts as one of the operations of the program. Of programs
that differ only in the name of the events one is left, and programs that differ only in what is
never called are one. A program ends with an emission, as nothing shows what comes after it.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence

from .program import EVENTS, Action, Callback, Operation, Program, Raised, performable

PLAIN, BUSY = 0, 1
EMISSIONS = [Operation(Action.EMIT, event) for event in range(len(EVENTS))]
BODIES = [
    *(
        Callback(does=(Operation(action, event, callback),))
        for action in (Action.ON, Action.ONCE, Action.OFF, Action.CANCEL)
        for callback in (PLAIN, BUSY)
        for event in range(len(EVENTS))
    ),
    *(Callback(does=(emission,)) for emission in EMISSIONS),
    *(Callback(raises=raised) for raised in Raised),
]


def programs(length: int, lacks: Collection[str] = ()) -> Iterator[Program]:
    """Yield every program of up to so many operations, shortest first.

    Args:
        length: The largest number of operations.
        lacks: The methods that the emitter lacks.

    """
    actions = performable(lacks)
    bodies = [body for body in BODIES if all(each.action in actions for each in body.does)]
    for size in range(1, length + 1):
        for operations in _sequences(size, [PLAIN], actions):
            yield Program((Callback(),), operations)
        for operations in _sequences(size - 1, [PLAIN, BUSY], actions):
            if _calls_busy(operations):
                for body in bodies:
                    if _has_its_handle(body, operations):
                        yield Program((Callback(), body), operations)


def _sequences(
    size: int, callbacks: Sequence[int], actions: Collection[Action]
) -> Iterator[tuple[Operation, ...]]:
    letters = [
        Operation(action, event, callback)
        for action in (Action.ON, Action.ONCE, Action.OFF, Action.CANCEL)
        if action in actions
        for callback in callbacks
        for event in range(len(EVENTS))
    ]
    if size < 1:
        return
    for first in itertools.product([*letters, *EMISSIONS], repeat=size - 1):
        if _is_the_one_of_its_kind(first):
            for last in EMISSIONS:
                if first or last.event == 0:
                    yield (*first, last)


def _is_the_one_of_its_kind(operations: Sequence[Operation]) -> bool:
    """Return whether the first event is the first one, and handles exist before use."""
    if operations and operations[0].event:
        return False
    made = set()
    for operation in operations:
        if operation.action is Action.ONCE:
            made.add((operation.event, operation.callback))
        key = (operation.event, operation.callback)
        if operation.action is Action.CANCEL and key not in made:
            return False
    return True


def _calls_busy(operations: Sequence[Operation]) -> bool:
    """Return whether an emission finds the second callback registered."""
    registered: set[tuple[int, Action]] = set()
    for operation in operations:
        action, event = operation.action, operation.event
        if action is Action.EMIT:
            if {(event, Action.ON), (event, Action.ONCE)} & registered:
                return True
        elif operation.callback == BUSY:
            if action in (Action.ON, Action.ONCE):
                registered.add((event, action))
            else:
                removed = Action.ON if action is Action.OFF else Action.ONCE
                registered.discard((event, removed))
    return False


def _has_its_handle(body: Callback, operations: Sequence[Operation]) -> bool:
    """Return whether the handle exists that the second callback cancels."""
    return all(
        operation.action is not Action.CANCEL
        or Operation(Action.ONCE, operation.event, operation.callback) in operations
        for operation in body.does
    )
