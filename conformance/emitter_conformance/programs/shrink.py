"""Shrinks a rejected program, as long as it is rejected for the same reason."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Callable

from emitter_conformance.checks.minimize import shorter, simplest

from .program import Action, Callback, Operation, Program, Signature
from .scene import PLAIN


def shrink(program: Program, is_rejected: Callable[[Program], bool]) -> Program:
    """Return a program that cannot be made simpler in one step without being accepted.

    Args:
        program: A rejected program.
        is_rejected: Function that returns whether a program is rejected for the same reason.

    """
    return simplest(program, _simpler, is_rejected)


def _simpler(program: Program) -> Iterator[Program]:
    """Yield programs that are a little simpler, the simplest first."""
    for name, plainest in PLAIN._asdict().items():
        if getattr(program.scene, name) != plainest:
            plainer = program.scene._replace(**{name: plainest})
            yield dataclasses.replace(program, scene=plainer)
    for operations in shorter(program.operations):
        yield dataclasses.replace(program, operations=operations)
    for place, callback in enumerate(program.callbacks):
        for does in shorter(callback.does):
            yield _with(program, place, callback._replace(does=does))
        if callback.raises:
            yield _with(program, place, callback._replace(raises=None))
        if callback.is_method:
            yield _with(program, place, callback._replace(is_method=False))
        for signature in _shorter_signatures(callback.signature):
            yield _with(program, place, callback._replace(signature=signature))
    yield from _with_fewer_callbacks(program)
    for place, operation in enumerate(program.operations):
        for other in _simpler_operations(operation):
            operations = (*program.operations[:place], other, *program.operations[place + 1 :])
            yield dataclasses.replace(program, operations=operations)
    for at, callback in enumerate(program.callbacks):
        for place, operation in enumerate(callback.does):
            for other in _simpler_operations(operation):
                does = (*callback.does[:place], other, *callback.does[place + 1 :])
                yield _with(program, at, callback._replace(does=does))


def _with(program: Program, place: int, callback: Callback) -> Program:
    callbacks = (*program.callbacks[:place], callback, *program.callbacks[place + 1 :])
    return dataclasses.replace(program, callbacks=callbacks)


def _shorter_signatures(signature: Signature) -> Iterator[Signature]:
    if signature != Signature():
        yield Signature()
    if signature.keyword_only:
        yield signature._replace(keyword_only=False)
    if signature.annotated:
        yield signature._replace(annotated=False)
    if signature.rest:
        yield signature._replace(rest=False)
    if signature.optional:
        yield signature._replace(optional=signature.optional - 1)
    if signature.required:
        yield signature._replace(required=signature.required - 1)


def _with_fewer_callbacks(program: Program) -> Iterator[Program]:
    """Leave out a callback; what was done with it is done with another, or not at all."""
    for place in reversed(range(len(program.callbacks))):
        rest = program.callbacks[:place] + program.callbacks[place + 1 :]
        if rest:
            yield _renumbered(program, rest, place, place - 1 if place else 0)


def _renumbered(
    program: Program, callbacks: tuple[Callback, ...], gone: int, instead: int
) -> Program:
    def other(operation: Operation) -> Operation:
        number = operation.callback
        if number == gone:
            number = instead
        elif number > gone:
            number -= 1
        return operation._replace(callback=number)

    changed = [callback._replace(does=tuple(map(other, callback.does))) for callback in callbacks]
    operations = tuple(map(other, program.operations))
    return dataclasses.replace(program, callbacks=tuple(changed), operations=operations)


def _simpler_operations(operation: Operation) -> Iterator[Operation]:
    if operation.arguments:
        yield operation._replace(arguments=0)
        yield operation._replace(arguments=operation.arguments - 1)
    if operation.event:
        yield operation._replace(event=0)
    if operation.callback:
        yield operation._replace(callback=0)
    if operation.action is Action.ONCE:
        yield operation._replace(action=Action.ON)
    if operation.action is Action.CANCEL:
        yield operation._replace(action=Action.OFF)
