"""Counts `*args` as one parameter."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "arity.each-by-its-own": "i called with (1)",
    "emission.calls-each-callback-once": "TypeError: ",
    "emission.ignores-return-values": "f and g called with (1)",
    "emission.passes-the-same-objects": "missing: f called with ('the same'); unexpected:",
    "once.fires-once": "TypeError: ",
    "once.handle-cancels": "TypeError: ",
    "once.is-not-cut": "wrapper called with (0)",
    "once.receives-all-arguments": "missing 1 required positional argument: 'b'",
    "once.spent-handle-is-silent": "TypeError: ",
    "varargs.after-leading-parameters": "f called with (1, 2)",
    "varargs.beside-keywords": "f called with (1, 'hello'), g called with (1, 2, 0)",
    "varargs.in-methods": "join and leave called with (1), room called with (1, 2)",
    "varargs.takes-everything": "f called with ('alice')",
}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    parameters = inspect.signature(callback).parameters.values()
    return args[: sum(each.kind <= each.VAR_POSITIONAL for each in parameters)]


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
