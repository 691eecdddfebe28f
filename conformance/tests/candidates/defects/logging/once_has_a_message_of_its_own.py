"""Logs what a callback of `once` raises itself, with other words."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.message-is-livekits": "failed to emit event joined once",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is None:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            try:
                callback(*args)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s once", event)

        return self.on(event, call_once)
