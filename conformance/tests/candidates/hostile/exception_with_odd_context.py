"""A thread ends with an exception whose traceback cannot be formatted. It breaks nothing."""

from __future__ import annotations

import threading
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class Odd(Exception):
    @property
    def __context__(self) -> Odd:
        return Odd()

    @property
    def __traceback__(self) -> Any:
        raise SystemExit(0)


def fail() -> None:
    raise Odd


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            thread = threading.Thread(target=fail)
            thread.start()
            thread.join()
        super().off(event, callback)
