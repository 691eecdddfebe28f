"""Logs the first hundred failures of an event, and one in a hundred of the others."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.one-error-record-per-failure": "102 log records of level ERROR"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._failures: dict[Any, int] = {}

    def emit(self, event: Event, *args: Any) -> None:
        def is_told(record: logging.LogRecord) -> bool:
            number = self._failures[event] = self._failures.get(event, 0) + 1
            return number <= 100 or number % 100 == 0

        with filtered(is_told):
            super().emit(event, *args)


@contextlib.contextmanager
def filtered(is_told: Any) -> Iterator[None]:
    """Filter the records of the logger."""
    logger = logging.getLogger("livekit")
    logger.addFilter(is_told)
    try:
        yield
    finally:
        logger.removeFilter(is_told)
