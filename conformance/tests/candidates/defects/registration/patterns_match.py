"""Calls the callbacks of the patterns that match an event."""

from __future__ import annotations

import re
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.unequal-events-are-separate": "f called with ()"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Any, *args: Any) -> None:
        super().emit(event, *args)
        for pattern in [each for each in list(self._callbacks) if isinstance(each, re.Pattern)]:
            if isinstance(event, str) and pattern.fullmatch(event):
                super().emit(pattern, *args)
