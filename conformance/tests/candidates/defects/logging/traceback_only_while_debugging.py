"""Logs the traceback of a failure only if records of the level DEBUG are wanted."""

from __future__ import annotations

import logging
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.record-carries-the-traceback": "a record without one"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                wanted = logger.isEnabledFor(logging.DEBUG)
                logger.error("failed to emit event %s", event, exc_info=wanted)
