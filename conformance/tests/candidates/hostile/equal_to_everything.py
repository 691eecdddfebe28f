"""Returns from `off` what equals everything, None too. The clauses about that are broken."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class Equal:
    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 1


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> Any:
        super().off(event, callback)
        return Equal()
