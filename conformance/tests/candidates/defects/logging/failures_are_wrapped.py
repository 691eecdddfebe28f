"""Raises an exception of its own in place of what a callback raised, and logs nothing."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.emission-goes-on": "EmissionError",
    "logging.one-error-record-per-failure": "EmissionError",
    "logging.record-carries-the-traceback": "EmissionError",
    "logging.record-names-the-event": "EmissionError",
    "logging.covers-once": "EmissionError",
    "logging.nested-failure-stays-nested": "EmissionError",
    "logging.logger-is-livekit": "EmissionError",
    "logging.message-is-livekits": "EmissionError",
}


class EmissionError(Exception):
    pass


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception as error:
                raise EmissionError(event) from error
