"""Cleans up after the call of a `once`, and removes what the call registered again."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"once.fires-once": 4}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            try:
                callback(*args)
            finally:
                for each in list(self._callbacks[event]):
                    if getattr(each, "original", None) == callback:
                        self.off(event, each)

        call_once.__dict__["original"] = callback
        return self.on(event, call_once)
