"""Calls an argument that is a function and passes what it returns."""

from __future__ import annotations

import types
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.passes-the-same-objects": "f and g called with ('others: "}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        values = [each() if isinstance(each, types.FunctionType) else each for each in args]
        super().emit(event, *values)
