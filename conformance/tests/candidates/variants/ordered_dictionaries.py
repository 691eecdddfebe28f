"""Keeps its callbacks in ordered dictionaries, which threads must not share."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = False


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        self._callbacks = OrderedDict()

    def on(self, event: Event, callback: Any = None) -> Any:
        self._callbacks.setdefault(event, OrderedDict())
        return super().on(event, callback)
