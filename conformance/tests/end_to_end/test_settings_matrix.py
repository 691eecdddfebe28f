"""The verdict is the same under other people's settings: plugins, import modes, configuration.

A row has a command line, or the configuration of a project. The
saved verdict has to be that of a plain run, without plugins and without configuration, on an
emitter that conforms and on one that does not. `pytest -m settings` runs the table, where the
plugins are installed; `tox run -e settings` installs them.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import counts
import pytest

CANDIDATES = {
    "conforming": "from emitter_reference.emitter import EventEmitter\n",
    "broken": (
        "from emitter_reference.emitter import Event, EventEmitter as Reference\n"
        "class EventEmitter(Reference[Event]):\n"
        "    def emit(self, event, *args):\n"
        "        super().emit(event, *args)\n"
        "        return True\n"
    ),
}
EXIT_CODES = {"conforming": 0, "broken": 1}
FEW = ["--impl-depth=2", "--impl-programs=20"]
PLAIN = ["-p", "emitter_conformance.plugin"]
GREEN = ("CONFORMANT", "WAIVED", "NO VERDICT")


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        words: Words of the command line.
        ini: Lines of `pytest.ini`.
        stops: Whether a run on a broken candidate may stop early; then it is not green.

    """

    words: str = ""
    ini: str = ""
    stops: bool = False

    def __str__(self) -> str:
        """Return the name of the row."""
        return self.words or self.ini.replace("\n", ", ")


NO_WARNING_OF_ITS_OWN = "asyncio_default_fixture_loop_scope = function"
NAMES = (
    *("xdist", "randomly", "asyncio", "anyio", "pytest_cov", "timeout", "rerunfailures"),
    *("html", "pytest_jsonreport", "allure_pytest"),
)
TOOLS = "--html=report.html", "--json-report", "--alluredir=allure"
PLUGINS = [
    *(Row(f"-n 2 --dist {mode}") for mode in ("load", "loadscope", "loadfile", "worksteal")),
    *(Row(f"-p randomly --randomly-seed={seed}") for seed in (1, 4711)),
    *(Row(f"--asyncio-mode={mode}") for mode in ("strict", "auto")),
    Row(ini="anyio_mode = auto"),
    Row("--cov --cov-branch"),
    *(Row(f"--timeout=60 --timeout-method={method}") for method in ("signal", "thread")),
    Row("--reruns 2"),
    *map(Row, TOOLS),
    Row(f"-n 2 --reruns 1 {' '.join(TOOLS)}"),
    Row("-n 2 -p randomly --impl-isolate --timeout=60"),
    Row(ini="addopts = -n 2 --dist loadscope -p randomly --reruns 1 --cov"),
    *(Row(f"-p no:{name}") for name in NAMES),
    Row(" ".join(f"-p no:{name}" for name in (*NAMES, "hypothesispytest"))),
]
PYTEST = [
    Row("-p no:terminal"),
    Row("-p no:cacheprovider -p no:logging -p no:warnings -p no:skipping -p no:doctest"),
    *(Row(f"--import-mode={mode}") for mode in ("prepend", "append", "importlib")),
    Row("--impl-isolate"),
    Row("-s"),
    Row("--capture=sys --runxfail"),
    Row("-x", stops=True),
    Row("--maxfail=1", stops=True),
    Row("-W error", NO_WARNING_OF_ITS_OWN),
    Row(ini=f"filterwarnings = error\nxfail_strict = true\n{NO_WARNING_OF_ITS_OWN}"),
    Row(ini="python_files = check_*.py\npython_functions = check_*\ntestpaths = own"),
]
TABLE = [*PLUGINS, *PYTEST]


@dataclass(frozen=True)
class Run:
    """A run that is over.

    Attributes:
        exit_code: Exit code of the process.
        verdict: The saved verdict, without times and places.
        output: Text that the process printed.

    """

    exit_code: int
    verdict: dict[str, Any]
    output: str


def judge(candidate: str, words: Sequence[str], ini: str, plugins: bool = True) -> Run:
    """Run pytest as a user does, in a folder with the candidate and a test of the project."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        (folder / "own").mkdir()
        (folder / "pytest.ini").write_text(f"[pytest]\n{ini}\n", encoding="utf-8")
        (folder / f"{candidate}.py").write_text(CANDIDATES[candidate], encoding="utf-8")
        (folder / "own" / "test_own.py").write_text("def test_own(): assert False\n", "utf-8")
        environment = {key: os.environ[key] for key in os.environ if "PYTEST" not in key}
        environment = {key: environment[key] for key in environment if "COV" not in key}
        if not plugins:
            environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        run = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", f"--impl={candidate}"),
                *("--impl-report=verdict.json", *FEW, *words),
            ],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        text = (folder / "verdict.json").read_text(encoding="utf-8")
        (verdict,) = json.loads(text.replace(str(folder), "."))["verdicts"]
    verdict["unreached"] = None  # depends on whether coverage is measured
    for result in [*verdict["results"], (verdict["programs"] or {}).get("result")]:
        if result is not None:
            result["seconds"] = 0
    return Run(run.returncode, verdict, run.stdout)


@functools.cache
def plain(candidate: str) -> Run:
    """Judge a candidate with the plugin of the kit and no other."""
    return judge(candidate, PLAIN, "", plugins=False)


@pytest.mark.settings
@pytest.mark.parametrize("candidate", CANDIDATES)
@pytest.mark.parametrize("row", TABLE, ids=str)
def test_verdict_is_that_of_a_plain_run(row: Row, candidate: str) -> None:
    """Each row has its exit code and the verdict of a plain run."""
    words = row.words.split()
    if "randomly" not in f"{row.words} {row.ini}":
        words += ["-p", "no:randomly"]
    run = judge(candidate, words, row.ini)
    if row.stops and candidate == "broken":
        assert run.exit_code != 0
        assert run.verdict["ruling"] not in GREEN
    else:
        assert run.exit_code == EXIT_CODES[candidate], run.output
        assert run.verdict == plain(candidate).verdict, run.output
    assert "test_own" not in run.output


@pytest.mark.settings
@pytest.mark.parametrize("candidate", CANDIDATES)
def test_plain_run(candidate: str) -> None:
    """The plain run has the expected verdict."""
    run = plain(candidate)
    assert run.exit_code == EXIT_CODES[candidate]
    broken = [each["clause"] for each in run.verdict["results"] if each["outcome"] == "broken"]
    assert broken == ["surface.emit-returns-none"] * EXIT_CODES[candidate] + counts.DRAFTED
