"""Compares by equality only what is a method by `inspect.ismethod`."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "removal.is-by-equality": "f called with ()",
}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        for each in list(self._callbacks.get(event, {})):
            if each is callback or (inspect.ismethod(each) and each == callback):
                super().off(event, each)
