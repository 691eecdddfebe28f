"""Raises a TypeError from the outermost emission alone; a nested one logs it."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "type_error.from-once": "nothing leaves it",
    "type_error.leaves-emit": "nothing leaves it",
    "type_error.leaves-nested-emissions": "no exception",
    "type_error.subclasses-leave-emit": "nothing leaves it",
}


class EventEmitter(Reference[Event]):
    _depth = 0

    def emit(self, event: Event, *args: Any) -> None:
        self._depth += 1
        try:
            super().emit(event, *args)
        except TypeError:
            if self._depth == 1:
                raise
            logger.exception("failed to emit event %s", event)
        finally:
            self._depth -= 1
