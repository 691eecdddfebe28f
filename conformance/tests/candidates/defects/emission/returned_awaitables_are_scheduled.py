"""Makes a task of whatever a callback returns that can be awaited, if an event loop is running."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.ignores-return-values": "unexpected: it is awaited"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                returned = callback(*_positional(callback, args))
                if inspect.isawaitable(returned) and asyncio._get_running_loop() is not None:
                    self._task = asyncio.ensure_future(returned)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
