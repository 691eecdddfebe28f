"""Registers a decorated function again each time it is called."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.decorator-registers": "f called with ('alice'), f called with ('bob')"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().once(event, callback)

        def decorate(function: Any) -> Any:
            def again(*args: Any) -> None:
                self.once(event, again)
                function(*args)

            self.once(event, again)
            return function

        return decorate
