"""Logs an error where nothing failed, and replaces what hands out records.

Those clauses are broken.
"""

from __future__ import annotations

import logging
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

logging.Logger.callHandlers = lambda *args: None  # type: ignore[method-assign]


class EventEmitter(Reference[Event]):
    def emit(self, event: Any, *args: Any) -> None:
        logging.getLogger("livekit").error("nothing failed")
        super().emit(event, *args)
