"""Swallows an exception that is no Exception where a nested emission ends."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"logging.base-exceptions-leave": 4}


class EventEmitter(Reference[Event]):
    _depth = 0

    def emit(self, event: Event, *args: Any) -> None:
        self._depth += 1
        try:
            super().emit(event, *args)
        except TypeError:
            raise
        except BaseException:
            if self._depth == 1:
                raise
        finally:
            self._depth -= 1
