"""Looks into one partial only, not into one inside another."""

from __future__ import annotations

from functools import partial
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"rejection.async-partials": "no exception"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None or not isinstance(getattr(callback, "func", None), partial):
            return super().on(event, callback)
        self._callbacks.setdefault(event, {})[callback] = None
        return callback
