"""The kit runs on systems that lack something, imitated by removing the names they lack.

`support/other_systems` does that in every process: what this machine has beyond them is not used.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import counts
import pytest

FOLDER = Path(__file__).parents[1] / "support" / "other_systems"
PYTEST = [sys.executable, "-m", "pytest", "-p", "emitter_conformance.plugin", "-q", "-rN"]
ASKED = ["--impl-typing=off", "--impl-depth=2", "--impl-programs=40", "--impl-reproducers="]
HEAD = """from typing import TypeVar
from emitter_reference import EventEmitter as Reference
T = TypeVar("T")
class EventEmitter(Reference[T]):
    def off(self, event, callback):
        if callback is None:
            {statement}
        super().off(event, callback)
"""
CANDIDATES = {
    "conforms": "pass",
    "raises": "raise KeyError(None)",
    "hangs": "while True: pass",
}
Outcomes = dict[str, str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with candidates, whose name has spaces and letters beyond ASCII."""
    path = tmp_path / "My Projects \u2014 \u017c\u00f3\u0142w"
    path.mkdir()
    for name, statement in CANDIDATES.items():
        (path / f"{name}.py").write_text(HEAD.format(statement=statement), encoding="utf-8")
    return path


def environment(system: str) -> dict[str, str]:
    """Return the environment of a process on a system, "" for this one."""
    paths = [str(FOLDER), *filter(None, [os.environ.get("PYTHONPATH")])]
    added = {"LIKE": system, "PYTHONPATH": os.pathsep.join(paths)}
    return {**os.environ, **added, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


def run(folder: Path, system: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of Python on a system."""
    return subprocess.run(
        words,
        cwd=folder,
        env=environment(system),
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


def outcomes(folder: Path, system: str, candidate: str, *words: str) -> tuple[int, Any]:
    """Return the exit code of a run, and the outcome and the place of each clause."""
    report = folder / f"{system}.json"
    asked = [*PYTEST, *ASKED, *words, f"--impl={candidate}", f"--impl-report={report}"]
    code = run(folder, system, *asked).returncode
    (verdict,) = json.loads(report.read_text(encoding="utf-8"))["verdicts"]
    return code, [
        (each["clause"], each["outcome"], each["failure"] and each["failure"]["where"])
        for each in verdict["results"]
    ]


@pytest.mark.measured
@pytest.mark.parametrize("isolate", [(), ("--impl-isolate",)])
@pytest.mark.parametrize("candidate", list(CANDIDATES))
def test_verdict_on_windows(folder: Path, candidate: str, isolate: tuple[str, ...]) -> None:
    """A verdict on Windows is that of this system, also where the candidate hangs."""
    words = [*isolate, "--impl-timeout=2", "-k", "removal or every_program"]
    here, there = (outcomes(folder, system, candidate, *words) for system in ("", "Windows"))
    assert here == there
    outcome = {"conforms": "kept", "raises": "broken", "hangs": "timeout"}[candidate]
    assert dict(each[:2] for each in here[1])["removal.none-removes-nothing"] == outcome


def test_command_on_windows(folder: Path) -> None:
    """The command judges in other processes on Windows."""
    command = [sys.executable, "-m", "emitter_conformance", "judge"]
    words = ["--typing=off", "--depth=2", "--programs=40"]
    told = run(folder, "Windows", *command, "conforms", *words)
    assert (told.returncode, told.stderr) == (0, "")
    assert "CONFORMANT: edition 1.0\n" in told.stdout


@pytest.mark.measured
def test_system_without_threads(folder: Path) -> None:
    """Clauses that need a thread do not run where there are none, and none is broken."""
    told = run(folder, "WebAssembly", *PYTEST, *ASKED, "--impl=conforms", "--tb=short")
    assert told.returncode == 1
    assert "INCOMPLETE: " in told.stdout
    assert "code that hangs is not ended: this system has no threads\n" in told.stdout
    reason = "not judged: its check ended with RuntimeError: can't start new thread"
    assert f"surface.can-be-subclassed  {reason}" in told.stdout
    code, results = outcomes(folder, "WebAssembly", "raises")
    assert code == 1
    broken = [
        clause for clause, outcome, _ in results if outcome not in ("kept", "not run", "not asked")
    ]
    assert broken == ["removal.none-removes-nothing", *counts.DRAFTED]


@pytest.mark.measured
@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([*PYTEST, "--impl=conforms", "--impl-isolate"], "importing it: no process can be started"),
        ([sys.executable, "-m", "emitter_conformance", "judge", "conforms"], "no process can be"),
    ],
)
def test_system_without_processes(folder: Path, words: list[str], line: str) -> None:
    """A system without processes is refused in one line with exit code 4."""
    told = run(folder, "WebAssembly", *words)
    assert told.returncode == 4
    assert line in told.stderr
    assert "Traceback" not in told.stderr


def test_console_that_lacks_letters(folder: Path) -> None:
    """A letter that the console cannot show is an escape."""
    name = "emitter_\u017c"
    (folder / f"{name}.py").write_text(HEAD.format(statement="raise KeyError('\u017c')"), "utf-8")
    there = {**environment(""), "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "emitter_conformance", "judge", f"{name}.py"]
    for asked in ([*command, "--typing=off"], [*PYTEST, *ASKED, f"--impl={name}.py"]):
        told = subprocess.run(asked, cwd=folder, env=there, capture_output=True, timeout=300)
        assert told.returncode == 1
        assert b"NOT CONFORMANT: removal.none-removes-nothing" in told.stdout
        assert b"\\u017c" in told.stdout
        assert told.stderr == b""


def test_waivers_with_other_ends_of_lines(folder: Path) -> None:
    """Waivers with other line ends are read, and their clauses waived."""
    lines = ["[[waivers]]", 'clause = "removal.none-removes-nothing"', 'reason = "known"', ""]
    (folder / "waivers.toml").write_bytes("\r\n".join(lines).encode())
    words = [*PYTEST, *ASKED, "--impl=raises", "--impl-waivers=waivers.toml"]
    told = run(folder, "", *words)
    assert (told.returncode, told.stderr) == (0, "")
    assert "WAIVED: " in told.stdout
