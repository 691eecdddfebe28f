"""Takes the traceback away from exceptions that are arguments."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.passes-the-same-objects": "f called with ('no traceback')"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for each in args:
            if isinstance(each, BaseException):
                each.__traceback__ = None
        super().emit(event, *args)
