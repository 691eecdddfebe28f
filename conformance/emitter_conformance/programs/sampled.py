"""Random programs: longer, with more callbacks, of many signatures, that nest and raise.

Hypothesis draws the bytes of many programs at once, which is several times as fast as drawing
operations. The same seed gives the same programs; what Hypothesis would shrink, `shrink` does.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import tempfile
from collections.abc import Iterator
from typing import Callable, TypeVar

import hypothesis
from hypothesis import HealthCheck, Phase, Verbosity, configuration, settings
from hypothesis import strategies as st

from .program import EVENTS, PER_SEED, Action, Callback, Operation, Program, Raised, Signature

T = TypeVar("T")

BATCH = 20
BYTES = 64
STORAGE = tempfile.TemporaryDirectory(prefix="emitter-conformance-")  # removed at exit

SIGNATURES = [
    Signature(),
    Signature(required=1),
    Signature(rest=True),
    Signature(required=2),
    Signature(optional=1),
    Signature(required=1, optional=1),
    Signature(required=1, rest=True),
    Signature(),
    Signature(required=1),
    Signature(keyword_only=True),
]
ACTIONS = [Action.ON, Action.EMIT, Action.ONCE, Action.EMIT, Action.OFF, Action.CANCEL, Action.ON]
RAISES = [None, None, None, None, None, *Raised, Raised.EXCEPTION]
MOST_CALLBACKS = 4


def sampled(number: int, seed: int) -> Iterator[Program]:
    """Give so many random programs, those of the seed and then those of the next seeds."""
    programs = (program for each in itertools.count(seed) for program in _programs(each))
    return itertools.islice(programs, number)


@functools.lru_cache(maxsize=1)
def _programs(seed: int) -> tuple[Program, ...]:
    """Give the programs of one seed, and keep them for the next candidate."""
    drawn: list[Program] = []

    @hypothesis.seed(seed)
    @settings(
        max_examples=PER_SEED // BATCH,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    @hypothesis.given(st.binary(min_size=BATCH * BYTES, max_size=BATCH * BYTES))
    def draw(data: bytes) -> None:
        places = range(0, len(data), BYTES)
        drawn.extend(decode(data[place : place + BYTES]) for place in places)

    with _storage_elsewhere():
        draw()
    return tuple(drawn)


@contextlib.contextmanager
def _storage_elsewhere() -> Iterator[None]:
    """Keep Hypothesis from writing its caches into the user's project."""
    before = vars(configuration).get("__hypothesis_home_directory")
    configuration.set_hypothesis_home_dir(STORAGE.name)
    try:
        yield
    finally:
        configuration.set_hypothesis_home_dir(before)


def decode(data: bytes) -> Program:
    """Read a program from bytes; where they end, the rest is zeros."""
    numbers = iter(data)

    def choose(values: list[T]) -> T:
        return values[next(numbers, 0) % len(values)]

    def some(read: Callable[[], T], most: int) -> tuple[T, ...]:
        return tuple(read() for _ in range(next(numbers, 0) % (most + 1)))

    def operation() -> Operation:
        action, where = choose(ACTIONS), next(numbers, 0)
        event, callback = where % len(EVENTS), where // len(EVENTS) % count
        arguments = where // len(EVENTS) % 4
        if action is Action.EMIT:
            return Operation(action, event, arguments=arguments)
        return Operation(action, event, callback)

    def callback() -> Callback:
        shape = next(numbers, 0)
        signature = SIGNATURES[shape % len(SIGNATURES)]
        return Callback(signature, some(operation, 3), choose(RAISES), is_method=shape > 220)

    count = 1 + next(numbers, 0) % MOST_CALLBACKS
    callbacks = tuple(callback() for _ in range(count))
    return Program(callbacks, tuple(operation() for _ in range(4 + next(numbers, 0) % 12)))
