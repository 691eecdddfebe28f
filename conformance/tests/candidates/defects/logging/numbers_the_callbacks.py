"""Says which of several callbacks failed, behind the message."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.message-is-livekits": "'failed to emit event joined (callback 1)', 'failed to emit ",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        callbacks = list(self._callbacks.get(event, ()))
        for number, callback in enumerate(callbacks, 1):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                which = f" (callback {number})" if len(callbacks) > 1 else ""
                logger.exception(f"failed to emit event %s{which}", event)
