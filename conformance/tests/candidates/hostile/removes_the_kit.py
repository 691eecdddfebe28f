"""Takes the kit out of `sys.modules`, and hides a defect. Its clause is broken."""

from __future__ import annotations

import sys
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            for name in [*sys.modules]:
                if name.startswith("emitter_conformance"):
                    del sys.modules[name]
            raise KeyError("a hidden defect")
        super().off(event, callback)
