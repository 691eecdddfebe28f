"""Gives a future of the next emission where no callback is given."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "once.accepts-async-callbacks": "TypeError: 'Future' object is not callable",
    "once.decorator-goes-through-once": "TypeError: 'Future' object is not callable",
    "once.decorator-registers": "TypeError: 'Future' object is not callable",
    "once.decorator-returns-the-function": "TypeError: 'Future' object is not callable",
    "once.none-means-the-decorator-form": "TypeError: 'Future' object is not callable",
    "once.original-does-not-cancel": "TypeError: ",
    "once.twice-fires-twice": "TypeError: 'Future' object is not callable",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().once(event, callback)
        future: Future[Any] = Future()
        super().once(event, lambda *args: future.set_result(args))
        return future
