"""The measured operations, on emitters of a given size, each with a proof that it worked.

Every emission counts the calls of its callbacks. What `on` and `off` did is seen by an emission
too, up to `CHECKED` callbacks; beyond, emissions are too slow for that.
"""

from __future__ import annotations

import gc
import itertools
import tracemalloc
from abc import ABC, abstractmethod
from collections.abc import Sequence
from time import perf_counter
from typing import Any, Callable

from .callbacks import MANY, ONE, Callback, Counter, Maker, made

CHECKED = 1000
FEW = 200  # so many callbacks there are at least, on several emitters where one has less
BATCH = 100  # so many are registered or removed at once, if that is a small part of all
GROWTH = (10, 100, 1_000, 10_000, 100_000)
ARGUMENTS = ("alice", "lobby", 3)

Clock = Callable[[], float]


class Wrong(Exception):
    """An operation did not work; the message says in a few words why."""


class Stand:
    """Emitters of one candidate with so many callbacks each.

    Args:
        make: Function that returns a new emitter.
        size: The number of callbacks of an emitter.
        makers: The makers of the signatures of the callbacks.
        number: The number of emitters.

    """

    def __init__(
        self, make: Callable[[], Any], size: int, makers: Sequence[Maker], number: int = 1
    ) -> None:
        self.size = size
        self._counter = Counter()
        self.batch = min(BATCH, max(1, size // 10))
        self.emitters = [make() for _ in range(number)]
        self.held = [made(size, makers, self._counter.count) for _ in self.emitters]
        self.spare = [made(self.batch, makers, self._counter.count) for _ in self.emitters]
        for emitter, callbacks in zip(self.emitters, self.held):
            for callback in callbacks:
                emitter.on("joined", callback)

    @classmethod
    def empty(cls, make: Callable[[], Any], size: int) -> Stand:
        """Make an emitter, and callbacks that are not registered."""
        stand = cls(make, 0, ONE)
        stand.size = size
        stand.held = [made(size, ONE, stand._counter.count)]
        return stand

    def pairs(self, callbacks: Sequence[Sequence[Callback]]) -> list[tuple[Any, Callback]]:
        """Return a pair of emitter and callback for each callback, the emitters in order."""
        chosen = zip(self.emitters, callbacks)
        return [(emitter, each) for emitter, some in chosen for each in some]

    def calls(self) -> int:
        """Return the number of calls so far."""
        return self._counter.calls

    def expect(self, each: int, word: str) -> None:
        """Refuse emitters whose emission does not call so many callbacks each.

        Raises:
            Wrong: The emitter calls more, which the word describes, or fewer.

        """
        if self.size > CHECKED:
            return
        before = self.calls()
        for emitter in self.emitters:
            emitter.emit("joined", *ARGUMENTS[:1])
        compare(self.calls() - before, each * len(self.emitters), word)


def compare(seen: int, expected: int, word: str = "calls too often") -> None:
    """Refuse a number of calls other than the expected one.

    Raises:
        Wrong: The numbers differ.

    """
    if seen < expected:
        raise Wrong("does not call")
    if seen > expected:
        raise Wrong(word)


class MeasuredOperation(ABC):
    """An operation of emitters, to be measured.

    Attributes:
        name: The name in saved costs.
        title: The name in tables.
        sizes: The numbers of callbacks with which it is measured.
        unit: `"second"` or `"byte"`.
        makers: The makers of the signatures of the callbacks.
        fills: Whether `start` registers the callbacks.
        is_long: Whether a run takes so long that other programs may disturb it.

    """

    unit = "second"
    makers = ONE
    fills = True
    is_long = True

    def __init__(self, name: str, title: str, sizes: tuple[int, ...]) -> None:
        self.name = name
        self.title = title
        self.sizes = sizes

    def start(self, make: Callable[[], Any], size: int) -> Stand:
        """Return what `run` needs."""
        return Stand(make, size, self.makers)

    def check(self, stand: Stand) -> None:
        """Refuse an operation that does not work, and warm up.

        Raises:
            Wrong: The operation does not do what it should.

        """
        self.run(stand, 1, perf_counter)

    @abstractmethod
    def run(self, stand: Stand, loops: int, clock: Clock) -> tuple[float, int]:
        """Run the operation once.

        Returns:
            The seconds or bytes, and the number of operations.

        Raises:
            Wrong: The operation was not done.

        """


class MeasuredEmission(MeasuredOperation):
    """One emission to all callbacks, of one signature."""

    arguments: tuple[Any, ...] = ARGUMENTS[:1]

    def run(self, stand: Stand, loops: int, clock: Clock) -> tuple[float, int]:
        """Emit a number of times."""
        (emitter,), arguments = stand.emitters, self.arguments
        before = stand.calls()
        start = clock()
        for _ in itertools.repeat(None, loops):
            emitter.emit("joined", *arguments)
        seconds = clock() - start
        compare(stand.calls() - before, loops * stand.size)
        return seconds, loops


class MixedEmission(MeasuredEmission):
    """One emission to all callbacks, of many signatures."""

    arguments = ARGUMENTS
    makers = MANY


class _Change(MeasuredOperation):
    """Changes a small part of the callbacks of several emitters, and undoes it."""

    is_long = False

    def start(self, make: Callable[[], Any], size: int) -> Stand:
        """Make several emitters if they are small."""
        return Stand(make, size, self.makers, max(1, FEW // size))


class MeasuredRegistration(_Change):
    """One `on`, of a callback that is not there yet."""

    def check(self, stand: Stand) -> None:
        """Look for the new callbacks in an emission, and that they are gone afterwards."""
        pairs = stand.pairs(stand.spare)
        for emitter, callback in pairs:
            emitter.on("joined", callback)
        stand.expect(stand.size + stand.batch, "calls too often")
        for emitter, callback in reversed(pairs):
            emitter.off("joined", callback)
        stand.expect(stand.size, "does not remove")

    def run(self, stand: Stand, loops: int, clock: Clock) -> tuple[float, int]:
        """Register the spare callbacks, and remove them without looking at the clock."""
        pairs, seconds = stand.pairs(stand.spare), 0.0
        for _ in range(loops):
            start = clock()
            for emitter, callback in pairs:
                emitter.on("joined", callback)
            seconds += clock() - start
            for emitter, callback in reversed(pairs):
                emitter.off("joined", callback)
        return seconds, loops * len(pairs)


class Removal(_Change):
    """One `off`, of the callback that was registered first, last, or in the middle."""

    def __init__(self, name: str, title: str, sizes: tuple[int, ...], place: str) -> None:
        super().__init__(name, title, sizes)
        self.place = place

    def check(self, stand: Stand) -> None:
        """Look in an emission whether they are gone, and back afterwards."""
        pairs = self._chosen(stand)
        for emitter, callback in pairs:
            emitter.off("joined", callback)
        stand.expect(stand.size - stand.batch, "does not remove")
        for emitter, callback in pairs:
            emitter.on("joined", callback)
        stand.expect(stand.size, "calls too often")

    def run(self, stand: Stand, loops: int, clock: Clock) -> tuple[float, int]:
        """Remove some callbacks, and register them again without looking at the clock."""
        seconds = 0.0
        for _ in range(loops):
            pairs = self._chosen(stand)
            start = clock()
            for emitter, callback in pairs:
                emitter.off("joined", callback)
            seconds += clock() - start
            for emitter, callback in pairs:
                emitter.on("joined", callback)
        return seconds, loops * len(pairs)

    def _chosen(self, stand: Stand) -> list[tuple[Any, Callback]]:
        """Take callbacks from their place and note them as the last ones; each finds its place."""
        first = {"first": 0, "middle": (stand.size - stand.batch) // 2}.get(
            self.place, stand.size - stand.batch
        )
        part = slice(first, first + stand.batch)
        chosen = [callbacks[part] for callbacks in stand.held]
        if self.place == "last":
            chosen = [callbacks[::-1] for callbacks in chosen]
        for callbacks, some in zip(stand.held, chosen):
            callbacks[part] = []
            callbacks += some
        return stand.pairs(chosen)


class Once(MeasuredOperation):
    """One `once` and its call, where so many wait for the same emission."""

    fills = False

    def start(self, make: Callable[[], Any], size: int) -> Stand:
        """Make an emitter without callbacks."""
        return Stand.empty(make, size)

    def check(self, stand: Stand) -> None:
        """Look that a second emission calls nothing."""
        if stand.size > CHECKED:
            return
        self.run(stand, 1, perf_counter)
        before = stand.calls()
        stand.emitters[0].emit("joined", *ARGUMENTS[:1])
        compare(stand.calls() - before, 0, "calls again")

    def run(self, stand: Stand, loops: int, clock: Clock) -> tuple[float, int]:
        """Register with `once`, and emit."""
        (emitter,), (callbacks,), (argument, *_) = stand.emitters, stand.held, ARGUMENTS
        before = stand.calls()
        start = clock()
        for _ in itertools.repeat(None, loops):
            for callback in callbacks:
                emitter.once("joined", callback)
            emitter.emit("joined", argument)
        seconds = clock() - start
        compare(stand.calls() - before, loops * stand.size)
        return seconds, loops * stand.size


class Memory(MeasuredOperation):
    """What an emitter holds for one registration, before its first emission."""

    unit = "byte"
    fills = False

    def __init__(self, name: str, title: str, sizes: tuple[int, ...], method: str) -> None:
        super().__init__(name, title, sizes)
        self._method = method

    def start(self, make: Callable[[], Any], size: int) -> Stand:
        """Make an emitter, and callbacks that it has never seen."""
        return Stand.empty(make, size)

    def check(self, stand: Stand) -> None:
        """Do nothing: a second run would find no new callbacks."""

    def run(self, stand: Stand, loops: int, clock: Clock) -> tuple[float, int]:
        """Return the bytes that all callbacks take when they are registered, and their number."""
        (emitter,), (callbacks,) = stand.emitters, stand.held
        register = getattr(emitter, self._method)
        gc.collect()
        was_tracing = tracemalloc.is_tracing()
        if not was_tracing:
            tracemalloc.start()
        try:
            before, _ = tracemalloc.get_traced_memory()
            for callback in callbacks:
                register("joined", callback)
            gc.collect()
            after, _ = tracemalloc.get_traced_memory()
        finally:
            if not was_tracing:
                tracemalloc.stop()
        stand.expect(stand.size, "calls too often")
        return after - before, stand.size


PLACES = ("first", "middle", "last")
OPERATIONS: tuple[MeasuredOperation, ...] = (
    MeasuredEmission("emit", "emit", (0, 1, *GROWTH)),
    MixedEmission("emit-mixed", "emit, mixed", (10, 100, 1_000)),
    MeasuredRegistration("on", "on", GROWTH),
    *(Removal(f"off-{place}", f"off, {place}", GROWTH, place) for place in PLACES),
    Once("once", "once and call", (1, *GROWTH)),
    Memory("memory-on", "memory of an on", GROWTH, "on"),
    Memory("memory-once", "memory of a once", GROWTH, "once"),
)
KNOWN = {operation.name: operation for operation in OPERATIONS}
