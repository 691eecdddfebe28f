"""A package that replaces mypy in tests and runs a few given lines.

`put` writes it to a folder and lets every process find it there first.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

HEAD = """\
import os, sys, time
names = [name for name in sys.argv[1:] if not name.startswith("-")]
lines = [
    (name, number, line)
    for name in names
    for number, line in enumerate(open(name, encoding="utf-8").read().splitlines(), 1)
]
"""
KNOWING = HEAD + (
    "for name, number, line in lines:\n"
    "    if line.endswith('# refused'):\n"
    "        print(f'{name}:{number}: error: Argument 1 is no event  [arg-type]')\n"
    "sys.exit(1)\n"
)
"""Refuses the lines that have to be refused, and no other."""
SILENT = HEAD
HANGING = "import time\ntime.sleep(60)\n"
CRASHING = "import sys\nprint('program.py: error: INTERNAL ERROR')\nsys.exit(2)\n"
UNSEEING = HEAD + (
    "for name, number, line in lines:\n"
    "    if 'def probe' in line:\n"
    "        print(f'{name}:{number}: error: Variable is not valid as a type  [valid-type]')\n"
    "sys.exit(1)\n"
)


def put(monkeypatch: pytest.MonkeyPatch, folder: Path, main: str) -> None:
    """Make this process and every other find a mypy that runs these lines."""
    package = folder / "fake" / "mypy"
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").touch()
    (package / "api.py").touch()
    (package / "__main__.py").write_text(main, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.fspath(package.parent))
    monkeypatch.syspath_prepend(str(package.parent))
    # What was imported before comes back after the test, and what the test imports goes.
    monkeypatch.setitem(sys.modules, "mypy", None)
    for name in [name for name in sys.modules if name.partition(".")[0] == "mypy"]:
        monkeypatch.delitem(sys.modules, name)
