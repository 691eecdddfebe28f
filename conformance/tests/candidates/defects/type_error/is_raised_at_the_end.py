"""Calls every callback and raises the first TypeError at the end."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"type_error.stops-the-emission": "g called with ('alice')"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        errors: list[TypeError] = []
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError as error:
                errors.append(error)
            except Exception:
                logger.exception("failed to emit event %s", event)
        if errors:
            first, context = errors[0], errors[0].__context__
            errors.clear()
            try:
                raise first
            finally:
                first.__context__ = context
                del first
