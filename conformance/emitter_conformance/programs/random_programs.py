"""Random programs: longer, with more callbacks, of many signatures, that nest and raise.

The same seed gives the same programs, whatever is installed. What a library for random tests would
shrink, `shrink` does.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Collection, Iterator
from random import Random
from typing import Callable, TypeVar

from . import scene
from .program import (
    EVENTS,
    PER_SEED,
    Action,
    Callback,
    Operation,
    Program,
    Raised,
    Signature,
    performable,
)
from .scene import Scene

T = TypeVar("T")

BYTES = 64
"""From how many bytes a program is read."""


SIGNATURES = [
    Signature(),
    Signature(required=1),
    Signature(rest=True),
    Signature(required=2),
    Signature(optional=1),
    Signature(required=1, optional=1),
    Signature(required=1, rest=True),
    Signature(),
    Signature(required=1, annotated=True),
    Signature(keyword_only=True),
]
ACTIONS = [Action.ON, Action.EMIT, Action.ONCE, Action.EMIT, Action.OFF, Action.CANCEL, Action.ON]
RAISES = [None, None, None, None, None, *Raised, Raised.EXCEPTION]
SCENES = [scene.CLASSES, scene.NAMES, scene.AROUND]
MOST_CALLBACKS = 4
PLACES = len(EVENTS) * 12
"""How many bytes stand for different operations: 12 can be divided by any number of callbacks."""


def sampled(number: int, seed: int, lacks: Collection[str] = ()) -> Iterator[Program]:
    """Yield so many random programs, those of the seed and then those of the next seeds.

    Args:
        number: The number of programs.
        seed: The first seed.
        lacks: The methods that the emitter lacks.

    """
    programs = (program for each in itertools.count(seed) for program in _programs(each, lacks))
    return itertools.islice(programs, number)


def _programs(seed: int, lacks: Collection[str]) -> Iterator[Program]:
    """Yield the programs of one seed."""
    source = Random(seed)
    for _ in range(PER_SEED):
        yield decode(source.randbytes(BYTES), lacks)


def decode(data: bytes, lacks: Collection[str] = ()) -> Program:
    """Return the program that bytes encode; missing bytes are zeros."""
    numbers = iter(data)
    possible = performable(lacks)
    actions = [action for action in ACTIONS if action in possible]

    def choose(values: list[T]) -> T:
        return values[next(numbers, 0) % len(values)]

    def some(read: Callable[[], T], most: int) -> tuple[T, ...]:
        return tuple(read() for _ in range(next(numbers, 0) % (most + 1)))

    def operation() -> Operation:
        return _operation(choose(actions), next(numbers, 0) % PLACES, count)

    def callback() -> Callback:
        shape = next(numbers, 0)
        signature = SIGNATURES[shape % len(SIGNATURES)]
        return Callback(signature, some(operation, 3), choose(RAISES), is_method=shape > 220)

    count = 1 + next(numbers, 0) % MOST_CALLBACKS
    callbacks = tuple(callback() for _ in range(count))
    operations = tuple(operation() for _ in range(4 + next(numbers, 0) % 12))
    return Program(callbacks, operations, _scene(data.ljust(BYTES, b"\0")[-len(SCENES) :]))


def _scene(data: bytes) -> Scene:
    """Return the scene that bytes stand for: an entry is as often the plainest as another."""
    return Scene(
        *(
            entries[place // 2 % len(entries) if place % 2 else 0]
            for entries, place in zip(SCENES, data)
        )
    )


@functools.cache
def _operation(action: Action, where: int, callbacks: int) -> Operation:
    """Return the operation that a byte stands for, in a program with so many callbacks."""
    event, place = where % len(EVENTS), where // len(EVENTS)
    if action is Action.EMIT:
        return Operation(action, event, arguments=place % 4)
    return Operation(action, event, place % callbacks)
