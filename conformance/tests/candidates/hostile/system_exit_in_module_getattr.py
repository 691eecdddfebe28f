"""Raises SystemExit where its names are looked up. One line says so."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

Emitter = Reference[Event]


def __getattr__(name: str) -> Any:
    raise SystemExit(0)
