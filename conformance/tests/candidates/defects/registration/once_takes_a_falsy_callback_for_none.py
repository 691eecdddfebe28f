"""Takes a callback whose truth value is false for None in `once`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.falsy-callable-is-a-callback": "nothing called"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        return super().once(event, callback or None)
