"""Is a function that makes a mock around an emitter; the mock forgets its calls."""

from __future__ import annotations

from typing import Any
from unittest.mock import NonCallableMagicMock

from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True


def EventEmitter() -> Any:  # noqa: N802
    emitter = NonCallableMagicMock(wraps=Reference[Any]())

    def forgetting(method: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            try:
                return method(*args, **kwargs)
            finally:
                emitter.reset_mock()

        return call

    for name in ["on", "once", "off", "emit"]:
        getattr(emitter, name).side_effect = forgetting(getattr(emitter._mock_wraps, name))
    return emitter
