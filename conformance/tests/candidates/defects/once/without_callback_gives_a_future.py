"""Gives a future of the next emission where no callback is given."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {
    "emission.calls-each-callback-once": "TypeError: ",
    "emission.ends-after-its-callbacks": "TypeError: ",
    "emission.ignores-return-values": "TypeError: ",
    "logging.base-exceptions-leave": "TypeError: ",
    "logging.base-exceptions-stop-the-emission": "TypeError: ",
    "logging.message-is-livekits": "TypeError: ",
    "once.accepts-async-callbacks": "TypeError: 'Future' object is not callable",
    "once.decorator-goes-through-once": "TypeError: 'Future' object is not callable",
    "once.decorator-registers": "TypeError: 'Future' object is not callable",
    "once.decorator-returns-the-function": "TypeError: 'Future' object is not callable",
    "once.is-spent-whatever-it-raises": "TypeError: ",
    "once.none-means-the-decorator-form": "TypeError: 'Future' object is not callable",
    "registration.falsy-callable-is-a-callback": "TypeError: ",
    "registration.only-none-is-no-callback": "TypeError: ",
}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, callback: Any = None) -> Any:
        if callback is not None:
            return super().once(event, callback)
        future: Future[Any] = Future()
        super().once(event, lambda *args: future.set_result(args))
        return future
