"""The wrapper of `once` logs every exception itself, a TypeError too."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "type_error.from-once": "nothing leaves it",
    "once.is-not-cut": "no exception",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def guarded(*args: Any) -> None:
            try:
                callback(*args)
            except Exception:
                logger.exception("failed to emit event %s", event)

        return super().once(event, guarded)
