"""Annotates the decorator of `on` as one that gives nothing back."""

from __future__ import annotations

from typing import Any, Callable, TypeVar, overload

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"typing.decorators-keep-functions-usable": "error"}

F = TypeVar("F", bound=Callable[..., Any])


class EventEmitter(Reference[Event]):
    @overload
    def on(self, event: Event, callback: None = None) -> Callable[[F], None]: ...

    @overload
    def on(self, event: Event, callback: F) -> F: ...

    def on(self, event: Event, callback: Any = None) -> Any:
        return super().on(event, callback)
