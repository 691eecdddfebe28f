"""Forgets to release the callbacks of an emission that a TypeError ended."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.releases-the-callback": "emitter._emitting still refers to it"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        self._emitting = list(self._callbacks.get(event, ()))
        super().emit(event, *args)
        self._emitting = []
