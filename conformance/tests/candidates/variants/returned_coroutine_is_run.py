"""Runs a coroutine that a callback returns, one of `once` too."""

from __future__ import annotations

import contextlib
import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> Any:
            self.off(event, call_once)
            return callback(*args)

        return self.on(event, call_once)

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
