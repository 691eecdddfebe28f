"""Every command of the README prints what the README shows.

`python conformance/tests/test_readme.py` writes what the commands print into the README.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.gates

README = Path(__file__).parents[2] / "README.md"
FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```\n", re.DOTALL)
RUN = re.compile(r"<!-- run: ([^\n]+) -->\n(?:```console\n.*?```\n)?", re.DOTALL)
CHANGING = [
    *((r"python 3\.\d+\.\d+", "python 3"), (r"in \d+\.\d+s", "in 0s"), (r" at 0x\w+", "")),
    (r" +-?[\d.]+ (?:ns|us|ms|B|kB)\b", " 0"),  # what a candidate costs
    (r" +[\d.]+x\b", " 0x"),
    (r"(?m)^(emit|on|off|once|memory)(\D*)(?: +-?\d\.\d\d(?: +[a-z]+)?)+$", r"\1\2 0"),
    (r"(?m)^(?:ref|[a-z]): [^\n]+\n(?:  [^\n]+\n)*\n?", ""),
    (r"lie within \d+%", "lie within 0%"),
]


def rendered(text: str) -> str:
    """Give the README with the output of each command as it is now."""
    with tempfile.TemporaryDirectory() as folder:
        for name, source in FILE.findall(text):
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source, encoding="utf-8")
        return RUN.sub(lambda found: _block(found[1], folder), text)


def _block(command: str, folder: str) -> str:
    program, *arguments = shlex.split(command)
    python = [sys.executable]
    start = {
        "python": python,
        "pytest": [*python, "-m", "pytest"],
        "coverage": [*python, "-m", "coverage"],
        "emitter-conformance": [*python, "-m", "emitter_conformance"],
    }.get(program, [program])
    environment = {**os.environ, "COLUMNS": "80", "PYTEST_ADDOPTS": "-p no:randomly -p no:asyncio"}
    if program == "coverage":  # it is not to mix with that of these tests
        environment = {key: environment[key] for key in environment if "COVERAGE" not in key}
    output = subprocess.run(
        [*start, *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    ).stdout
    lines = "\n".join(line.rstrip() for line in output.strip("\n").splitlines())
    return f"<!-- run: {command} -->\n```console\n$ {command}\n{lines}\n```\n"


def comparable(text: str) -> str:
    """Take out what differs from run to run."""
    for pattern, replacement in CHANGING:
        text = re.sub(pattern, replacement, text)
    return text


def test_readme_shows_what_its_commands_print() -> None:
    """Run them all, in a folder with the files of the README."""
    text = README.read_text(encoding="utf-8")
    assert comparable(rendered(text)) == comparable(text)


if __name__ == "__main__":
    README.write_text(rendered(README.read_text(encoding="utf-8")), encoding="utf-8")
