"""Raises an exception that cannot be shown. That clause is broken."""

from __future__ import annotations

import sys
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class Silent(Exception):
    def __str__(self) -> str:
        sys.exit(0)

    __repr__ = __str__


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            raise Silent
        super().off(event, callback)
