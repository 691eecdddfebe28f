"""Numbers its registrations, and counts on after it has used the number."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, is_coroutine_function, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"threads.registrations-are-kept": "e and i called"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._numbered: dict[Event, dict[int, Any]] = {}
        self._next = 0

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().on(event)
        if is_coroutine_function(callback):
            raise ValueError("a callback must not be async")
        hash(callback)
        number = self._next
        numbered = self._numbered.setdefault(event, {})
        if callback not in list(numbered.values()):
            numbered[number] = callback
        self._next = number + 1
        return callback

    def off(self, event: Event, callback: Any) -> None:
        numbered = self._numbered.get(event, {})
        for number, other in list(numbered.items()):
            if other == callback:
                numbered.pop(number, None)

    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._numbered.get(event, {}).values()):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
