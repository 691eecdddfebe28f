"""Judges candidates in a process of its own, apart from the user's configuration of pytest."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Callable

from emitter_spec import Specification

from emitter_conformance.core.imports import APART
from emitter_conformance.reports import ReportError, saved
from emitter_conformance.verdict.report import Report

NEUTRAL = Path(__file__).with_name("neutral.ini")
PYTEST = [
    *("-c", APART + "import runpy; runpy.run_module('pytest', run_name='__main__')"),
    *("-c", str(NEUTRAL), "--rootdir=.", "--noconftest", "-q", "-rN"),
    *("-p", "no:cacheprovider", "-p", "emitter_conformance.plugin"),
]
ENDING = (signal.SIGINT, signal.SIGTERM)
_running: list[int] = []
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
        command = [sys.executable, *PYTEST, f"--impl-saved={kept}", *options]
        code = _run(command, environment, quiet)
        try:
            report = saved.load(kept, specification)
        except ReportError:
            report = None
    if code == 0 and (report is None or not all(v.ruling.is_green for v in report.verdicts)):
        code = 1
    return code, report


def _run(command: Sequence[str], environment: Mapping[str, str], quiet: bool) -> int:
    """Run a command; what would end this process ends the command, as Ctrl-C does.

    It has a process group of its own, so that it is interrupted once, with all that it started.
    """
    with (
        _handled(_interrupt),
        subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.DEVNULL if quiet else None,
            start_new_session=True,
        ) as process,
    ):
        _running.append(process.pid)
        try:
            return process.wait()
        finally:
            _running.remove(process.pid)


def _interrupt(number: int, frame: object) -> None:
    """Pass on that the user wants an end."""
    for pid in _running:
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGINT)


@contextlib.contextmanager
def _handled(handler: Callable[[int, object], None]) -> Iterator[None]:
    """Handle what asks this process to end, where it can and has a way to pass it on."""
    is_main = threading.current_thread() is threading.main_thread()
    numbers = ENDING if is_main and hasattr(os, "killpg") else ()
    before = [(number, signal.signal(number, handler)) for number in numbers]
    try:
        yield
    finally:
        for number, earlier in before:
            signal.signal(number, earlier)
