"""Skips a callback that requires more arguments than the emission has."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.too-few-raises": "no exception"}


def _required(callback: Any) -> int:
    parameters = inspect.signature(callback).parameters.values()
    positional = [each for each in parameters if each.kind <= each.POSITIONAL_OR_KEYWORD]
    return sum(each.default is each.empty for each in positional)


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                if _required(callback) <= len(args):
                    callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
