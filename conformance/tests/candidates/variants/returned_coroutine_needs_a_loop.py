"""Makes a task of a coroutine that a callback returns, and fails without an event loop."""

from __future__ import annotations

import asyncio
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
                    self._task = asyncio.get_running_loop().create_task(returned)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
