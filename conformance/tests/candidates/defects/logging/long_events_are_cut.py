"""Names at most two hundred letters of an event in the record."""

from __future__ import annotations

import logging
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.record-names-the-event": "'failed to emit event 0 1 2 3 4"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        def cut(record: logging.LogRecord) -> bool:
            text = str(event)
            if len(text) > 200:
                record.args = (f"{text[:200]}...",)
            return True

        logger = logging.getLogger("livekit")
        logger.addFilter(cut)
        try:
            super().emit(event, *args)
        finally:
            logger.removeFilter(cut)
