"""The reference emitter replaces LiveKit's class in code that was written for it."""

from __future__ import annotations

import logging
from typing import Literal

import pytest
from emitter_reference import EventEmitter

Event = Literal["joined", "left"]


class Room(EventEmitter[Event]):
    """An emitter inside a larger class, as LiveKit's own are."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def join(self, name: str) -> None:
        """Emit that a guest joined."""
        self.names.append(name)
        self.emit("joined", name, self)


def test_room_announces_its_guests() -> None:
    """A subclass emits, and decorated and plain callbacks receive what they accept."""
    room, joined, seen = Room(), [], []

    @room.on("joined")
    def greet(name: str) -> str:
        joined.append(name)
        return name

    handle = room.once("joined", lambda *args: seen.append(args))
    room.join("alice")
    room.off("joined", handle)
    room.off("joined", greet)
    room.join("bob")
    assert greet("carol") == "carol"
    assert joined == ["alice", "carol"]
    assert seen == [("alice", room)]
    assert room.names == ["alice", "bob"]


def test_once_decorator_returns_the_function() -> None:
    """The decorator form of `once` returns the function."""
    emitter = EventEmitter[str]()

    @emitter.once("joined")
    def greet() -> str:
        return "hello"

    emitter.emit("joined")
    assert greet() == "hello"


def test_async_callback_is_refused_by_name() -> None:
    """The error about a coroutine function names it and the reason."""

    async def greet() -> None:
        """Do nothing."""

    with pytest.raises(ValueError, match=r"greet.* would have to be awaited"):
        EventEmitter[str]().on("joined", greet)


def test_failure_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """A failing callback is logged, and does not stop the others."""
    emitter, calls = EventEmitter[str](), []

    @emitter.on("joined")
    def fail() -> None:
        raise ValueError("no seat")

    emitter.on("joined", lambda: calls.append("called"))
    emitter.emit("joined")
    assert calls == ["called"]
    assert caplog.record_tuples == [("livekit", logging.ERROR, "failed to emit event joined")]


def test_type_error_leaves() -> None:
    """A TypeError leaves `emit`."""
    emitter = EventEmitter[str]()
    emitter.on("joined", lambda name: None)
    with pytest.raises(TypeError, match="missing 1 required"):
        emitter.emit("joined")
