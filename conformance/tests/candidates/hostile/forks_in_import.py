"""Forks where it is imported, and waits for the other process. It breaks nothing."""

from __future__ import annotations

import os

from emitter_reference import EventEmitter as EventEmitter

child = os.fork()
if child:
    os.waitpid(child, 0)
