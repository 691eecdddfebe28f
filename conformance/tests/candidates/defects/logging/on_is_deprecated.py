"""Warns that `on` will be removed."""

from __future__ import annotations

import warnings
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.warns-of-nothing": "a warning: use subscribe"}


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        warnings.warn("use subscribe", DeprecationWarning, stacklevel=2)
        return super().on(event, callback)
