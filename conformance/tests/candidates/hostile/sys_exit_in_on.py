"""Leaves `on` by `sys.exit(0)`. That clause is broken."""

from __future__ import annotations

import sys
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def on(self, event: Any, callback: Any = None) -> Any:
        if len(self._callbacks.get(event, ())) > 1500:
            sys.exit(0)
        return super().on(event, callback)
