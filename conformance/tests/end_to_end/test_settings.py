"""The verdict is the same in other people's projects; for options see the truth table."""

from __future__ import annotations

import sys

import counts
import pytest

VERDICT = [
    counts.account(),
    "CONFORMANT: edition 1.0",
]
HOSTILE_INI = """\
[pytest]
testpaths = tests
python_files = check_*.py
python_classes = Check*
python_functions = check_*
norecursedirs = *
markers = slow
addopts = -p no:asyncio -ra --strict-markers --strict-config --import-mode=append -m "not slow"
filterwarnings = error
xfail_strict = true
log_level = CRITICAL
log_cli = true
log_cli_level = DEBUG
"""
HOSTILE_CONFTEST = """\
import logging
import pytest

ATTRIBUTES = (
    "candidate", "check", "clause", "examiner", "instance", "ledger", "programs", "request",
    "result", "shard", "task", "terms",
)

logging.disable(logging.CRITICAL)
logging.getLogger("livekit").disabled = True

def pytest_ignore_collect():
    return True

def pytest_itemcollected(item):
    for name in ATTRIBUTES:
        setattr(item, name, None)

def pytest_runtest_setup(item):
    pytest.skip("needs a database")

@pytest.fixture(autouse=True)
def database():
    raise ConnectionError("no database")
"""


@pytest.fixture(autouse=True)
def _project(pytester: pytest.Pytester) -> None:
    """Make a project with a conforming emitter and a test that would fail."""
    pytester.makepyfile(
        emitter="from emitter_reference import EventEmitter",
        test_own="def test_own(): assert False",
    )


def judge(pytester: pytest.Pytester, *args: str) -> pytest.RunResult:
    """Run pytest in a new process, with the plugins that are installed."""
    few = ["--impl-depth=2", "--impl-programs=20"]
    return pytester.runpytest_subprocess("-p", "no:randomly", "--impl=emitter", *few, *args)


def test_hostile_configuration(pytester: pytest.Pytester) -> None:
    """Patterns, filters, levels and a conftest of the project do not affect the suite."""
    pytester.makeini(HOSTILE_INI)
    pytester.makeconftest(HOSTILE_CONFTEST)
    pytester.mkdir("tests")
    result = judge(pytester)
    assert result.ret == 0
    result.stdout.fnmatch_lines(VERDICT)
    result.stdout.no_fnmatch_line("*failed to emit*")


def test_any_folder(pytester: pytest.Pytester) -> None:
    """The candidate is found from a folder below the root of the project too."""
    pytester.makeini("[pytest]\n")
    folder = pytester.mkdir("emitters")
    pytester.path.joinpath("emitter.py").rename(folder / "emitter.py")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        result = judge(pytester)
    assert result.ret == 0
    result.stdout.fnmatch_lines(VERDICT)


def test_nothing_is_written(pytester: pytest.Pytester) -> None:
    """A run writes only the files of pytest and Python."""
    before = {path.name for path in pytester.path.iterdir()}
    pytester.run(sys.executable, "-m", "pytest", "--impl=emitter")
    after = {path.name for path in pytester.path.iterdir()}
    assert after - before <= {".pytest_cache", "__pycache__", "stdout", "stderr"}
