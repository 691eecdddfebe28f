"""Forgets that the type variable is contravariant."""

from __future__ import annotations

from typing import TypeVar

from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"typing.is-contravariant": "Argument 1 to"}

Event = TypeVar("Event")


class EventEmitter(Reference[Event]):
    pass
