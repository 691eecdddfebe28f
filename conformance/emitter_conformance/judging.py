"""Judges candidates in a process of its own, apart from the user's configuration of pytest."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from emitter_spec import Specification

from .report import Report
from .reports import ReportError, saved

NEUTRAL = Path(__file__).with_name("neutral.ini")
PYTEST = [
    *("-m", "pytest", "-c", str(NEUTRAL), "--rootdir=.", "--noconftest", "-q", "-rN"),
    *("-p", "no:cacheprovider", "-p", "emitter_conformance.plugin"),
]
FOREIGN = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")


def judge(
    options: Sequence[str], specification: Specification, quiet: bool = False
) -> tuple[int, Report | None]:
    """Run pytest with the plugin and nothing else.

    Args:
        options: Of the plugin, and of pytest.
        specification: All clauses.
        quiet: Whether to keep what it prints.

    Returns:
        The exit code, and the report. A run is green only if its report says so: a process
        that ended on the way has none.

    """
    environment = {key: value for key, value in os.environ.items() if key not in FOREIGN}
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    with tempfile.TemporaryDirectory(prefix="emitter-conformance-") as folder:
        kept = Path(folder, "report.json")
        run = subprocess.run(
            [sys.executable, *PYTEST, f"--impl-saved={kept}", *options],
            env=environment,
            stdout=subprocess.DEVNULL if quiet else None,
            check=False,
        )
        try:
            report = saved.load(kept, specification)
        except ReportError:
            report = None
    code = run.returncode
    if code == 0 and (report is None or not all(v.ruling.is_green for v in report.verdicts)):
        code = 1
    return code, report
