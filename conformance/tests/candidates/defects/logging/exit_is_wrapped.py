"""Raises a SystemExit of its own in place of that of a callback."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.base-exceptions-leave": "another object: SystemExit"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except SystemExit as error:
                raise SystemExit(1) from error
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
