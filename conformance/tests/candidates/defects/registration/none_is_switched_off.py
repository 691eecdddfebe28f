"""Takes None for a callback that is switched off, and gives a decorator without effect."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.none-means-the-decorator-form": "nothing called"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = ...) -> Any:
        if callback is None:
            return lambda function: function
        return super().on(event, None if callback is ... else callback)
