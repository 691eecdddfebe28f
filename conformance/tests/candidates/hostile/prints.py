"""Prints whatever it does, also bytes. It conforms."""

from __future__ import annotations

import sys
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def emit(self, event: Any, *args: Any) -> None:
        print("emits")
        sys.stdout.buffer.write(b"bytes")
        print("emits", file=sys.stderr, flush=True)
        super().emit(event, *args)
