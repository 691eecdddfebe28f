"""Takes an empty callable for no callback, and returns a decorator."""

from __future__ import annotations

from collections.abc import Sized
from typing import Any
from unittest.mock import NonCallableMock

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.falsy-callable-is-a-callback": "nothing called"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        is_mock = isinstance(callback, NonCallableMock)
        is_built_in = isinstance(callback, (str, list, dict, set, tuple, bytes))
        if not (is_mock or is_built_in) and isinstance(callback, Sized) and not len(callback):
            return super().on(event)
        return super().on(event, callback)
