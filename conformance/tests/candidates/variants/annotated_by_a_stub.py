"""Has no annotations: a stub beside it has them."""

from typing import TypeVar

from emitter_reference import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True
KEEPS_TYPING = True
Event = TypeVar("Event", contravariant=True)


class EventEmitter(Reference[Event]):
    def emit(self, event, *args):
        super().emit(event, *args)
