"""Keeps numbers of parameters by id, and forgets by the id of what `off` is given."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.each-by-its-own": "TypeError: "}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[int, Any] = {}

    def off(self, event: Event, callback: Any) -> None:
        super().off(event, callback)
        self._counts.pop(id(callback), None)

    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                count = self._counts.setdefault(
                    id(callback), len(_positional(callback, (0,) * 2000))
                )
                callback(*args[:count])
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
