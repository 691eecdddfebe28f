"""Annotates the callback of `on` as one that returns nothing."""

from __future__ import annotations

from typing import Any, Callable, TypeVar, overload

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"typing.callbacks-of-any-signature": "Argument 2 to"}

F = TypeVar("F", bound=Callable[..., Any])


class EventEmitter(Reference[Event]):
    @overload
    def on(self, event: Event, callback: None = None) -> Callable[[F], F]: ...

    @overload
    def on(self, event: Event, callback: Callable[..., None]) -> Callable[..., None]: ...

    def on(self, event: Event, callback: Any = None) -> Any:
        return super().on(event, callback)
