"""Takes the traceback away from an exception that is no Exception."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "logging.base-exceptions-leave": "it ends in emit",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except KeyboardInterrupt as error:
                raise error.with_traceback(None) from error.__cause__
            except Exception:
                logger.exception("failed to emit event %s", event)
