"""Logs failures when the emission ends, however it ends, with a logger outside the tree."""

from __future__ import annotations

import logging
from typing import Any

from emitter_reference.emitter import Event, _positional
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = False
KEEPS_TYPING = True

logger = logging.Logger("emitters")


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        errors = []
        try:
            for callback in list(self._callbacks.get(event, ())):
                try:
                    callback(*_positional(callback, args))
                except TypeError:
                    raise
                except Exception as error:
                    errors.append(error)
        finally:
            for each in errors:
                logger.error("a callback of %r failed", event, exc_info=each)
