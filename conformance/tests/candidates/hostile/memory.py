"""Takes memory until there is none. That clause is broken by a MemoryError."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            self.taken = [b""]
            while True:
                self.taken.append(bytes(1 << 28))
        super().off(event, callback)

    taken: list[bytes]
