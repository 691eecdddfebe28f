"""Emits nothing between `reconnecting` and `reconnected`."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

BREAKS = {"drop_in.room-delivers-its-events": "calls == ['reconnecting', 'reconnected']"}


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self.__is_away = False

    def emit(self, event: Event, *args: Any) -> None:
        self.__is_away = self.__is_away and event != "reconnected"
        if not self.__is_away:
            super().emit(event, *args)
        self.__is_away = self.__is_away or event == "reconnecting"
