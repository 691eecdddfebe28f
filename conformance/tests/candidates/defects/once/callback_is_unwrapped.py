"""Calls the function that the callback of `once` wraps in place of the callback."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.decorator-returns-the-function": "ValueError: ",
    "once.fires-once": "nothing called",
    "once.handle-cancels": "ValueError: ",
    "once.is-not-cut": "TypeError: ",
    "once.spent-handle-is-silent": "nothing called",
    "registration.only-none-is-no-callback": "ValueError: neither true nor false",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        return super().once(event, callback and inspect.unwrap(callback))
