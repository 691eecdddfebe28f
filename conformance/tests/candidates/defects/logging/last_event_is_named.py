"""Names the event that was emitted last, be it by a nested emission."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.record-names-the-event": "failed to emit event left"}


class EventEmitter(Reference[Event]):
    _event: Any

    def emit(self, event: Event, *args: Any) -> None:
        self._event = event
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", self._event)
