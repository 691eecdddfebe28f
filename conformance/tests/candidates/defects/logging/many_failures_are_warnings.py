"""Logs warnings from the tenth failure of an emission on."""

from __future__ import annotations

import logging
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.one-error-record-per-failure": "9 log records of level ERROR, 31 of level WARNING"
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        failures = 0
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                failures += 1
                level = logging.ERROR if failures < 10 else logging.WARNING
                logger.log(level, "failed to emit event %s", event, exc_info=True)
