"""Ends an emission when one of another event has been nested in it."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.passes-the-same-objects": "missing: g and h called with ('outer')"}


class EventEmitter(Reference[Event]):
    _event: Any = None

    def emit(self, event: Event, *args: Any) -> None:
        self._event = event
        for callback in list(self._callbacks.get(event, ())):
            if self._event != event:
                break
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
