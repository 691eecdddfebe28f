"""Logs an emission that takes longer than a second as an error."""

from __future__ import annotations

import logging
import time
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.silent-without-failure": "1 log record of level ERROR"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        begun = time.monotonic()
        super().emit(event, *args)
        if time.monotonic() - begun > 1:
            logging.getLogger("livekit").error("slow event %s", event)
