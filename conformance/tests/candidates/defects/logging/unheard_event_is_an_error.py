"""Logs an error when nobody is registered for an event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.silent-without-failure": "ERROR"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        if not self._callbacks.get(event):
            logger.error("nobody waits for %s", event)
        super().emit(event, *args)
