"""Removes every function of the same qualified name."""

from __future__ import annotations

import types
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.renewed-registration-goes-last": "missing: callback 7, callback 14, callback 1, ...",
    "removal.leaves-other-callbacks": "wrapper called with ()",
}


class EventEmitter(Reference[Event]):
    def off(self, event: Event, callback: Any) -> None:
        super().off(event, callback)
        for each in list(self._callbacks.get(event, ())):
            same = getattr(each, "__qualname__", "") == getattr(callback, "__qualname__", None)
            if same and isinstance(each, types.FunctionType) and "call_once" not in each.__name__:
                super().off(event, each)
