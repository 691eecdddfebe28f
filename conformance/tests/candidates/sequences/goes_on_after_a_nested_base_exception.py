"""Calls the other callbacks before an exception of a nested emission leaves the outer one."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

PROGRAM = {"logging.base-exceptions-stop-the-emission": 5}


class EventEmitter(Reference[Event]):
    _nested: BaseException | None = None

    def emit(self, event: Event, *args: Any) -> None:
        leaving: BaseException | None = None
        for callback in list(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
            except BaseException as error:
                if error is not self._nested:
                    self._nested = error
                    raise
                leaving = error
        self._nested = leaving
        if leaving is not None:
            raise leaving
