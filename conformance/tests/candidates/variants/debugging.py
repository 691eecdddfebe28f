"""Logs every operation with the level DEBUG, and a warning of many callbacks."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        logger.debug("on %r %r", event, callback)
        registered = super().on(event, callback)
        if len(self._callbacks.get(event, ())) == 11:
            logger.warning("%r has many callbacks", event)
        return registered

    def once(self, event: Event, callback: Any = None) -> Any:
        logger.debug("once %r %r", event, callback)
        return super().once(event, callback)

    def off(self, event: Event, callback: Any) -> None:
        logger.debug("off %r %r", event, callback)
        super().off(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        logger.debug("emit begins")
        try:
            super().emit(event, *args)
        finally:
            logger.debug("emit ends")
