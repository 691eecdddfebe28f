"""Logs a TypeError of an emission that does not belong to the main thread."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "threads.no-thread-is-special": "no exception from by_thread(lambda: emitter.emit",
    "type_error.from-once": "nothing leaves it",
    "type_error.leaves-emit": "nothing leaves it",
    "type_error.subclasses-leave-emit": "nothing leaves it",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        try:
            super().emit(event, *args)
        except TypeError:
            if threading.current_thread() is threading.main_thread():
                raise
            logger.exception("failed to emit event %s", event)
