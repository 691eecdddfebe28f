"""Counts the arguments of `once` to tell the decorator form, and registers None."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"once.none-means-the-decorator-form": "TypeError: 'NoneType' object is not callable"}


class EventEmitter(Reference[Event]):
    def once(self, event: Event, *callback: Any, **keywords: Any) -> Any:
        given = [*callback, *keywords.values()]
        if not given:
            return super().once(event)

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            given[0](*args)

        return self.on(event, call_once)
