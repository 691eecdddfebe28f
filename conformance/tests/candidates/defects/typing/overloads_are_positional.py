"""Has overloads of `on` that take no names."""

from __future__ import annotations

from typing import Any, Callable, TypeVar, overload

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"typing.parameters-can-be-named": "No overload variant"}

F = TypeVar("F", bound=Callable[..., Any])


class EventEmitter(Reference[Event]):
    @overload
    def on(self, event: Event, callback: None = None, /) -> Callable[[F], F]: ...

    @overload
    def on(self, event: Event, callback: F, /) -> F: ...

    def on(self, event: Event, callback: Any = None) -> Any:
        return super().on(event, callback)
