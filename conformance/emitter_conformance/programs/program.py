"""A program: operations on one emitter, and the operations of its callbacks."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .scene import PLAIN, Scene

EVENTS = ("joined", "left")
NAMES = "fghijklm"
PER_SEED = 2000
"""How many random programs a seed stands for."""

DEFAULT = "default"
"""What a parameter with a default receives when the emission has no argument for it."""


class Action(enum.Enum):
    """The kind of an operation.

    CANCEL is `off` with what the last `once` of the callback for the event returned, or with None.
    """

    ON = "on"
    ONCE = "once"
    OFF = "off"
    CANCEL = "cancel"
    EMIT = "emit"

    __hash__ = object.__hash__  # that of Enum is Python, and operations are hashed all the time


NEEDS = {
    Action.ONCE: {"once with a callback"},
    Action.OFF: {"off"},
    Action.CANCEL: {"once with a callback", "off"},
}
"""The methods that an operation needs, beside an `on` and `emit`."""


def performable(lacks: Collection[str]) -> list[Action]:
    """Return the actions that an emitter without some methods can still perform."""
    return [action for action in Action if NEEDS.get(action, set()).isdisjoint(lacks)]


class Raised(enum.Enum):
    """The way in which a callback ends if it does not return."""

    EXCEPTION = "ValueError"
    TYPE_ERROR = "TypeError"
    TYPE_ERROR_SUBCLASS = "Mismatch"
    BASE_EXCEPTION = "BaseException"


class Signature(NamedTuple):
    """The parameters of a callback.

    Attributes:
        required: The number of positional parameters without a default.
        optional: The number of positional parameters with a default.
        rest: Whether there is `*rest`.
        keyword_only: Whether a keyword-only parameter without a default makes every call fail.
        annotated: Whether the positional parameters have an annotation whose name does not exist.

    """

    required: int = 0
    optional: int = 0
    rest: bool = False
    keyword_only: bool = False
    annotated: bool = False

    def takes(self, number: int) -> bool:
        """Return whether a call with so many positional arguments fits."""
        most = number if self.rest else self.required + self.optional
        return self.required <= number <= most and not self.keyword_only

    def cut(self, arguments: tuple[object, ...]) -> tuple[object, ...]:
        """Return the first arguments, as many as there are positional parameters for."""
        return arguments if self.rest else arguments[: self.required + self.optional]

    def received(self, arguments: tuple[object, ...]) -> tuple[object, ...]:
        """Return the arguments, then the default of each parameter that they leave out."""
        missing = self.required + self.optional - len(arguments)
        return arguments + (DEFAULT,) * missing

    @property
    def source(self) -> str:
        """Return the text between the parentheses of a definition."""
        names = "abcdefgh"[: self.required + self.optional]
        annotation, equals = (': "Guest"', " = ") if self.annotated else ("", "=")
        parameters = [name + annotation for name in names[: self.required]]
        parameters += [f'{name}{annotation}{equals}"{DEFAULT}"' for name in names[self.required :]]
        parameters += ["*rest"] * self.rest
        parameters += (["needed"] if self.rest else ["*", "needed"]) * self.keyword_only
        return ", ".join(parameters)

    @property
    def values(self) -> str:
        """Return the expression of the received values."""
        names = [*"abcdefgh"[: self.required + self.optional]]
        return ", ".join(names + ["*rest"] * self.rest)


class Operation(NamedTuple):
    """One operation.

    Attributes:
        action: The action.
        event: The index of the event in EVENTS.
        callback: The index of the callback in the program; without meaning for EMIT.
        arguments: The number of arguments of an emission.

    """

    action: Action
    event: int
    callback: int = 0
    arguments: int = 0


class Callback(NamedTuple):
    """The signature and the behaviour of a callback.

    Attributes:
        signature: The parameters of the callback.
        does: The operations of the first call.
        raises: The exception that each call raises, if any.
        is_method: Whether the callback is a bound method, which is another, equal object each time.

    """

    signature: Signature = Signature()
    does: tuple[Operation, ...] = ()
    raises: Raised | None = None
    is_method: bool = False


@dataclass(frozen=True)
class Program:
    """Callbacks, and the operations that are performed one after the other, in a scene."""

    callbacks: tuple[Callback, ...]
    operations: tuple[Operation, ...]
    scene: Scene = PLAIN

    def __len__(self) -> int:
        """Return the number of operations, those of callbacks and raising included."""
        inner = sum(len(callback.does) + bool(callback.raises) for callback in self.callbacks)
        return len(self.operations) + inner

    @property
    def source(self) -> str:
        """Return the program as Python."""
        operations = "\n".join(operation_source(self, each) for each in self.operations)
        return "\n".join([*self.definitions(), self.scene.surrounded(operations)])

    def definitions(self, tells_its_end: bool = False) -> Iterator[str]:
        """Yield the lines before the operations.

        Args:
            tells_its_end: Whether a callback that emits records the end of that in `calls`.

        """
        operations = [*all_operations(self)]
        yield from self.scene.opening()
        if any(callback.raises is Raised.TYPE_ERROR_SUBCLASS for callback in self.callbacks):
            yield "class Mismatch(TypeError): pass"
        if any(operation.action is Action.CANCEL for operation in operations):
            yield "handles = {}"
        if any(callback.does for callback in self.callbacks):
            yield "def first(name): return [call[0] for call in calls].count(name) == 1"
        used = {operation.callback for operation in operations}
        for place, callback in enumerate(self.callbacks):
            if place in used:
                yield from _definition(self, place, callback, tells_its_end)


def _definition(
    program: Program, place: int, callback: Callback, tells_its_end: bool
) -> Iterator[str]:
    name, signature = NAMES[place], callback.signature
    indent = ""
    parameters = signature.source
    if callback.is_method:
        yield f"class {name.upper()}:"
        indent, parameters = "    ", ", ".join(filter(None, ["self", signature.source]))
    received = f", {signature.values}" if signature.values else ","
    body = [f'calls.append(("{name}"{received}))']
    if callback.does:
        body.append(f'if first("{name}"):')
        body += [f"    {operation_source(program, each)}" for each in callback.does]
        if tells_its_end and any(each.action is Action.EMIT for each in callback.does):
            body.append(f'    calls.append(("{name} has emitted",))')
    if callback.raises:
        body.append(f"raise {callback.raises.value}(len(calls))")
    if len(body) == 1:
        yield f"{indent}def {name}({parameters}): {body[0]}"
    else:
        yield f"{indent}def {name}({parameters}):"
        yield from (f"{indent}    {line}" for line in body)
    if callback.is_method:
        yield f"{name} = {name.upper()}()"


def operation_source(program: Program, operation: Operation) -> str:
    """Return one operation as Python."""
    name = NAMES[operation.callback]
    event = f'"{EVENTS[operation.event]}"' if operation.event else program.scene.event.source
    if operation.action is Action.EMIT:
        arguments = "".join(f", {number + 1}" for number in range(operation.arguments))
        return f"emitter.emit({event}{arguments})"
    handle = f'"{EVENTS[operation.event]}", "{name}"'
    if operation.action is Action.CANCEL:
        return f"emitter.off({event}, handles.get(({handle})))"
    callback = f"{name}.{name}" if program.callbacks[operation.callback].is_method else name
    call = f"emitter.{operation.action.value}({event}, {callback})"
    cancelled = Operation(Action.CANCEL, operation.event, operation.callback)
    if operation.action is Action.ONCE and cancelled in all_operations(program):
        return f"handles[{handle}] = {call}"
    return call


def all_operations(program: Program) -> Iterator[Operation]:
    """Return the operations of a program and of its callbacks."""
    yield from program.operations
    for callback in program.callbacks:
        yield from callback.does
