"""Lets `off` of a function that was decorated with `once` remove its registration."""

from __future__ import annotations

from typing import Any, Callable

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.original-does-not-cancel": "nothing called"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._handles: dict[Any, Any] = {}

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().once(event, callback)

        def decorator(function: Callable[..., Any]) -> Callable[..., Any]:
            handle = self.once(event, function)
            self._handles = {(event, function): handle}
            return function

        return decorator

    def off(self, event: Event, callback: Any) -> None:
        handle = self._handles.pop((event, callback), None)
        super().off(event, callback)
        if handle is not None:
            super().off(event, handle)
