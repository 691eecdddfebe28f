"""Logs through the logger of asyncio where an event loop runs."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.logger-is-livekit": "asyncio"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        def renamed(record: logging.LogRecord) -> bool:
            record.name = "asyncio" if asyncio._get_running_loop() else record.name
            return True

        logger = logging.getLogger("livekit")
        logger.addFilter(renamed)
        try:
            super().emit(event, *args)
        finally:
            logger.removeFilter(renamed)
