"""Annotates what `once` returns as an object."""

from __future__ import annotations

from typing import Any, Callable, TypeVar, overload

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"typing.returned-can-be-removed": "Argument 2 to"}

F = TypeVar("F", bound=Callable[..., Any])


class EventEmitter(Reference[Event]):
    @overload
    def once(self, event: Event, callback: None = None) -> Callable[[F], F]: ...

    @overload
    def once(self, event: Event, callback: F) -> object: ...

    def once(self, event: Event, callback: Any = None) -> Any:
        return super().once(event, callback)
