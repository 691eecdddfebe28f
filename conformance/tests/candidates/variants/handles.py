"""Returns from `once` an object that can cancel itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True


@dataclass(eq=False)
class Handle:
    """A registration for one call."""

    emitter: Any
    event: Any
    callback: Any

    def cancel(self) -> None:
        self.emitter.off(self.event, self)

    def __call__(self, *args: Any) -> None:
        self.cancel()
        self.callback(*args)


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)
        return self.on(event, Handle(self, event, callback))
