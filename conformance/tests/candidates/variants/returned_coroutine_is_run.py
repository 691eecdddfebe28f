"""Runs a coroutine that a callback returns."""

from __future__ import annotations

import contextlib
import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                returned = callback(*_positional(callback, args))
                if inspect.iscoroutine(returned):
                    with contextlib.suppress(StopIteration):
                        returned.send(None)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
