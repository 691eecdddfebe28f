"""Never returns from a C function that looks at no signal. That clause times out."""

from __future__ import annotations

import itertools
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            sum(itertools.repeat(1))
        super().off(event, callback)
