"""Raises a TypeError when the loop has ended, where it gets the context of the caller."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"type_error.leaves-emit": "LookupError"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        failure = None
        try:
            super().emit(event, *args)
        except TypeError as error:
            failure = error
        if failure is not None:
            try:
                raise failure
            finally:
                del failure
