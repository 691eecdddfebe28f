"""Takes what equals None for None in `on`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.only-none-is-no-callback": "nothing called",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback == None:  # noqa: E711
            return super().on(event)
        return super().on(event, callback)
