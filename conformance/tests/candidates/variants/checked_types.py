"""Checks what its methods are given and what they return, as type checkers at run time do."""

from __future__ import annotations

import functools
from typing import Any, Callable, TypeVar

import emitter_reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True

Event = TypeVar("Event", contravariant=True)


class WrongType(Exception):
    """A value is not of the type that is declared."""


def checked(method: Callable[..., Any]) -> Callable[..., Any]:
    """Let a method take callables or None as its callback, and return a callable."""

    @functools.wraps(method)
    def wrapper(self: Any, event: Any, callback: Any = None) -> Any:
        if callback is not None and not callable(callback):
            raise WrongType("the callback is not callable")
        returned = method(self, event, callback)
        if not callable(returned):
            raise WrongType("what is returned is not callable")
        return returned

    return wrapper


class EventEmitter(emitter_reference.EventEmitter[Event]):
    on = checked(emitter_reference.EventEmitter.on)
    once = checked(emitter_reference.EventEmitter.once)
