"""Annotates callbacks, decorators and handles with protocols and classes of its own."""

from __future__ import annotations

from typing import Any, Callable, Protocol, TypeVar, overload

from emitter_reference import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True
KEEPS_TYPING = True
Event = TypeVar("Event", contravariant=True)
F = TypeVar("F", bound=Callable[..., object])


class Handle(Protocol):
    def __call__(self, *args: Any) -> None: ...


class Decorator(Protocol):
    def __call__(self, function: F) -> F: ...


class EventEmitter(Reference[Event]):
    @overload
    def on(self, event: Event, callback: None = ...) -> Decorator: ...

    @overload
    def on(self, event: Event, callback: F) -> F: ...

    def on(self, event: Event, callback: Any = None) -> Any:
        return super().on(event, callback)

    @overload
    def once(self, event: Event, callback: None = ...) -> Decorator: ...

    @overload
    def once(self, event: Event, callback: Callable[..., object]) -> Handle: ...

    def once(self, event: Event, callback: Any = None) -> Any:
        return super().once(event, callback)

    def off(self, event: Event, callback: Handle | Callable[..., object] | None) -> None:
        super().off(event, callback)  # type: ignore[arg-type]

    def emit(self, event: Event, *args: object) -> None:
        super().emit(event, *args)
