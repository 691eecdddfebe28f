"""Numbers the callbacks of `once` for each emitter, and keeps the spent numbers of all."""

from __future__ import annotations

import itertools
from typing import Any, ClassVar

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.emitters-are-independent": "[1, 0, 0] calls by one emitter after another"}


class EventEmitter(Reference[Event]):
    _spent: ClassVar[set[int]] = set()

    def __init__(self) -> None:
        super().__init__()
        self._numbers = itertools.count()

    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return lambda function: (self.once(event, function), function)[1]
        number = next(self._numbers)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            if number not in self._spent:
                self._spent.add(number)
                callback(*args)

        return self.on(event, call_once)
