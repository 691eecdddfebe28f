"""Calls a `once` callback again after it has paused for one emission."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.fires-once": "f called with () 4 times",
    "removal.releases-the-callback": "emitter._callbacks still refers to it",
    "surface.calls-no-other-method": "it calls on too",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            self.on(event, pause)
            callback(*args)

        def pause() -> None:
            self.off(event, pause)
            self.on(event, call_once)

        return self.on(event, call_once)
