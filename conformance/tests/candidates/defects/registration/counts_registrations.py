"""Counts registrations, so that `off` is needed as often as `on`."""

from __future__ import annotations

from collections import Counter
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.same-callback-twice-is-one": "f called with ()"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._repeated: Any = Counter()

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback in self._callbacks.get(event, ()):
            self._repeated[event, callback] += 1
        return super().on(event, callback)

    def off(self, event: Event, callback: Any) -> None:
        if (event, callback) in self._repeated:
            self._repeated -= Counter([(event, callback)])
        else:
            super().off(event, callback)
