"""Calls every callback, logs the failures and raises the first at the end."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.covers-once": "ValueError: no seat",
    "logging.emission-goes-on": "ValueError",
    "logging.logger-is-livekit": "ValueError: no seat",
    "logging.message-is-livekits": "ValueError: ",
    "logging.nested-failure-stays-nested": "ValueError: no seat",
    "logging.one-error-record-per-failure": "ValueError: 0",
    "logging.record-carries-the-traceback": "ValueError: no seat",
    "logging.record-names-the-event": "ValueError: no seat",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        errors: list[Exception] = []
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception as error:
                logger.exception("failed to emit event %s", event)
                errors.append(error)
        if errors:
            raise errors[0]
