"""Runs each emission in a copy of the current context."""

from __future__ import annotations

import contextvars
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.stays-in-the-callers-context": "'nobody' is there after a call for `on`,"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        contextvars.copy_context().run(super().emit, event, *args)
