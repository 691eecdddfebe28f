"""Is a function that wraps an emitter in an object that counts its calls."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True


class Counting:
    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.counts: dict[str, int] = {}

    def __getattr__(self, name: str) -> Any:
        self.counts[name] = self.counts.get(name, 0) + 1
        return getattr(self._inner, name)


def EventEmitter() -> Counting:  # noqa: N802
    return Counting(Reference[Any]())
