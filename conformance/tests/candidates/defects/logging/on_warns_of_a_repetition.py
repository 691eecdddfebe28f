"""Warns of a callback that is registered already."""

from __future__ import annotations

import warnings
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.warns-of-nothing": "a warning: registered already"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is not None and callback in self._callbacks.get(event, ()):
            warnings.warn("registered already", RuntimeWarning, stacklevel=2)
        return super().on(event, callback)
