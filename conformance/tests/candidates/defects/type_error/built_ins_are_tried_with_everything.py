"""Calls a built-in with all arguments, and with those that fit when that raises TypeError."""

from __future__ import annotations

import types
from contextlib import suppress
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"type_error.callback-is-not-called-again": "f called 2 times for one"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                self._call(callback, args)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)

    def _call(self, callback: Any, args: tuple[Any, ...]) -> None:
        if isinstance(callback, types.BuiltinFunctionType):
            with suppress(TypeError):
                callback(*args)
                return
        callback(*_positional(callback, args))
