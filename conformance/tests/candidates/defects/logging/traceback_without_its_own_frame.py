"""Leaves its own frame out of the traceback of a record, which is all that some have."""

from __future__ import annotations

import logging
from typing import Any

from emitter_reference.emitter import Event, _positional
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.record-carries-the-traceback": "a record without one"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception as error:
                logger = logging.getLogger("livekit")
                rest = error.__traceback__ and error.__traceback__.tb_next
                raised = (type(error), error, rest)
                logger.error("failed to emit event %s", event, exc_info=raised)
