"""Reproducers of what a type checker finds: a script that runs mypy on one program."""

from __future__ import annotations

import json
from pathlib import Path

from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.checks.reproducer import docstring, path_from

from .mypy_process import OPTIONS, sources
from .program import REFUSALS, REFUSED

SCRIPT = '''\
{title}

import importlib
import os
import re
import subprocess
import sys
import tempfile

PROGRAM = """\\
{program}"""
SOURCES = {sources}
OPTIONS = """\\
{options}
"""
REFUSALS = {refusals}

try:
    importlib.import_module("mypy.version")
except ImportError:
    print("mypy is not installed: pip install mypy", file=sys.stderr)
    sys.exit(2)

environment = {{name: value for name, value in os.environ.items() if name[:4] != "MYPY"}}
environment["MYPYPATH"] = os.pathsep.join(map(os.path.abspath, SOURCES))
with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "program.py"), "w", encoding="utf-8") as file:
        file.write(PROGRAM)
    ended = subprocess.run(
        [sys.executable, "-m", "mypy", *OPTIONS.split(), "--cache-dir=cache", "program.py"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
if ended.returncode not in (0, 1):
    print(ended.stdout, file=sys.stderr)
    sys.exit(2)

errors = re.findall(r"(?m)^program\\.py:(\\d+): (error: .*\\[([\\w-]+)\\])$", ended.stdout)
for number, line in enumerate(PROGRAM.splitlines(), 1):
    here = [(text, code) for place, text, code in errors if int(place) == number]
    has_to_be_refused = line.endswith("{mark}")
    is_refused = any(code in REFUSALS for _, code in here)
    if not (is_refused if has_to_be_refused else not here):
        print("line    ", line.strip())
        print("expected", "an error" if has_to_be_refused else "no error")
        print("actual  ", here[0][0] if here else "no error")
        sys.exit(1)
'''


def typed_script(title: str, candidate: Candidate, program: str, folder: Path) -> str:
    """Return the script of a failure that a type checker shows.

    Args:
        title: The title of the script.
        candidate: The candidate to import.
        program: The program to type-check, whose comments say which lines are refused.
        folder: The folder in which the script will be started; paths are relative to it.

    """
    roots = [path_from(root, folder) for root in sources([candidate.root])]
    return SCRIPT.format(
        title=docstring(title),
        program=program.replace("\\", "\\\\").replace('"""', '\\"\\"\\"'),
        sources=json.dumps(roots),
        options="\n".join(OPTIONS),
        refusals=json.dumps(REFUSALS),
        mark=REFUSED,
    )
