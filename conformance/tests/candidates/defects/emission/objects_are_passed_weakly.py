"""Passes proxies of objects that can be referred to weakly."""

from __future__ import annotations

import weakref
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.passes-the-same-objects": "f and g called with ('others: "}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        super().emit(event, *map(passed, args))


def passed(argument: Any) -> Any:
    if callable(argument) or type(argument).__module__ == "builtins":
        return argument
    try:
        return weakref.proxy(argument)
    except TypeError:
        return argument
