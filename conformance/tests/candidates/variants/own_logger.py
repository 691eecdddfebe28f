"""Chooses a logger of its own that does not propagate, and a message of its own."""

from __future__ import annotations

import logging
from typing import Any

from emitter_reference.emitter import Event, _positional
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = False
KEEPS_TYPING = True

logger = logging.getLogger("emitters")
logger.propagate = False
logger.addHandler(logging.NullHandler())


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("callback of %(event)r failed", {"event": event})
