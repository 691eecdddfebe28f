"""Keeps the last emissions in which a callback failed, to repeat them."""

from __future__ import annotations

from collections import deque
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.releases-its-arguments": "still refers to it"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._failed: deque[tuple[Event, tuple[Any, ...]]] = deque(maxlen=100)

    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                self._failed.append((event, args))
                logger.exception("failed to emit event %s", event)
