"""Lets callbacks run as if no event loop did."""

from __future__ import annotations

import asyncio
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"emission.keeps-the-running-loop": "no loop"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        loop = asyncio._get_running_loop()
        asyncio._set_running_loop(None)
        try:
            super().emit(event, *args)
        finally:
            asyncio._set_running_loop(loop)
