"""Passes copies of dataclasses."""

from __future__ import annotations

import copy
import dataclasses
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.passes-the-same-objects": "f and g called with ('others: "}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        super().emit(
            event, *[copy.copy(each) if dataclasses.is_dataclass(each) else each for each in args]
        )
