"""Goes on whatever is raised into it.

That clause times out, or one line says that it cannot be ended.
"""

from __future__ import annotations

import time
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference[Event]):
    def off(self, event: Any, callback: Any) -> None:
        if callback is None:
            while True:
                try:
                    time.sleep(3600)
                except BaseException:
                    continue
        super().off(event, callback)
