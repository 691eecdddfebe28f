"""Takes a callback whose truth value is false for None in `once`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.decorator-returns-the-function": "ValueError: ",
    "once.fires-once": "nothing called",
    "once.handle-cancels": "ValueError: ",
    "registration.falsy-callable-is-a-callback": "nothing called",
    "registration.only-none-is-no-callback": "ValueError: ",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        return super().once(event, callback or None)
