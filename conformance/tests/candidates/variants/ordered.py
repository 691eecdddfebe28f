"""Keeps the callbacks of an event in an `OrderedDict`, and holds a lock while it uses that."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any

from emitter_reference.emitter import Event, _positional, is_coroutine_function, logger
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._ordered: dict[Event, OrderedDict[Any, None]] = {}
        self._using = threading.RLock()

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().on(event)
        if is_coroutine_function(callback):
            raise ValueError("a callback must not be async")
        with self._using:
            self._ordered.setdefault(event, OrderedDict())[callback] = None
        return callback

    def off(self, event: Event, callback: Any) -> None:
        with self._using:
            self._ordered.get(event, OrderedDict()).pop(callback, None)

    def emit(self, event: Event, *args: Any) -> None:
        with self._using:
            callbacks = list(self._ordered.get(event, ()))
        for callback in callbacks:
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
