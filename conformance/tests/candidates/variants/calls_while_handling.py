"""Calls a callback in the handler of the KeyError that its count of parameters is not known."""

from __future__ import annotations

from types import FunctionType
from typing import Any
from weakref import WeakKeyDictionary

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._counts: WeakKeyDictionary[Any, int] = WeakKeyDictionary()

    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                self._call(callback, args)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)

    def _call(self, callback: Any, args: tuple[Any, ...]) -> None:
        if not isinstance(callback, FunctionType):
            callback(*_positional(callback, args))
            return
        try:
            count = self._counts[callback]
        except KeyError:
            self._counts[callback] = count = len(_positional(callback, (0,) * 9999))
            callback(*args[:count])
        else:
            callback(*args[:count])
