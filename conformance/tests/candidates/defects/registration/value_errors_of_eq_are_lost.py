"""Loses a ValueError of `__eq__` where a list has what is not removed."""

from __future__ import annotations

import contextlib
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.exceptions-of-hash-leave": "ValueError('__hash__') does not leave it"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        with contextlib.suppress(ValueError):
            super().off(event, callback)
