"""Calls each callback in another thread and waits for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.stays-in-the-callers-thread": "f called with (False)",
    "type_error.subclasses-leave-emit": "left is None",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                with ThreadPoolExecutor(1) as pool:
                    pool.submit(callback, *_positional(callback, args)).result()
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
