"""Binds the arguments to the signature before a call, and lets the error of that out."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"type_error.from-a-call-that-does-not-fit": "another TypeError: missing a required"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            if inspect.isfunction(callback) and callback.__kwdefaults__ is None:
                signature = inspect.signature(callback)
                kinds = [each.kind for each in signature.parameters.values()]
                if kinds == [inspect.Parameter.KEYWORD_ONLY]:
                    signature.bind(*_positional(callback, args))
        super().emit(event, *args)
