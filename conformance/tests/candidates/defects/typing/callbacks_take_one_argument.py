"""Annotates the callback of `off` as one that takes one argument."""

from __future__ import annotations

from typing import Any, Callable

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"typing.callbacks-of-any-signature": "Argument 2 to"}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Callable[[Any], object]) -> None:
        super().off(event, callback)
