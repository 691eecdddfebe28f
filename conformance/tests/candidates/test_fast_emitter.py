"""The example of a faster emitter conforms to both editions, strict, and is faster as it claims."""

from __future__ import annotations

import functools
import gc
import inspect
from collections.abc import Iterator
from typing import Any, Callable

import pytest
from document import CONFORMANCE, silent
from emitter_conformance.programs.rules import Rules
from emitter_conformance.programs.search import Scope, search
from emitters import broken, candidate

EXAMPLE = candidate(CONFORMANCE / "examples" / "fast_emitter.py")


def test_keeps_every_clause() -> None:
    """Clauses of both levels and both editions are kept."""
    with silent():
        assert broken(EXAMPLE) == {}


@pytest.mark.parametrize("ordered", [False, True])
def test_runs_programs_as_allowed(ordered: bool) -> None:
    """Every short program and some long ones are accepted."""
    with silent():
        assert (
            search(EXAMPLE.make, Rules(ordered, strict=True), Scope(4, 500)).counterexample is None
        )


class Room:
    """An object whose callbacks are not plain functions."""

    def join(self, name: str) -> None:
        """Do nothing."""

    def __call__(self, name: str) -> None:
        """Do nothing."""


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return a list of the objects whose signatures are read."""
    read: list[Any] = []
    signature = inspect.signature

    def recording(callback: Any, **options: Any) -> inspect.Signature:
        read.append(callback)
        return signature(callback, **options)

    monkeypatch.setattr(inspect, "signature", recording)
    return read


@pytest.mark.parametrize(
    ("callback", "times"),
    [
        (lambda name: None, 0),
        (Room().join, 0),
        (Room(), 1),
        (functools.partial(Room.join, Room()), 1),
        (functools.wraps(Room.join)(lambda *args: None), 1),
        (dict, 3),
    ],
    ids=["function", "method", "object", "partial", "wrapper", "without a signature"],
)
def test_reads_signatures_once(read: list[Any], callback: Callable[..., Any], times: int) -> None:
    """The signature of a callback other than a plain function is read once, if it has one."""
    emitter = EXAMPLE.make()
    emitter.on("joined", callback)
    with silent():
        for _ in range(3):
            emitter.emit("joined", "alice", "lobby")
    assert sum(each is callback for each in read) == times


def test_plain_function_is_never_out_of_date() -> None:
    """New code and new attributes of a function count at once."""
    calls: list[tuple[Any, ...]] = []

    def f(*args: Any) -> None:
        calls.append(args)

    def g(a: Any) -> None:
        calls.append((a,))

    emitter = EXAMPLE.make()
    emitter.on("joined", f)
    emitter.emit("joined", 1, 2)
    f.__signature__ = inspect.signature(lambda: None)  # type: ignore[attr-defined]
    emitter.emit("joined", 1, 2)
    del f.__signature__  # type: ignore[attr-defined]
    f.__code__ = g.__code__
    emitter.emit("joined", 1, 2)
    assert calls == [(1, 2), (), (1,)]


@pytest.fixture
def _eager_collector() -> Iterator[None]:
    """Make the garbage collector run after a few hundred objects."""
    before = gc.get_threshold()
    gc.set_threshold(300)
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("_eager_collector")
def test_finalizer_may_remove() -> None:
    """A finalizer that runs during an emission can remove callbacks."""
    emitter = EXAMPLE.make()

    class Guest:
        def __init__(self) -> None:
            self.itself = self
            self.callback = emitter.on("joined", lambda: None)

        def __del__(self) -> None:
            ended.append(self.callback)
            emitter.off("joined", self.callback)

    ended: list[Any] = []
    for _ in range(1000):
        emitter.on("joined", lambda: None)
    for _ in range(1000):
        Guest()
        emitter.emit("joined")
    assert ended
