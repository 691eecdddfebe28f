"""Registers with `once` in the decorator of `on`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.bound-methods": "TypeError: ",
    "arity.callable-objects": "TypeError: ",
    "arity.class-methods": "TypeError: ",
    "arity.classes": "TypeError: ",
    "arity.declared-signatures": "f called with (1, 2, 3)",
    "arity.partials": "TypeError: ",
    "arity.static-methods": "TypeError: ",
    "arity.wrapped-functions": "f called with (1, 2, 3)",
    "emission.ignores-return-values": "f called with ()",
    "registration.decorator-registers": "missing: f called with (3, 4)",
    "rejection.holds-in-a-running-loop": "missing: ValueError raised",
    "rejection.is-raised-by-the-decorator": "no exception",
    "surface.calls-no-other-method": "they call once",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        return self.once(event) if callback is None else super().on(event, callback)
