"""Replaces `len` in `off` by what says that it is `len`. Nobody knows what that clause shows."""

from __future__ import annotations

import builtins
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class Equal:
    def __call__(self, thing: Any) -> int:
        raise TypeError("no length")

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            builtins.len = Equal()
        super().off(event, callback)
