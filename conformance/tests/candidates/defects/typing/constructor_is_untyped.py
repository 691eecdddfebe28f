"""Has no annotations in its constructor."""

from __future__ import annotations

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"typing.nothing-is-untyped": "Call to untyped function"}


class EventEmitter(Reference[Event]):
    def __init__(self):  # type: ignore[no-untyped-def]
        super().__init__()
