"""Tells for how long a process could have run and did not, because the machine was busy."""

from __future__ import annotations

import os

NANOSECONDS = 1e9
_open, _read, _close = os.open, os.read, os.close  # a candidate may replace them


def waited(process: int | str = "self") -> float:
    """Give the seconds that a process has waited for a processor, or 0.0 where nobody counts them.

    Args:
        process: The number of the process; this one by default.

    """
    try:
        file = _open(f"/proc/{process}/schedstat", os.O_RDONLY)
    except OSError:
        return 0.0
    counts = _read(file, 100).split()
    _close(file)
    return int(counts[1]) / NANOSECONDS
