"""Calls the callbacks in another thread if there are more than three."""

from __future__ import annotations

import concurrent.futures
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.stays-in-the-callers-thread": "... h (8 callbacks) called with ('elsewhere')"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        callbacks = list(self._callbacks.get(event, ()))
        if len(callbacks) <= 3:
            super().emit(event, *args)
            return
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            for callback in callbacks:
                try:
                    pool.submit(callback, *_positional(callback, args)).result()
                except TypeError:
                    raise
                except Exception:
                    logger.exception("failed to emit event %s", event)
