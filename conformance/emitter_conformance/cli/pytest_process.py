"""Judges candidates in a process of its own, apart from the user's configuration of pytest."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from emitter_spec import Specification

from emitter_conformance.core import operating_system
from emitter_conformance.core.errors import Mistake, reason
from emitter_conformance.core.imports import APART
from emitter_conformance.core.stopping import FOLLOWING, PATIENCE, postponed
from emitter_conformance.reports import ReportError, saved
from emitter_conformance.verdict.report import KIT, Report

NEUTRAL = Path(__file__).with_name("neutral.ini")
START = (
    "import pytest; from emitter_conformance.core.streams import run; "
    f"sys.exit(run({KIT!r}, pytest.console_main))"
)
PROGRAM = ("-c", APART + FOLLOWING + START)
"""A program that takes the folder of the run, then the words of pytest."""
PYTEST = [
    *("-c", str(NEUTRAL), "--rootdir=.", "--noconftest", "-q", "-rN"),
    *("-p", "no:cacheprovider", "-p", "emitter_conformance.plugin"),
]
LOST = "the run ended without a verdict: the candidate ended the process"
TICK = 0.02
FOREIGN = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")


class ProcessError(Mistake):
    """pytest cannot be started; the message is one line for the user."""


def judge(
    options: Sequence[str],
    specification: Specification,
    quiet: bool = False,
    folder: Path | None = None,
) -> tuple[int, Report | None]:
    """Run pytest with the plugin and nothing else.

    Args:
        options: The options of the plugin and of pytest.
        specification: All clauses.
        quiet: Whether to discard what it prints.
        folder: The folder in which it runs, whose modules come before those of the current one;
            by default that.

    Returns:
        The exit code, and the report. A run is green only if its report says so: a process
        that ended on the way has none.

    Raises:
        ProcessError: pytest cannot be started.

    """
    environment = {key: value for key, value in os.environ.items() if key not in FOREIGN}
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    if folder is not None:
        paths = [str(Path.cwd()), environment.get("PYTHONPATH")]
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    report = None
    try:
        with tempfile.TemporaryDirectory(prefix="emitter-conformance-") as temporary:
            # So the temporary files of its processes are removed, also where these are ended.
            environment["TMPDIR"] = temporary
            path = Path(temporary, "report.json")
            own = [f"--impl-saved={path}", f"--basetemp={Path(temporary, 'pytest')}"]
            command = [sys.executable, *PROGRAM, temporary, *PYTEST, *own, *options]
            code = _run(command, environment, quiet, folder)
            with contextlib.suppress(ReportError):
                report = saved.load(path, specification)
    except OSError as error:
        raise ProcessError(
            f"no process can be started: {reason(error)}; "
            "`pytest --impl` judges without another one"
        ) from None
    if code == 0 and (report is None or not all(v.ruling.is_green for v in report.verdicts)):
        code = 1
    return code, report


def _run(
    command: Sequence[str], environment: Mapping[str, str], quiet: bool, folder: Path | None
) -> int:
    """Run a command, and return its exit code; a stop of this process stops the command.

    Raises:
        KeyboardInterrupt: This process was stopped.

    """
    process: subprocess.Popen[bytes] | None = None
    try:
        with postponed():
            process = subprocess.Popen(
                command,
                env=environment,
                cwd=folder,
                stdin=subprocess.PIPE,  # its end asks the command to stop
                stdout=subprocess.DEVNULL if quiet else None,
                **operating_system.apart(),
            )
        return process.wait()
    finally:
        if process is not None:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Let a process stop, or end it if it does not."""
    with postponed():
        assert process.stdin is not None
        process.stdin.close()
        begin = operating_system.clock(process)
        while process.poll() is None and operating_system.clock(process) - begin < PATIENCE:
            time.sleep(TICK)
        operating_system.kill(process)
