"""Drops the exceptions of callbacks without a record."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.one-error-record-per-failure": "no log record",
    "logging.record-carries-the-traceback": "no log record",
    "logging.record-names-the-event": "no log record",
    "logging.logger-is-livekit": "no log record",
    "logging.message-is-livekits": "no log record",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                pass
