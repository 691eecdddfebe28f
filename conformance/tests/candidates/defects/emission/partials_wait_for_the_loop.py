"""Calls partials later where an event loop runs, as most are made for its `call_soon`."""

from __future__ import annotations

import asyncio
import functools
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.ends-after-its-callbacks": "emit returned, f called with (1, 2)"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                given = _positional(callback, args)
                if (
                    isinstance(callback, functools.partial)
                    and asyncio._get_running_loop() is not None
                ):
                    asyncio.get_running_loop().call_soon(callback, *given)
                else:
                    callback(*given)
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
