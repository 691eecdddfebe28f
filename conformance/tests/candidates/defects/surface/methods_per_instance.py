"""Binds its methods in `__init__`, where no subclass can override them."""

from __future__ import annotations

from functools import partial
from typing import Any, Generic

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.decorator-goes-through-once": "nothing called",
    "once.is-spent-through-off": "missing: off called with ('joined')",
    "once.registers-through-on": "nothing called",
    "registration.decorator-goes-through-on": "nothing called",
    "surface.keeps-public-attributes": "emit and off and on and once and seats",
    "surface.overrides-take-effect": "it is not called",
}


def on(inner: Reference[Any], event: Any, callback: Any = None) -> Any:
    return inner.on(event, callback)


def emit(inner: Reference[Any], event: Any, *args: Any) -> None:
    inner.emit(event, *args)


class EventEmitter(Generic[Event]):
    def __init__(self) -> None:
        inner: Reference[Any] = Reference()
        self.on = partial(on, inner)
        self.once = inner.once
        self.off = inner.off
        self.emit = partial(emit, inner)
