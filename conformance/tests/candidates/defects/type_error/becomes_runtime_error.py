"""Raises RuntimeError in place of a TypeError."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.too-few-raises": "RuntimeError: joined",
    "once.is-not-cut": "RuntimeError: joined",
    "type_error.earlier-callbacks-have-run": "RuntimeError: ",
    "type_error.from-a-call-that-does-not-fit": "RuntimeError: joined",
    "type_error.from-once": "another one: RuntimeError('joined')",
    "type_error.leaves-emit": "another one: RuntimeError('joined')",
    "type_error.leaves-nested-emissions": "no exception",
    "type_error.subclasses-leave-emit": "another one: RuntimeError('joined')",
}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError as error:
                raise RuntimeError(event) from error
            except Exception:
                logger.exception("failed to emit event %s", event)
