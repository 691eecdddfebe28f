"""The workflow of the project runs the commands of the README, and its steps pass here.

Which actions it uses, and other systems than this one, cannot be tried.
"""

from __future__ import annotations

import configparser
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from actions import Contexts, Job, load
from test_documents import README

pytestmark = pytest.mark.gates

CHECKOUT = README.parent
WORKFLOW = CHECKOUT / ".github" / "workflows" / "ci.yml"
VERSION = re.compile(r"Programming Language :: Python :: (3\.\d+)")
FOREIGN = ("COV", "GITHUB", "PYTEST", "PYTHON", "RUNNER", "TOX", "VIRTUAL")


@pytest.fixture
def tests() -> Any:
    """Return the only job."""
    (job,) = load(WORKFLOW.read_text(encoding="utf-8"))["jobs"].values()
    return job


def test_every_python_and_system(tests: Any) -> None:
    """The matrix has each Python of the metadata, PyPy, and three systems."""
    project = tomlkit.parse((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")).unwrap()
    versions = [
        found[1] for found in map(VERSION.fullmatch, project["project"]["classifiers"]) if found
    ]
    matrix = tests["strategy"]["matrix"]
    assert matrix["python"] == [*versions, "pypy3.11"]
    assert [name.partition("-")[0] for name in matrix["os"]] == ["ubuntu", "macos", "windows"]


def test_commands_are_those_of_the_readme(tests: Any) -> None:
    """The workflow has the commands of the README, without a virtual environment."""
    run = [step["run"] for step in tests["steps"] if "run" in step]
    readme = README.read_text(encoding="utf-8")
    _, install, second = re.findall(r"(?m)^python3 -m venv .*", readme)[1].split(" && ")
    first = re.findall(r"(?m)^python3 -m venv .*", readme)[0].split(" && ")[2]
    shown = [command.replace(".venv/bin/", "python -m ") for command in (install, first, second)]
    assert [each.replace('"', "'") for each in run] == shown


def test_steps_pass(tests: Any, tmp_path: Path) -> None:
    """The steps install the kit, judge the reference and run the tests of the specification."""
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(FOREIGN)}
    environment["PATH"] = os.pathsep.join([str(tmp_path / "venv" / "bin"), environment["PATH"]])
    job = Job(CHECKOUT, tmp_path, environment)
    given = Contexts({"matrix.os": "ubuntu-latest", "matrix.python": "3"})
    code = job.run(tests["steps"], given, {"PYTEST_ADDOPTS": "spec/tests"}, lambda *_: (0, {}))
    assert code == 0, job.log
    assert re.search(r"(?m)^CONFORMANT: ", job.log)
    assert re.search(r"(?m)^=+ \d+ passed in ", job.log)


def test_every_environment_of_the_night_exists() -> None:
    """What runs every night is an environment of tox that no push runs."""
    (job,) = load(WORKFLOW.with_name("nightly.yml").read_text(encoding="utf-8"))["jobs"].values()
    listed = subprocess.run(
        [sys.executable, "-m", "tox", "list", "--no-desc", "-c", str(CHECKOUT / "tox.ini")],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout.split()
    tox = configparser.ConfigParser(interpolation=None)
    tox.read(CHECKOUT / "tox.ini", encoding="utf-8")
    pushed = tox["tox"]["env_list"].split(", ")
    environments = job["strategy"]["matrix"]["environment"]
    assert environments
    assert set(environments) <= set(listed) - set(pushed)
