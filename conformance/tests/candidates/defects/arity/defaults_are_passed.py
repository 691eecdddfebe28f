"""Passes the defaults that a signature tells as arguments, by keyword too."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.too-few-raises": "TypeError: ",
    "arity.wrapped-functions": "TypeError: ",
}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None or not hasattr(callback, "__wrapped__"):
            return super().on(event, callback)
        keywords = {
            each.name: each.default
            for each in inspect.signature(callback).parameters.values()
            if each.kind is each.KEYWORD_ONLY
        }
        if not keywords:
            return super().on(event, callback)

        class Filled:
            __signature__ = inspect.signature(callback)

            def __call__(self, *args: Any) -> None:
                callback(*args, **keywords)

            def __eq__(self, other: object) -> bool:
                return bool(other == callback)

            def __hash__(self) -> int:
                return hash(callback)

        super().on(event, Filled())
        return callback
