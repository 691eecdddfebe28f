"""Is false whatever is registered, and has a length and an iterator."""

from __future__ import annotations

from collections.abc import Iterator

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True
KEEPS_TYPING = True


class EventEmitter(Reference[Event]):
    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[object]:
        return iter(())
