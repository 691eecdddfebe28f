"""Logs the exceptions of `once` callbacks in the wrapper and again in `emit`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.covers-once": "2 log records of level ERROR",
    "logging.message-is-livekits": "'failed once' and 'failed to emit event joined'",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def guarded(*args: Any) -> None:
            try:
                callback(*args)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed once")
                raise

        return super().once(event, guarded)
