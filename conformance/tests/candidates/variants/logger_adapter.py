"""Logs through an adapter that adds context to the records of LiveKit's logger."""

from __future__ import annotations

import logging
from typing import Any

from emitter_reference.emitter import Event, _positional
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True
KEEPS_TYPING = True

adapter = logging.LoggerAdapter(logging.getLogger("livekit"), {"room": "lobby"})


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception as error:
                adapter.error(f"failed to emit event {event}", exc_info=error)
