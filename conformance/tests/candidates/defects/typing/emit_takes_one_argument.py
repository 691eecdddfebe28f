"""Says to type checkers that `emit` takes one argument."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"typing.emit-takes-any-arguments": "error"}


class EventEmitter(Reference[Event]):
    if TYPE_CHECKING:

        def emit(self, event: Event, argument: Any = None) -> None: ...
