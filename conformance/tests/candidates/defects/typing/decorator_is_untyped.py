"""Annotates with Any what `on` returns without a callback."""

from __future__ import annotations

from typing import Any, Callable, TypeVar, overload

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"typing.nothing-is-untyped": "ntyped decorator"}

F = TypeVar("F", bound=Callable[..., Any])


class EventEmitter(Reference[Event]):
    @overload
    def on(self, event: Event, callback: None = None) -> Any: ...

    @overload
    def on(self, event: Event, callback: F) -> F: ...

    def on(self, event: Event, callback: Any = None) -> Any:
        return super().on(event, callback)
