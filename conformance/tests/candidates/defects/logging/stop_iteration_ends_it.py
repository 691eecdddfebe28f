"""Takes a StopIteration of a callback for the end of the callbacks."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.covers-once": "missing: h called with ('alice')",
    "logging.emission-goes-on": "missing: h called with ('alice')",
    "logging.one-error-record-per-failure": "no log record",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except StopIteration:
                return
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
