"""Takes a callback whose truth value is false for None in `on`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.falsy-callable-is-a-callback": "nothing called",
    "registration.only-none-is-no-callback": "ValueError: ",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        return super().on(event, callback or None)
