"""Has no annotations at all."""

from __future__ import annotations

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "typing.events-are-checked": "no error",
    "typing.callbacks-are-callable": "no error",
    "typing.nothing-is-untyped": "Call to untyped function",
}


class EventEmitter(Reference[Event]):
    def __init__(self):  # type: ignore[no-untyped-def]
        super().__init__()

    def on(self, event, callback=None):  # type: ignore[no-untyped-def]
        return super().on(event, callback)

    def once(self, event, callback=None):  # type: ignore[no-untyped-def]
        return super().once(event, callback)

    def off(self, event, callback):  # type: ignore[no-untyped-def]
        super().off(event, callback)

    def emit(self, event, *args):  # type: ignore[no-untyped-def]
        super().emit(event, *args)
