"""Catches nothing: every exception of a callback leaves the emission."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.covers-once": "ValueError: no seat",
    "logging.emission-goes-on": "ValueError",
    "logging.logger-is-livekit": "ValueError: no seat",
    "logging.message-is-livekits": "ValueError: ",
    "logging.nested-failure-stays-nested": "ValueError: no seat",
    "logging.one-error-record-per-failure": "ValueError",
    "logging.record-carries-the-traceback": "ValueError: no seat",
    "logging.record-names-the-event": "ValueError: no seat",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            callback(*_positional(callback, args))
