"""Gives what `once` registers the signature of the callback, so that its arguments are cut."""

from __future__ import annotations

import functools
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.is-not-cut": "no exception",
    "once.accepts-async-callbacks": "ValueError: <function ",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        @functools.wraps(callback)
        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            callback(*args)

        return self.on(event, call_once)
