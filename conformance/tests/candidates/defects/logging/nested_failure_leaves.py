"""Raises the failure of a nested emission again, so that the outer one logs it."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.covers-once": "ValueError: ",
    "logging.emission-goes-on": "ValueError: ",
    "logging.nested-failure-stays-nested": "missing: g went on",
}


class EventEmitter(Reference[Event]):
    _depth = 0

    def emit(self, event: Event, *args: Any) -> None:
        self._depth += 1
        try:
            for callback in list(self._callbacks.get(event, ())):
                try:
                    callback(*_positional(callback, args))
                except TypeError:
                    raise
                except Exception:
                    if self._depth > 1:
                        raise
                    logger.exception("failed to emit event %s", event)
        finally:
            self._depth -= 1
