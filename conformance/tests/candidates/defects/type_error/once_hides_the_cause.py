"""Raises the TypeError of a callback of `once` again, without its cause."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "type_error.from-once": "None",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            try:
                callback(*args)
            except TypeError as error:
                raise error from None

        return self.on(event, call_once)
