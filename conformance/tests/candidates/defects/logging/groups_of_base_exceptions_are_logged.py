"""Logs a group of exceptions that are no Exception."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.base-exceptions-are-not-logged": "ERROR",
    "logging.base-exceptions-leave": 'no exception from except OSError: emitter.emit("joined")',
    "logging.base-exceptions-stop-the-emission": "g called with ('alice')",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except KeyboardInterrupt as error:
                if type(error) is KeyboardInterrupt:
                    raise
                logger.exception("failed to emit event %s", event)
            except Exception:
                logger.exception("failed to emit event %s", event)
