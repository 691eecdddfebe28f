"""Calls callbacks whose truth value is false after the others."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.order-is-registration-order": "callback 1 called with ()"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        callbacks = self._callbacks.get(event, {})
        for callback in [each for each in list(callbacks) if hasattr(each, "__bool__")]:
            callbacks[callback] = callbacks.pop(callback)
        super().emit(event, *args)
