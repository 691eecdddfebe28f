"""Logs the exceptions of `once` callbacks as warnings."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.covers-once": "1 log record of level WARNING"}


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
                logger.warning("failed to emit event %s", event, exc_info=True)

        return super().once(event, guarded)
