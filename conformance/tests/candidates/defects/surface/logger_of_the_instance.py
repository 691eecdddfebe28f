"""Logs through an attribute that a subclass may have too."""

from __future__ import annotations

import logging
from typing import Any, ClassVar

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.can-be-subclassed": "AttributeError: "}


class EventEmitter(Reference[Event]):
    tracer: ClassVar[logging.Logger] = logging.getLogger("livekit.trace")

    def emit(self, event: Event, *args: Any) -> None:
        self.tracer.debug("%s is emitted", event)
        super().emit(event, *args)
