"""Runs the scripts of failures, each in a new process, to see which of them show no failure there.

What a candidate keeps beside its emitters, such as a cache in its module, is empty there.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from emitter_conformance.core import operating_system
from emitter_conformance.core.imports import APART, environment
from emitter_conformance.core.stopping import FOLLOWING

SECONDS = 5.0
"""The time that all of the scripts have together."""
RUN = "import runpy; sys.argv.pop(0); runpy.run_path(sys.argv[0], run_name='__main__')"
PROGRAM = APART + FOLLOWING + RUN


def passing(scripts: Sequence[Path], folder: Path) -> set[Path]:
    """Return those of some scripts that end with the exit code 0, run at the same time.

    One that takes too long, or cannot be started, is none of them.

    Args:
        scripts: The files of the scripts.
        folder: The current folder of the user.

    """
    started: list[tuple[Path, subprocess.Popen[bytes]]] = []
    passed: set[Path] = set()
    end = time.monotonic() + SECONDS
    try:
        for script in scripts:
            process = subprocess.Popen(
                [sys.executable, "-c", PROGRAM, "", str(script)],
                cwd=folder,
                env=environment(without="PYTEST_"),
                stdin=subprocess.PIPE,  # its end tells that this process was killed
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                **operating_system.apart(),
            )
            started.append((script, process))
        for script, process in started:
            with contextlib.suppress(subprocess.TimeoutExpired):
                if process.wait(max(end - time.monotonic(), 0)) == 0:
                    passed.add(script)
    except OSError:
        pass
    finally:
        for _, process in started:
            operating_system.kill(process)
            with contextlib.suppress(OSError):
                process.communicate()
    return passed
