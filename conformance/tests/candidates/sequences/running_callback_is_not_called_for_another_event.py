"""Does not call a callback for an event while it runs for another one."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"emission.nested-emission-runs-at-once": 4}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._running: dict[Any, Any] = {}

    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            if self._running.get(callback, event) != event:
                continue
            self._running[callback] = event
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
            finally:
                self._running.pop(callback, None)
