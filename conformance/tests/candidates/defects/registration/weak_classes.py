"""Holds classes weakly."""

from __future__ import annotations

import inspect
import weakref
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"registration.holds-its-callbacks": "missing: guest called with ()"}


class _Weak:
    def __init__(self, callback: type) -> None:
        self.reference = weakref.ref(callback)

    def __hash__(self) -> int:
        return hash(self.reference)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Weak) and self.reference == other.reference

    @property
    def __signature__(self) -> inspect.Signature:
        return inspect.signature(self.reference() or bool)

    def __call__(self, *args: Any) -> None:
        callback = self.reference()
        if callback is not None:
            callback(*args)


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        super().on(event, _Weak(callback) if isinstance(callback, type) else callback)
        return self._decorator(event) if callback is None else callback

    def _decorator(self, event: Event) -> Any:
        return lambda function: self.on(event, function)

    def off(self, event: Event, callback: Any) -> None:
        super().off(event, _Weak(callback) if isinstance(callback, type) else callback)
