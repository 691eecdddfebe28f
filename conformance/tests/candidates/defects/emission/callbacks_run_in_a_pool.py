"""Calls each callback in another thread and waits for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.callbacks-find-context-variables": "f called with ('none')",
    "emission.keeps-the-running-loop": "missing: f, g and h called with ('the loop');",
    "emission.stays-in-the-callers-context": "'nobody' is there after a call for `on`,",
    "emission.stays-in-the-callers-thread": "... h (8 callbacks) called with ('elsewhere')",
    "logging.base-exceptions-leave": "it is OSError(",
    "logging.covers-once": "no log record",
    "logging.one-error-record-per-failure": "no log record",
    "type_error.leaves-emit": "its __context__ is LookupError('handled while",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                with ThreadPoolExecutor(1) as pool:
                    failure = pool.submit(callback, *_positional(callback, args)).exception()
                if failure is not None:  # `result` loses an exception that is false, up to 3.14
                    raise failure
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
