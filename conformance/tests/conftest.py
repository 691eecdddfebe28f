"""Imports the kit before any test runs pytest within pytest, which forgets its imports."""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from unittest import mock

import emitter_conformance.plugin.session
import emitter_conformance.programs.random_programs
import emitter_spec
import fastjsonschema
import jinja2
import markdown_it
import pytest
import tomlkit
from emitter_conformance.checks.lookup import suite_module
from emitter_conformance.optional.examiner import is_installed

with contextlib.suppress(ImportError):  # takes the place of what finds distributions, for good
    importlib.import_module("importlib_metadata")

MEASURE = ["unit/cost/test_cost.py", "unit/cost/test_measuring.py"]
"""The tests that import pyperf and tracemalloc."""
JUDGE = ["candidates/test_defects.py", "candidates/test_fast_emitter.py", "unit/suite"]
JUDGE += ["unit/verdict/test_common_causes.py"]
"""The tests that run thousands of checks, after each of which the garbage is collected."""
LEFT_OUT: dict[str, list[str]] = {}
if not (find_spec("pyperf") and find_spec("_tracemalloc")):
    LEFT_OUT["pyperf (the extra `cost`) or tracemalloc is missing"] = MEASURE
if sys.implementation.name == "pypy":
    LEFT_OUT["PyPy takes long for them"] = JUDGE
collect_ignore = [*chain(*LEFT_OUT.values())]

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # in the background of a shell script
    signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:  # by `nohup`
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

LOADED = (emitter_conformance, fastjsonschema, jinja2, markdown_it, tomlkit)

for chapter in emitter_spec.load().chapters:
    suite_module(chapter.name)


def pytest_report_header() -> list[str]:
    """Return the tests that are left out, a line for each reason."""
    return [f"left out, {reason}: {', '.join(paths)}" for reason, paths in LEFT_OUT.items()]


PACKAGES = {"mypy": "mypy", "livekit": "livekit.agents"}
"""What optional chapters need, by the marker of the tests that find it."""


@pytest.fixture(scope="session")
def without(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return for each marker a folder that hides its package from processes that search it first.

    A module is there in the place of the package.
    """
    folders = {}
    for marker, package in PACKAGES.items():
        folder = folders[marker] = tmp_path_factory.mktemp(f"without_{marker}")
        file = folder.joinpath(*package.split(".")).with_suffix(".py")
        file.parent.mkdir(exist_ok=True)
        file.touch()
    return folders


@pytest.fixture(scope="session")
def without_mypy(without: dict[str, Path]) -> Path:
    """Return a folder that hides mypy from a process which searches it first."""
    return without["mypy"]


@pytest.fixture(autouse=True)
def _packages_are_hidden(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, without: dict[str, Path]
) -> None:
    """Hide what optional chapters need, except from tests with its marker.

    No verdict depends on what is installed.
    """
    hidden = {each for each in without if request.node.get_closest_marker(each) is None}
    names = {PACKAGES[marker] for marker in hidden}
    monkeypatch.setattr(
        "emitter_conformance.optional.examiner.is_installed",
        lambda package: package not in names and is_installed(package),
    )
    paths = [*map(str, map(without.__getitem__, sorted(hidden)))]
    paths += filter(None, [os.environ.get("PYTHONPATH")])
    if paths:
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))


@pytest.fixture
def forgotten(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Forget the candidates that a test imports."""
    monkeypatch.setattr(sys, "path", sys.path[:])
    with mock.patch.dict(sys.modules):
        yield


@pytest.fixture(autouse=True)
def _github_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep runs within tests from marking failures in a job that runs these tests."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


@pytest.fixture(autouse=True)
def _processes_are_not_measured(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keep coverage out of processes that tests start, unless marked with `measured`."""
    if request.node.get_closest_marker("measured") is None:
        monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
