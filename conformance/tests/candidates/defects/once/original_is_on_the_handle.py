"""Cancels a `once` registration by its original callback too, which is kept on the handle."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.original-does-not-cancel": "nothing called"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        handle: Any = super().once(event, callback)
        if callback is not None:
            with suppress(AttributeError):  # what a subclass returns
                handle._original = callback
        return handle

    def off(self, event: Event, callback: Any) -> None:
        for registered in list(self._callbacks.get(event, ())):
            original = getattr(registered, "__dict__", {}).get("_original")
            if original is not None and original is callback:
                super().off(event, registered)
        super().off(event, callback)
