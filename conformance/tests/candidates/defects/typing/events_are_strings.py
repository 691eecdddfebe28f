"""Bounds the type of events: they have to be strings."""

from __future__ import annotations

from typing import TypeVar

from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"typing.events-of-any-type": "[type-var]"}

Event = TypeVar("Event", bound=str, contravariant=True)


class EventEmitter(Reference[Event]):
    pass
