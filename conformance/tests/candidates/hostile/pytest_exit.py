"""Asks pytest to end the run with 0. That clause is broken, and the run goes on."""

from __future__ import annotations

from typing import Any

import pytest
from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            pytest.exit("now", 0)
        super().off(event, callback)
