"""Calls the callbacks of `once` after those of `on`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.order-is-registration-order": "the same calls in another order"}


def _is_handle(callback: Any) -> bool:
    return getattr(callback, "__name__", "") == "call_once"


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        emission = Reference[Event]()
        in_order = sorted(self._callbacks.get(event, ()), key=_is_handle)
        emission._callbacks = {event: dict.fromkeys(in_order)}
        emission.emit(event, *args)
