"""Binds the arguments to the signature of a callback before it calls it."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.too-few-raises": "TypeError: missing a required argument"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            passed = _positional(callback, args)
            if args:
                inspect.signature(callback).bind(*passed)
            emission = Reference[Event]()
            emission._callbacks = {event: {callback: None}}
            emission.emit(event, *args)
