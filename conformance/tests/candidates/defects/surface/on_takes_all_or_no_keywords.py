"""Overlooks the keyword `callback` of `on` behind a positional event."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.parameters-are-event-and-callback": "missing: g called with ('dave')"}


class EventEmitter(Reference[Event]):
    def on(self, *args: Any, **keywords: Any) -> Any:
        return super().on(*args) if args else super().on(**keywords)
