"""Is a dataclass, equal by value and not hashable."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = True


@dataclass
class EventEmitter(Reference[Event]):
    _callbacks: dict[Any, Any] = field(default_factory=dict, init=False)
    _name: str = field(default="emitter", init=False)
