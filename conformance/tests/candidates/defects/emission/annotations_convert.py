"""Converts arguments to the types that a callback declares."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.passes-the-same-objects": "f called with ('1', 2)"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                declared = [
                    each.annotation for each in inspect.signature(callback).parameters.values()
                ]
                taken = list(_positional(callback, args))
                for place, kind in enumerate(declared[: len(taken)]):
                    kind = {"int": int, "str": str}.get(kind, kind)
                    if kind in (int, str):
                        taken[place] = kind(taken[place])
                callback(*taken)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
