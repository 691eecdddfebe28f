"""Runs a generator that a callback returns."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.ignores-return-values": "unexpected: it runs"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                returned = callback(*_positional(callback, args))
                if inspect.isgenerator(returned):
                    list(returned)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
