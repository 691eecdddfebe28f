"""Gives a number as the handle of `once`, and cuts its arguments like those of `on`."""

from __future__ import annotations

import itertools
from typing import Any

from emitter_reference.emitter import Event, _positional
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = False


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._tokens: dict[Any, Any] = {}
        self._numbers = itertools.count(1)

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)
        token = next(self._numbers)

        def call(*args: Any) -> None:
            self.off(event, token)
            callback(*_positional(callback, args))

        self.on(event, call)
        self._tokens[event, token] = call
        return token

    def off(self, event: Event, callback: Any) -> None:
        if isinstance(callback, int):
            callback = self._tokens.pop((event, callback), None)
        super().off(event, callback)
