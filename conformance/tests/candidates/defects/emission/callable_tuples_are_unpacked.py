"""Keeps one callback bare and several as a tuple, and takes a callable tuple for several."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.calls-each-callback-once": "nothing called"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        callbacks = self._callbacks.get(event, {})
        if len(callbacks) > 1 or not any(isinstance(each, tuple) for each in callbacks):
            super().emit(event, *args)
