"""Logs an exception of its own in place of that of the callback."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.record-carries-the-traceback": "RuntimeError"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception as error:
                try:
                    raise RuntimeError("a callback failed") from error
                except RuntimeError:
                    logger.exception("failed to emit event %s", event)
