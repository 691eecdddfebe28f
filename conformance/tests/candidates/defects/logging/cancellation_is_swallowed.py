"""Ends the emission in silence when a callback is cancelled."""

from __future__ import annotations

import asyncio
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.base-exceptions-leave": "no exception"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except asyncio.CancelledError:
                return
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
