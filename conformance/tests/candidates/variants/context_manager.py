"""Handles the exceptions of a callback in a context manager."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from emitter_reference.emitter import Event, _positional, logger
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True
KEEPS_TYPING = True


@contextlib.contextmanager
def logged(event: object) -> Iterator[None]:
    """Log every Exception but a TypeError."""
    try:
        yield
    except TypeError:
        raise
    except Exception:
        logger.exception("failed to emit event %s", event)


class EventEmitter(Reference[Event]):
    _emissions = 0

    def emit(self, event: Event, *args: Any) -> None:
        with contextlib.ExitStack() as stack:
            self._emissions += 1
            stack.callback(setattr, self, "_emissions", self._emissions - 1)
            for callback in [*self._callbacks.get(event, ())]:
                with logged(event):
                    callback(*_positional(callback, args))
