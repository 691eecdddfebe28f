"""The time that a process has waited for a processor."""

from __future__ import annotations

import os

import pytest
from emitter_conformance.candidate.busy import waited


@pytest.mark.skipif(not os.path.exists("/proc/self/schedstat"), reason="nobody counts it here")
def test_waited() -> None:
    """It never becomes less, and is that of the process that is named."""
    before = waited()
    assert 0 < before <= waited(os.getpid())


def test_nobody_counts() -> None:
    """A process that there is not has not waited."""
    assert waited(2**31) == 0.0
