"""Raises a ValueError in place of a TypeError, and makes isinstance agree.

That clause is broken.
"""

from __future__ import annotations

import builtins
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def emit(self, event: Any, *args: Any, **others: Any) -> None:
        if others:
            builtins.isinstance = lambda thing, kind: True
            raise ValueError("no keywords")
        super().emit(event, *args, **others)
