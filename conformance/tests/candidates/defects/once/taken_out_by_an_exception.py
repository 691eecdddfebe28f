"""Drops the `once` registrations that an emission could not call because of an exception."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.waits-if-it-was-not-called": "missing: g and h called with ()"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        snapshot = list(self._callbacks.get(event, ()))
        try:
            super().emit(event, *args)
        except BaseException:
            for callback in snapshot:
                if getattr(callback, "__name__", "") == "call_once":
                    self._callbacks[event].pop(callback, None)
            raise
