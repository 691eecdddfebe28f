"""Monitors the interpreter from its import on, and raises after a while. It breaks nothing."""

from __future__ import annotations

import sys
from typing import Any

from emitter_reference import EventEmitter as EventEmitter

started = 0


def start(*_: object) -> None:
    global started
    started += 1
    if started > 5_000:
        raise SystemExit(0)


monitoring: Any = getattr(sys, "monitoring", None)
if monitoring is not None:
    monitoring.use_tool_id(3, "hostile")
    monitoring.register_callback(3, monitoring.events.PY_START, start)
    monitoring.set_events(3, monitoring.events.PY_START)
