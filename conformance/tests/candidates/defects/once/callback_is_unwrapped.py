"""Calls the function that the callback of `once` wraps in place of the callback."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.fires-once": "ValueError: neither true nor false",
    "registration.only-none-is-no-callback": "ValueError: neither true nor false",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        return super().once(event, callback and inspect.unwrap(callback))
