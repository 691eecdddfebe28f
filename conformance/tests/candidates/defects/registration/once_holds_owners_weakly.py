"""Holds the owner of a bound method weakly in `once`."""

from __future__ import annotations

import inspect
import weakref
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.emission-goes-on": "missing: f called with ()",
    "once.decorator-returns-the-function": "TypeError: ",
    "once.fires-once": "TypeError: ",
    "once.handle-cancels": "TypeError: ",
    "registration.holds-its-callbacks": "nothing called",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if not inspect.ismethod(callback):
            return super().once(event, callback)
        reference = weakref.WeakMethod(callback)

        def call_if_alive(*args: Any) -> None:
            method = reference()
            if method is not None:
                method(*args)

        return super().once(event, call_if_alive)
