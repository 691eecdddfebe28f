"""Keeps the event of a decorator where no other thread finds it."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"threads.no-thread-is-special": "AttributeError: '_thread._local'"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().once(event, callback)
        waiting: Any = threading.local()
        waiting.event = event

        def decorate(function: Any) -> Any:
            self.once(waiting.event, function)
            return function

        return decorate
