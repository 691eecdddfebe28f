"""Registers, and returns, a wrapper of the function that the decorator is applied to."""

from __future__ import annotations

import functools
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.decorator-returns-the-function": "another object: <function f>"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().once(event, callback)

        def decorate(function: Any) -> Any:
            @functools.wraps(function)
            def wrapper(*args: Any) -> Any:
                return function(*args)

            self.once(event, wrapper)
            return wrapper

        return decorate
