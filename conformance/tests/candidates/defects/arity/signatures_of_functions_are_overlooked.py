"""Counts a function without `*args` by its code, whatever signature it declares."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.declared-signatures": "f called with ()"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                code = getattr(callback, "__code__", None)
                if (
                    code is None
                    or code.co_flags & inspect.CO_VARARGS
                    or hasattr(callback, "__wrapped__")
                ):
                    callback(*_positional(callback, args))
                else:
                    callback(*args[: code.co_argcount - inspect.ismethod(callback)])
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
