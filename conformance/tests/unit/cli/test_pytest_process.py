"""A run of pytest is green only if its report says so."""

from __future__ import annotations

import pytest
from emitter_conformance.cli import pytest_process
from verdicts import SPECIFICATION


@pytest.mark.parametrize(("ended", "code"), [(0, 1), (3, 3)])
def test_process_without_a_report(monkeypatch: pytest.MonkeyPatch, ended: int, code: int) -> None:
    """A process that leaves no report is not green, whatever its exit code."""
    monkeypatch.setattr(pytest_process, "_run", lambda *_: ended)
    assert pytest_process.judge([], SPECIFICATION) == (code, None)
