"""Warns when an event has more than ten callbacks, as Node does."""

from __future__ import annotations

import warnings
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.warns-of-nothing": "a warning: 11 callbacks"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        result = super().on(event, callback)
        number = len(self._callbacks.get(event, ()))
        if number == 11:
            warnings.warn(f"{number} callbacks: a leak?", ResourceWarning, stacklevel=2)
        return result
