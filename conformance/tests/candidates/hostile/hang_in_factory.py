"""A factory that never returns from C. One line says that making an emitter does not end."""

from __future__ import annotations

import threading

EventEmitter = threading.Event().wait
