"""Calls the callbacks in another order at each emission."""

from __future__ import annotations

from random import Random
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0",)
KEEPS_SHOULD = True
KEEPS_TYPING = True


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._random = Random(1)

    def emit(self, event: Event, *args: Any) -> None:
        callbacks = list(self._callbacks.get(event, ()))
        self._random.shuffle(callbacks)
        for callback in callbacks:
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
