"""Lowers limits of the process, and hides a defect. Its clause is broken, others are kept."""

from __future__ import annotations

import resource
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            for limit in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE):
                resource.setrlimit(limit, (0, resource.getrlimit(limit)[1]))
            raise KeyError("a hidden defect")
        super().off(event, callback)
