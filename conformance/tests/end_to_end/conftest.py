"""Verdicts within these tests are quick."""

from __future__ import annotations

import pytest
from emitter_conformance.checks import for_all


@pytest.fixture(autouse=True)
def _plainest_cases_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Try only the plainest case of each check, unless marked with `every_pair`.

    These tests are about what is printed, written and returned. Which cases show which defect is
    proven in `candidates` and by the kill matrix, and processes that a test starts try them all.
    """
    if request.node.get_closest_marker("every_pair") is None:
        monkeypatch.setattr(for_all, "covering", lambda sizes: [(0,) * len(sizes)])
