"""Builds the message with `%`, which takes a tuple apart."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.message-is-livekits": "TypeError: not all arguments converted",
    "logging.record-names-the-event": "TypeError: not enough arguments for format",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s" % event)  # noqa: UP031
