"""Looks whether every callback fits before it calls the first one."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"type_error.earlier-callbacks-have-run": "nothing called"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                signature = inspect.signature(callback, follow_wrapped=False)
            except (TypeError, ValueError):
                continue
            if signature.parameters and not hasattr(callback, "__signature__"):
                given = _positional(callback, args)
                try:
                    signature.bind(*given)
                except TypeError:
                    callback(*given)
        super().emit(event, *args)
