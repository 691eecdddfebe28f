"""Has a metaclass that raises where its class is looked at. It cannot stand beside ABC."""

from __future__ import annotations

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class Meta(type):
    def __instancecheck__(cls, instance: object) -> bool:
        raise SystemExit(0)

    def __subclasscheck__(cls, subclass: type) -> bool:
        raise SystemExit(0)

    def __repr__(cls) -> str:
        raise SystemExit(0)

    def __bool__(cls) -> bool:
        raise SystemExit(0)


class EventEmitter(Reference[Event], metaclass=Meta):
    pass
