"""Ends the emission where a callback raises a SystemExit without a code."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.base-exceptions-leave": 'no exception from except OSError: emitter.emit("joined")',
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except SystemExit as error:
                if error.code is None:
                    return
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
