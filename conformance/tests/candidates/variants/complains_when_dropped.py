"""Logs an error when it ends with registrations, as connections that nobody closed do."""

from __future__ import annotations

import logging
from typing import TypeVar

import emitter_reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True

Event = TypeVar("Event", contravariant=True)


class EventEmitter(emitter_reference.EventEmitter[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._itself = self  # ended by the garbage collector, whenever that comes by

    def __del__(self) -> None:
        logging.getLogger("emitters").error("an emitter was not closed")
