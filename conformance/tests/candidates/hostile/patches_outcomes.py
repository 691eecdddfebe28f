"""Gives a broken clause the value of a kept one. Its clause is broken, others are kept."""

from __future__ import annotations

import sys
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            outcomes: Any = sys.modules["emitter_conformance.verdict.verdict"].Outcome
            outcomes.BROKEN._value_ = "kept"
            outcomes._member_map_["BROKEN"] = outcomes.KEPT
            raise KeyError("a hidden defect")
        super().off(event, callback)
