"""Raises RuntimeError from a nested emission, which the outer one logs."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "type_error.from-once": "another one: RuntimeError('joined')",
    "type_error.leaves-emit": "another one: RuntimeError('joined')",
    "type_error.leaves-nested-emissions": "(logged: RuntimeError: left)",
    "type_error.subclasses-leave-emit": "another one: RuntimeError('joined')",
}


class EventEmitter(Reference[Event]):
    _depth = 0

    def emit(self, event: Event, *args: Any) -> None:
        self._depth += 1
        try:
            super().emit(event, *args)
        except TypeError as error:
            if self._depth == 1:
                raise
            raise RuntimeError(event) from error
        finally:
            self._depth -= 1
