"""Takes the first parameter of a method's function away, which may be its `*args`."""

from __future__ import annotations

import inspect
import logging
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"varargs.in-methods": "missing: leave called with (1, 2, 3)"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in [*self._callbacks.get(event, ())]:
            try:
                callback(*args[: _number(callback)])
            except TypeError:
                raise
            except Exception:
                logging.getLogger("livekit").exception(f"failed to emit event {event}")


def _number(callback: Any) -> int | None:
    parameters = list(inspect.signature(callback).parameters.values())
    if inspect.ismethod(callback):
        parameters = list(inspect.signature(callback.__func__).parameters.values())[1:]
    if any(each.kind is each.VAR_POSITIONAL for each in parameters):
        return None
    return sum(
        each.kind in (each.POSITIONAL_ONLY, each.POSITIONAL_OR_KEYWORD) for each in parameters
    )
