"""Sleeps while it is imported. One line says that importing it does not end."""

from __future__ import annotations

import time

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

time.sleep(3600)


class EventEmitter(Reference[Event]):
    pass
