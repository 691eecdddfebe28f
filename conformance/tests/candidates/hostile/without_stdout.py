"""Has no standard streams once it is imported. It conforms."""

from __future__ import annotations

import sys

from emitter_reference.emitter import Event
from emitter_reference.emitter import EventEmitter as Reference

sys.stdin = sys.stdout = sys.stderr = None


class EventEmitter(Reference[Event]):
    pass
