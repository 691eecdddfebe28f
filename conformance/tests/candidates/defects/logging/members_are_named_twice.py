"""Names an event that is a member of an enumeration by its name and its repr."""

from __future__ import annotations

import enum
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.message-is-livekits": "failed to emit event JOINED (<Event.JOINED:"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                name = f"{event.name} ({event!r})" if isinstance(event, enum.Enum) else event
                logger.exception("failed to emit event %s", name)
