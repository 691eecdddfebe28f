"""The folder in which the documents run their commands, and how they are run."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CONFORMANCE = Path(__file__).parents[2]
EXAMPLE = CONFORMANCE / "examples" / "nearly_right.py"
ENVIRONMENT = {**os.environ, "COLUMNS": "80", "PYTEST_ADDOPTS": "-p no:randomly -p no:asyncio"}
"""A terminal of 80 columns, without plugins that print a line of their own."""


@contextmanager
def example_folder() -> Iterator[Path]:
    """Make a temporary folder that has the emitter that is nearly right as `mypkg.emitter`."""
    with tempfile.TemporaryDirectory() as folder:
        emitter = Path(folder, "mypkg", "emitter.py")
        emitter.parent.mkdir()
        shutil.copy(EXAMPLE, emitter)
        yield Path(folder)
