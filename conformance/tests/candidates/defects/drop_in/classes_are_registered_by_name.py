"""Keeps its subclasses by their names, and refuses a second one from another module."""

from __future__ import annotations

from typing import Any, ClassVar

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"drop_in.packages-import": "TypeError: there is a class"}


class EventEmitter(Reference[Event]):
    modules: ClassVar[dict[str, str]] = {}

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if EventEmitter.modules.setdefault(cls.__name__, cls.__module__) != cls.__module__:
            raise TypeError(f"there is a class {cls.__name__} already")
