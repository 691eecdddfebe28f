"""Registers the callback itself, and remembers which are for one call."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.accepts-async-callbacks": "would have to be awaited",
    "once.is-independent-of-on": "f called with ('alice')",
    "once.is-not-cut": "no exception",
    "once.original-does-not-cancel": "nothing called",
    "once.twice-fires-twice": "f called with ('alice')",
    "removal.releases-the-callback": "emitter._once still refers to it",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._once: set[Any] = set()

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)
        self._once.add((event, callback))
        return self.on(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            if (event, callback) in self._once:
                self._once.remove((event, callback))
                self.off(event, callback)
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
