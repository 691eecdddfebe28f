"""Takes all `once` registrations out when an emission begins, and puts none back."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.is-spent-through-off": "off called with ('joined') twice instead of once",
    "once.nested-emission-calls-it-too": "callback 0 called with () 10 instead of 20 times;",
    "once.waits-if-it-was-not-called": "missing: g and h called with ()",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        snapshot = list(self._callbacks.get(event, ()))
        for callback in snapshot:
            if getattr(callback, "__name__", "") == "call_once":
                self.off(event, callback)
        for callback in snapshot:
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
