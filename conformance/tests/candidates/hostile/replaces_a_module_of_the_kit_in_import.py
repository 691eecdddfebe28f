"""Puts another module in the place of one of the kit. One line says so."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

NAME = "emitter_conformance.suite.test_removal"
sys.modules[NAME] = ModuleType(NAME)


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            raise KeyError("a hidden defect")
        super().off(event, callback)
