"""Logs an error if an event has more than a hundred callbacks."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.silent-without-failure": "ERROR",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        if len(self._callbacks.get(event, ())) > 100:
            logger.error("%s has many callbacks", event)
        super().emit(event, *args)
