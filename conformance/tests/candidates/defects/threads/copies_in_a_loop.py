"""Copies the callbacks of an event one by one, while another thread changes them."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"threads.operations-raise-nothing": "RuntimeError: dictionary changed size"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in [each for each in self._callbacks.get(event, ())]:  # noqa: C416
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
