"""Returns from the decorator of `on` an object that ends the registration when it is deleted."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "registration.decorator-can-be-applied-again": "nothing called",
    "registration.decorator-registers": "nothing called",
    "registration.decorator-returns-the-function": ".Registration object>",
    "registration.decorator-waits-for-its-function": "nothing called",
    "registration.none-means-the-decorator-form": "nothing called",
}


class Registration:
    def __init__(self, emitter: Any, event: Any, function: Any) -> None:
        self.emitter, self.event, self.function = emitter, event, function

    def __del__(self) -> None:
        self.emitter.off(self.event, self.function)


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().on(event, callback)
        return lambda function: Registration(self, event, self.on(event, function))
