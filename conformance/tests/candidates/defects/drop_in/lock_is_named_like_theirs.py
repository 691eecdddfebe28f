"""Keeps its lock in `_lock`, a name that `AgentSession` has for a lock of another kind."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "drop_in.callbacks-are-called-until-removed": "'Lock' object does not support",
    "drop_in.once-is-called-once": "'Lock' object does not support",
    "drop_in.coroutine-functions-are-refused": "'Lock' object does not support",
    "drop_in.agent-session-announces-its-states": "'Lock' object does not support",
    "drop_in.names-of-attributes-are-free": "_lock of ",
}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.RLock()

    def on(self, event: Event, callback: Any = None) -> Any:
        with self._lock:
            return super().on(event, callback)
