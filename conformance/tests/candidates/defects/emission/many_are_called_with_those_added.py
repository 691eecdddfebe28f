"""Looks again for callbacks after an emission that has had more than four."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.added-callback-waits": "added called with ()"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        before = list(self._callbacks.get(event, ()))
        super().emit(event, *args)
        if len(before) > 4:
            for callback in [each for each in self._callbacks[event] if each not in before]:
                callback(*_positional(callback, args))
