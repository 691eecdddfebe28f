"""Keeps the last callback that failed, for debugging."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.releases-the-callback": "emitter._last_failure still refers to it"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                self._last_failure = callback
                logger.exception("failed to emit event %s", event)
