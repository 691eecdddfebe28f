"""Calls the other callbacks before a cancellation leaves."""

from __future__ import annotations

import asyncio
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.base-exceptions-stop-the-emission": "g called with ('alice')"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        cancelled = None
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except asyncio.CancelledError as error:
                cancelled = error
            except Exception:
                logger.exception("failed to emit event %s", event)
        if cancelled is not None:
            context = cancelled.__context__
            try:
                raise cancelled
            finally:
                cancelled.__context__ = context
