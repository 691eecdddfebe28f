"""Lets a group of exceptions leave if there is a TypeError in it, or one after it."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.covers-once": "ValueError: ",
    "logging.emission-goes-on": "no seat",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception as error:
                known = [error.__cause__, *getattr(error, "exceptions", ())]
                if any(isinstance(each, TypeError) for each in known):
                    raise
                logger.exception("failed to emit event %s", event)
