"""Registers a `once` callback that raised for another try."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.is-spent-whatever-it-raises": "f called with ('bob')",
    "once.is-not-cut": "f called with ()",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            try:
                callback(*args)
            except BaseException:
                self.on(event, call_once)
                raise

        return self.on(event, call_once)
