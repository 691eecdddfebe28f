"""Ends an emission after ten failures."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.emission-goes-on": "missing: callback 10, callback 11, callback 12,"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        failures = 0
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
                failures += 1
                if failures == 10:
                    return
