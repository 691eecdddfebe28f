"""Calls every callback before it lets a KeyboardInterrupt out."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.base-exceptions-stop-the-emission": "g called with ('alice')"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        errors: list[BaseException] = []
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
            except BaseException as error:
                errors.append(error)
        if errors:
            context = errors[0].__context__
            try:
                raise errors[0]
            finally:
                errors[0].__context__ = context
