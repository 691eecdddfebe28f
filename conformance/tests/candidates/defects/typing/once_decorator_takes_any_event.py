"""Has an overload of `once` that takes any event where no callback is given."""

from __future__ import annotations

from typing import Any, Callable, TypeVar, overload

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"typing.events-are-checked": "no error"}

F = TypeVar("F", bound=Callable[..., Any])


class EventEmitter(Reference[Event]):
    @overload
    def once(self, event: Any, callback: None = None) -> Callable[[F], F]: ...

    @overload
    def once(self, event: Event, callback: F) -> Callable[..., None]: ...

    def once(self, event: Event, callback: Any = None) -> Any:
        return super().once(event, callback)
