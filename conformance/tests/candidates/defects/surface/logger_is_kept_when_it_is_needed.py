"""Looks its logger up when a callback fails, and keeps it in a public attribute."""

from __future__ import annotations

import functools
import logging
from typing import Any

from emitter_reference.emitter import Event, _positional
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"surface.keeps-public-attributes": "logger and seats"}


class EventEmitter(Reference[Event]):
    @functools.cached_property
    def logger(self) -> logging.Logger:
        return logging.getLogger("livekit")

    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                self.logger.exception("failed to emit event %s", event)
