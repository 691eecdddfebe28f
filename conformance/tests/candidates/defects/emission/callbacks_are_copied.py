"""Takes a deep copy of the callbacks, and so of the objects they belong to."""

from __future__ import annotations

import copy
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.built-in-methods": "Room.name is 'lobby' and guests is ['bob', 'bob'] afterwards",
    "emission.calls-again-each-time": "0, 0 and 0 times",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in copy.deepcopy(list(self._callbacks.get(event, ()))):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
