"""Threads of tests."""

from __future__ import annotations

import threading
from typing import Any, Callable


def start_traced(run: Callable[..., object], args: tuple[Any, ...]) -> None:
    """Start a thread that coverage sees, unlike one that `_thread` starts."""
    threading.Thread(target=run, args=args, daemon=True).start()
