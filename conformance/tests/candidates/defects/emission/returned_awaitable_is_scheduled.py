"""Makes a task of what a callback returns, in every thread but the main one."""

from __future__ import annotations

import asyncio
import inspect
import threading
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.ignores-return-values": "logged called with ()"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                returned = callback(*_positional(callback, args))
                is_main = threading.current_thread() is threading.main_thread()
                if inspect.isawaitable(returned) and not is_main:
                    self._task = asyncio.ensure_future(returned)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
