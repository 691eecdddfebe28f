"""Fills what is missing with None."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.too-few-raises": "no exception"}


def _cut(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    parameters = inspect.signature(callback).parameters.values()
    positional = [each for each in parameters if each.kind <= each.POSITIONAL_OR_KEYWORD]
    required = sum(each.default is each.empty for each in positional)
    return _positional(callback, args) + (None,) * (required - len(args))


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_cut(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
