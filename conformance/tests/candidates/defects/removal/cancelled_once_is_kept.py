"""Keeps a handle until its callback is called."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.releases-the-callback": "emitter._waiting still refers to it"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call(*args: Any) -> None:
            self._waiting.discard(handle)
            callback(*args)

        handle = super().once(event, call)
        self._waiting.add(handle)
        return handle

    def __init__(self) -> None:
        super().__init__()
        self._waiting: set[Any] = set()
