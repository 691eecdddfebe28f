"""Logs an exception unless one with its text was logged before, for whichever emitter."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.emitters-are-independent": "['logged'] by an early emitter, [] by a later one"}

_logged: set[str] = set()


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in [*self._callbacks.get(event, ())]:
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception as error:
                if repr(error) not in _logged:
                    logger.exception("failed to emit event %s", event)
                _logged.add(repr(error))
