"""Takes what equals None for None in `once`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.only-none-is-no-callback": "nothing called",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback == None:  # noqa: E711
            return super().once(event)
        return super().once(event, callback)
