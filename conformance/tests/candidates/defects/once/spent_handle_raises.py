"""Raises KeyError from `off` of a spent handle."""

from __future__ import annotations

import weakref
from contextlib import suppress
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.spent-handle-is-silent": "KeyError: 'spent'",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._handles = weakref.WeakSet[Any]()

    def off(self, event: Event, callback: Any) -> None:
        if callback in self._handles and callback not in self._callbacks[event]:
            raise KeyError("spent")
        super().off(event, callback)

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            with suppress(KeyError):
                self.off(event, call_once)
            callback(*args)

        self._handles.add(call_once)
        return self.on(event, call_once)
