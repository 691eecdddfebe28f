"""Passes the value of a member of an enumeration."""

from __future__ import annotations

import enum
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.passes-the-same-objects": "f and g called with ('others: "}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        super().emit(event, *[each.value if isinstance(each, enum.Enum) else each for each in args])
