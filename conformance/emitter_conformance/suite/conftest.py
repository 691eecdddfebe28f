"""Says what to do when the suite is run without a candidate."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(config: pytest.Config) -> None:
    """Refuse a run that has collected the checks as ordinary test functions.

    Raises:
        pytest.UsageError: No candidate is named.

    """
    if not config.pluginmanager.has_plugin("emitter_conformance_run"):
        raise pytest.UsageError(
            "the conformance suite needs a candidate: pytest --impl=mypkg.emitter"
        )
