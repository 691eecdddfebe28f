"""Ignores an emission that is nested in ten others."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.nested-emission-runs-at-once": "missing: h called with (60)"}


class EventEmitter(Reference[Event]):
    _depth = 0

    def emit(self, event: Event, *args: Any) -> None:
        self._depth += 1
        try:
            if self._depth <= 10:
                super().emit(event, *args)
        finally:
            self._depth -= 1
