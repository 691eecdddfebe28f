"""Passes itself to a callback with a keyword-only parameter `emitter`."""

from __future__ import annotations

import inspect
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"arity.keyword-only-do-not-count": "h called with ('none', <"}


class EventEmitter(Reference[Event]):
    def emit(self, event: Event, *args: Any) -> None:
        for callback in list(self._callbacks.get(event, ())):
            try:
                parameter = inspect.signature(callback).parameters.get("emitter")
                wanted = parameter is not None and parameter.kind is parameter.KEYWORD_ONLY
                callback(*_positional(callback, args), **({"emitter": self} if wanted else {}))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
