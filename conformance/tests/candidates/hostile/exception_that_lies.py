"""Raises in place of a TypeError what only claims to be one. That clause is broken."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class Lie(Exception):
    __class__ = TypeError  # type: ignore[assignment]


class EventEmitter(Reference[Event]):
    def emit(self, event: Any, *args: Any, **others: Any) -> None:
        if others:
            raise Lie("no keywords")
        super().emit(event, *args, **others)
