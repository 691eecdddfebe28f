"""Ignores the registration of the callback that is running."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.only-none-is-no-callback": "nothing called",
    "removal.can-be-undone": "nothing called",
}


class EventEmitter(Reference[Event]):
    _running: Any = None

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None and callback == self._running:
            return callback
        return super().on(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        outer = self._running
        try:
            for callback in list(self._callbacks.get(event, ())):
                self._running = callback
                try:
                    callback(*_positional(callback, args))
                except TypeError:
                    raise
                except Exception:
                    logger.exception("failed to emit event %s", event)
        finally:
            self._running = outer
