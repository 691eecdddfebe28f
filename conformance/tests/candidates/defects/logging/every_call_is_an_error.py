"""Logs every emission with the level ERROR."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.ignores-return-values": "ERROR",
    "logging.base-exceptions-are-not-logged": "ERROR",
    "logging.covers-once": "4 log records of level ERROR",
    "logging.one-error-record-per-failure": "4 log records of level ERROR",
    "logging.silent-without-failure": "1 log record of level ERROR",
    "type_error.is-not-logged": "ERROR",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        logger.error("emit %s", event)
        super().emit(event, *args)
