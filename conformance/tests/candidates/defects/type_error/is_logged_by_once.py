"""Logs a TypeError of a `once` callback before it leaves."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"type_error.is-not-logged": "DEBUG"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call(*args: Any) -> None:
            try:
                callback(*args)
            except TypeError:
                logger.debug("a callback of %s does not fit", event, exc_info=True)
                raise

        return super().once(event, call)
