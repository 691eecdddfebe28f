"""Raises KeyError from `off` of an unknown callback."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.cancelled-during-an-emission-still-runs": "(logged: KeyError: ",
    "once.nested-emission-calls-it-too": "(logged: KeyError: ",
    "once.spent-handle-is-silent": "KeyError: ",
    "removal.none-removes-nothing": "KeyError: None",
    "removal.twice-is-silent": "KeyError: <function f",
    "removal.unknown-callback-is-silent": "KeyError: <function g",
}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        if event in self._callbacks:
            del self._callbacks[event][callback]
