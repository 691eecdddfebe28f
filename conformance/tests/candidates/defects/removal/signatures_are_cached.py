"""Keeps callbacks in a cache of their signatures."""

from __future__ import annotations

import functools
import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.each-by-its-own": "NameError: ",
    "removal.releases-the-callback": "signature of signatures_are_cached still refers to it",
}

signature = functools.lru_cache(maxsize=None)(inspect.signature)


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            signature(callback)
        super().emit(event, *args)
