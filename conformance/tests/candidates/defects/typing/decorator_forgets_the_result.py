"""Annotates the decorator of `once` as one that gives a function without a result."""

from __future__ import annotations

from typing import Any, Callable, TypeVar, overload

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"typing.decorators-keep-functions-usable": "error"}

F = TypeVar("F", bound=Callable[..., Any])


class EventEmitter(Reference[Event]):
    @overload
    def once(
        self, event: Event, callback: None = None
    ) -> Callable[[Callable[..., Any]], Callable[..., None]]: ...

    @overload
    def once(self, event: Event, callback: F) -> Callable[..., None]: ...

    def once(self, event: Event, callback: Any = None) -> Any:
        return super().once(event, callback)
