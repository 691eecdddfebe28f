"""Takes a callback of any arguments for middleware, and names the event to it as well."""

from __future__ import annotations

import functools
import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"varargs.beside-keywords": "h called with (1, 2, 3, 1)"}
EVERYTHING = [inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD]


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if inspect.isfunction(callback):
            kinds = [each.kind for each in inspect.signature(callback).parameters.values()]
            if kinds == EVERYTHING:
                super().on(event, functools.partial(callback, event=event))
                return callback
        return super().on(event, callback)
