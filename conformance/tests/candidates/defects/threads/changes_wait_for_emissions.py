"""Lets a registration wait until no other thread emits."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"threads.callbacks-can-wait-for-other-threads": "f called with ('waits')"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._changed = threading.Condition()
        self._emitting: list[threading.Thread] = []

    def on(self, event: Event, callback: Any = None) -> Any:
        this_thread = threading.current_thread()
        with self._changed:
            while any(each is not this_thread for each in list(self._emitting)):
                self._changed.wait()
        return super().on(event, callback)

    def emit(self, event: Event, *args: Any) -> None:
        self._emitting.append(threading.current_thread())
        try:
            super().emit(event, *args)
        finally:
            with self._changed:
                self._emitting.remove(threading.current_thread())
                self._changed.notify_all()
