"""Is annotated as LiveKit's class is: the callback is a bare `Callable`, and so is what returns."""

from __future__ import annotations

from typing import Any, Callable, Generic, TypeVar

from emitter_reference import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True
KEEPS_TYPING = True
T_contra = TypeVar("T_contra", contravariant=True)


class EventEmitter(Reference[T_contra], Generic[T_contra]):
    def emit(self, event: T_contra, *args) -> None:  # type: ignore[no-untyped-def]
        super().emit(event, *args)

    def once(
        self,
        event: T_contra,
        callback: Callable | None = None,  # type: ignore[type-arg]
    ) -> Callable:  # type: ignore[type-arg]
        result: Callable[..., Any] = Reference.once(self, event, callback)
        return result

    def on(
        self,
        event: T_contra,
        callback: Callable | None = None,  # type: ignore[type-arg]
    ) -> Callable:  # type: ignore[type-arg]
        result: Callable[..., Any] = Reference.on(self, event, callback)
        return result

    def off(self, event: T_contra, callback: Callable) -> None:  # type: ignore[type-arg]
        super().off(event, callback)
