"""Uses a marker of its own for the decorator form and refuses None."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.none-means-the-decorator-form": "TypeError: None is not callable"}

MISSING: Any = object()


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = MISSING) -> Any:
        if callback is None:
            raise TypeError("None is not callable")
        return super().on(event, None if callback is MISSING else callback)
