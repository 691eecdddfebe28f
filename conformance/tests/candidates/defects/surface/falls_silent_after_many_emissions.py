"""Counts the emissions of all emitters, and calls nothing any more after some hundreds."""

from __future__ import annotations

import itertools
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.emitters-are-independent": "[()] by an early emitter, [] by a later one"}

_numbers = itertools.count()


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        if next(_numbers) < 500:
            super().emit(event, *args)
