"""Callbacks that count their calls, of one signature or of many."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from typing import Any, Callable

Callback = Callable[..., Any]
Maker = Callable[[Callback], Callback]


class Counter:
    """Counts calls at the cost of one call of a built-in function."""

    def __init__(self) -> None:
        self.count: Callable[[], int] = itertools.count().__next__
        self._looks = 0

    @property
    def calls(self) -> int:
        """The number of calls of `count` so far."""
        self._looks += 1
        return self.count() - self._looks + 1


def _maker(parameters: str) -> Maker:
    """Return a function that makes functions with these parameters, which count their calls."""
    names: dict[str, Any] = {"__name__": __name__}
    exec(f"def maker(count):\n    def callback({parameters}): count()\n    return callback", names)
    maker: Maker = names["maker"]
    return maker


_two = _maker("name, room")


class _Owner:
    def __init__(self, count: Callback) -> None:
        self._count = count

    def method(self, name: Any, room: Any) -> None:
        self._count()

    def __call__(self, name: Any) -> None:
        self._count()


def _method(count: Callback) -> Callback:
    return _Owner(count).method


def _partial(count: Callback) -> Callback:
    return functools.partial(_two(count), "alice")


SIGNATURES = (
    *("", "name", "name, room", "name, room, number", "name, room='lobby'"),
    *("name, *, room='lobby'", "name, **options", "*args", "name, *rest"),
)
ONE: tuple[Maker, ...] = (_maker("name"),)
MANY: tuple[Maker, ...] = (*map(_maker, SIGNATURES), _method, _Owner, _partial)
"""Functions, methods, objects and partials; none takes more than three arguments."""


def made(number: int, makers: Sequence[Maker], count: Callback) -> list[Callback]:
    """Return callbacks, each an object of its own.

    Args:
        number: The number of callbacks.
        makers: The makers of the signatures, used in turn.
        count: The function that each callback calls.

    """
    return [maker(count) for maker in itertools.islice(itertools.cycle(makers), number)]
