"""Runs each emission in the context in which the emitter was made, and keeps what is set there."""

from __future__ import annotations

import contextvars
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.callbacks-find-context-variables": "f called with ('none')"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._context = contextvars.copy_context()

    def emit(self, event: Event, *args: Any) -> None:
        context = self._context.copy()
        try:
            context.run(super().emit, event, *args)
        finally:
            for variable, value in context.items():
                if self._context.get(variable) is not value:
                    variable.set(value)
