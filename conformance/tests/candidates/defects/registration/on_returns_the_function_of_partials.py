"""Returns the function of a partial from `on`."""

from __future__ import annotations

import functools
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.on-returns-the-callback": "another object: <bound method Room.join of",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        returned: Any = super().on(event, callback)
        return returned.func if isinstance(returned, functools.partial) else returned
