"""Makes a task of what a callback returns, in the loop that asyncio makes if need be."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.ignores-return-values": "logged is ['failed to emit event joined']"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                returned = callback(*_positional(callback, args))
                if inspect.isawaitable(returned):
                    self._task = asyncio.ensure_future(returned)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
