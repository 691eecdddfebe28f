"""Does not call a callback that another emitter is calling."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.nested-emission-runs-at-once": "missing: i begins (0) and i ends (0)"}

_RUNNING: list[tuple[Any, Any]] = []


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            if any(running == callback and emitter is not self for emitter, running in _RUNNING):
                continue
            _RUNNING.append((self, callback))
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
            finally:
                _RUNNING.pop()
