"""Keeps signatures as long as their callbacks live, which a default may lead back to."""

from __future__ import annotations

import inspect
import weakref
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"removal.releases-the-callback": "still refers to it"}


SIGNATURES: weakref.WeakKeyDictionary[Any, inspect.Signature] = weakref.WeakKeyDictionary()


class EventEmitter(Reference[Event]):
    def on(self, event: Event, callback: Any = None) -> Any:
        if inspect.isfunction(callback):
            SIGNATURES[callback] = inspect.signature(callback)
        return super().on(event, callback)
