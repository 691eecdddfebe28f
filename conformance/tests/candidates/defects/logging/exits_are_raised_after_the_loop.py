"""Raises an exit after its loop, where Python gives it another context."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"logging.base-exceptions-leave": "it is OSError("}


class EventEmitter(Reference[Event]):
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
                leaving = error
                break
        if leaving is not None:
            raise leaving
