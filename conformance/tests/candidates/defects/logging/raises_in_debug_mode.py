"""Lets errors out where an event loop runs in debug mode."""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.covers-once": "ValueError: ",
    "logging.emission-goes-on": "ValueError: no seat",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        errors: list[BaseException] = []

        def note(record: logging.LogRecord) -> bool:
            errors.append(sys.exc_info()[1] or ValueError())
            return True

        logger = logging.getLogger("livekit")
        logger.addFilter(note)
        try:
            super().emit(event, *args)
        finally:
            logger.removeFilter(note)
        if errors and is_debugged():
            raise errors[0]


def is_debugged() -> bool:
    """Return whether an event loop in debug mode runs."""
    try:
        return asyncio.get_running_loop().get_debug()
    except RuntimeError:
        return False
