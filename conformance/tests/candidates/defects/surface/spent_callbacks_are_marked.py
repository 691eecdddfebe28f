"""Marks a function that waits for one call, so that other emitters release it."""

from __future__ import annotations

from types import FunctionType
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.emitters-are-independent": "0 and 0 calls by two emissions instead of 1 and 1"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if isinstance(callback, FunctionType):
            callback.waits_for = self  # type: ignore[attr-defined]
        return super().once(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            is_function = isinstance(callback, FunctionType)
            if is_function and getattr(callback, "waits_for", self) is not self:
                self.off(event, callback)
        super().emit(event, *args)
