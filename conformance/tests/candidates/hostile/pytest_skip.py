"""Asks pytest to skip. That clause is broken, nothing is skipped."""

from __future__ import annotations

from typing import Any

import pytest
from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def emit(self, event: Any, *args: Any, **others: Any) -> None:
        if others:
            pytest.skip("later")
        super().emit(event, *args, **others)
