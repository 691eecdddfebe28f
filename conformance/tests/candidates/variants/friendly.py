"""Chooses against LiveKit wherever it may: `once` is like `on`, but for one call."""

from __future__ import annotations

import inspect
import logging
from typing import Any, Generic, TypeVar

from emitter_reference.emitter import is_coroutine_function

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = False

Event = TypeVar("Event")
logger = logging.getLogger("emitters")


def fitting(callback: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    count = 0
    for parameter in inspect.signature(callback).parameters.values():
        if parameter.kind is parameter.VAR_POSITIONAL:
            return args
        count += parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
    return args[:count]


class Registration:
    """A callback for all emissions, or for one."""

    def __init__(self, callback: Any, once: bool) -> None:
        self.callback = callback
        self.once = once
        self.over = False


class EventEmitter(Generic[Event]):
    def __init__(self) -> None:
        self._events: dict[Event, list[Registration]] = {}

    def on(self, event: Event, callback: Any = None) -> Any:
        return self._register(event, callback, once=False)

    def once(self, event: Event, callback: Any = None) -> Any:
        return self._register(event, callback, once=True)

    def _register(self, event: Event, callback: Any, once: bool) -> Any:
        registrations = self._events.setdefault(event, [])
        if callback is None:

            def decorate(function: Any) -> Any:
                self._register(event, function, once)
                return function

            return decorate
        if is_coroutine_function(callback):
            raise ValueError("a callback must not be async")
        hash(callback)
        if once:
            registration = Registration(callback, once)
            registrations.append(registration)
            return registration
        if not any(callback == other.callback for other in registrations if not other.once):
            registrations.append(Registration(callback, once))
        return callback

    def off(self, event: Event, callback: Any) -> None:
        registrations = self._events.get(event, [])
        matches = [
            registration
            for registration in registrations
            if registration is callback or registration.callback == callback
        ]
        matches.sort(key=lambda registration: registration.once)
        for registration in matches[:1]:
            registration.over = registration.once
            registrations.remove(registration)

    def emit(self, event: Event, *args: Any) -> None:
        for registration in list(self._events.get(event, ())):
            callback = registration.callback
            if registration.once:
                if registration.over:
                    continue
                self.off(event, registration)
            try:
                callback(*fitting(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("%r: a callback failed", event)
