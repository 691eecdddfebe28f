"""Takes the type variable for covariant."""

from __future__ import annotations

from typing import TypeVar

from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"typing.is-contravariant": "Argument 1 to"}

Event = TypeVar("Event", covariant=True)


class EventEmitter(Reference[Event]):  # type: ignore[type-var]
    pass
