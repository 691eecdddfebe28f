"""Hostile candidates: each through the real command line, with the verdict that it must get.

A row gives a candidate of the folder `hostile`, whether it is isolated, and what comes out: the
exit code, the clauses that are not kept and how each ended, and how the search for programs ended.
Every other clause has to be kept, and the run has to end in time. `pytest -m hostile` runs them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import counts
import pytest

HERE = Path(__file__).parents[1] / "candidates" / "hostile"
ROOTS = [str(Path(__file__).parents[3] / root) for root in ("spec", "reference", "conformance")]
QUICK = "from emitter_conformance.engine import isolated\nisolated.GRACE = 1.0\n"
"""A plugin of the run: a process that does not answer is ended sooner than it usually is."""
SECONDS = 2.0
"""Time limit of a check; on a busy machine some need a second."""
BOUND = 180.0
"""Seconds within which every run has to end, on a busy machine too."""
ISOLATED, HERE_TOO, BOTH = (True,), (False,), (True, False)

INIT = ("surface.keeps-public-attributes", "surface.can-be-subclassed")
ON = "registration.has-no-limit"
ONCE = "once.none-means-the-decorator-form"
OFF = "removal.none-removes-nothing"
EMIT = "surface.emit-refuses-other-keywords"
BROKEN, TIMEOUT, CRASH, EXIT, NOT_RUN = "broken", "timeout", "crash", "exit", "not run"
NOT_ASKED = "not asked"
ENDED, LOST, FOUND = "ended", "lost", "found"


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        candidate: The file.
        outcomes: The clauses that are not kept, with their outcome.
        modes: The ways in which it is judged: ISOLATED, HERE_TOO or BOTH.
        code: The exit code.
        says: A part of the failures, of the reasons, or of the one line of an error.
        programs: How the search ended: by itself, LOST, or with what it FOUND.
        seconds: Time limit of a check.

    """

    candidate: str
    outcomes: Mapping[str, str] = field(default_factory=dict)
    modes: tuple[bool, ...] = BOTH
    code: int = 1
    says: str = ""
    programs: str = ENDED
    seconds: float = SECONDS


def refused(candidate: str, says: str, modes: tuple[bool, ...] = BOTH) -> Row:
    """Return a row of a candidate that is refused in one line."""
    return Row(candidate, modes=modes, code=4, says=says)


def lost(candidate: str, says: str, modes: tuple[bool, ...] = BOTH) -> Row:
    """Return a row of a candidate for which only the programs are lost."""
    return Row(candidate, modes=modes, says=says, programs=LOST)


def conforming(candidate: str, modes: tuple[bool, ...] = BOTH) -> Row:
    """Return a row of a candidate that looks hostile and breaks nothing."""
    return Row(candidate, modes=modes, code=0)


DEFECT = "KeyError: 'a hidden defect'"
NO_END = "no end"
IMPORT_ENDS = f"importing it did not end within {SECONDS:g} s"
EXIT_0 = "the process ended with exit code 0"

HANGS = [
    refused("hang_in_import", IMPORT_ENDS),
    refused("hang_in_factory", IMPORT_ENDS, ISOLATED),
    Row("hang_in_init", dict.fromkeys(INIT, TIMEOUT), ISOLATED, says=NO_END),
    Row("hang_in_on", {ON: TIMEOUT}, ISOLATED, says=NO_END),
    Row("hang_in_once", {ONCE: TIMEOUT}, ISOLATED, says=NO_END),
    Row("hang_in_off", {OFF: TIMEOUT}, says=NO_END),
    Row("hang_in_emit", {EMIT: TIMEOUT}, says=NO_END),
    Row("hang_in_del", {OFF: TIMEOUT}, says=NO_END),
    Row("hang_in_a_lock", {OFF: TIMEOUT}, ISOLATED, says=NO_END),
    Row("hang_holding_the_gil", {OFF: TIMEOUT}, ISOLATED, says=NO_END),
    Row("hang_that_catches_everything", {OFF: TIMEOUT}, ISOLATED, says=NO_END),
    Row("hang_with_signals_blocked", {OFF: TIMEOUT}, ISOLATED, says=NO_END),
    Row("hang_without_timer", {OFF: TIMEOUT}, ISOLATED, says=NO_END),
    Row("hang_that_ignores_alarms", {OFF: TIMEOUT}, ISOLATED, says=NO_END),
    Row("patches_signals", {OFF: TIMEOUT}, says=NO_END),
    Row("stops_itself", {OFF: TIMEOUT}, ISOLATED, says=NO_END),
    lost("hangs_in_programs", NO_END),
]
ENDS = [
    refused("os_exit_in_import", "os._exit(0)"),
    Row("os_exit_in_init", dict.fromkeys(INIT, EXIT), says=EXIT_0),
    Row("os_exit_in_on", {ON: EXIT}, ISOLATED, says=EXIT_0),
    Row("os_exit_in_once", {ONCE: EXIT}, ISOLATED, says=EXIT_0),
    Row("os_exit_in_off", {OFF: EXIT}, ISOLATED, says=EXIT_0),
    Row("os_exit_in_emit", {EMIT: EXIT}, says=EXIT_0),
    Row("os_exit_that_is_caught", {OFF: EXIT}, says=EXIT_0),
    Row("os_exit_in_a_thread", {OFF: EXIT}, ISOLATED, says=EXIT_0),
    Row("exits_in_a_finalizer", {OFF: EXIT}, says=EXIT_0),
    Row("replaces_the_process", {OFF: EXIT}, says="the process was replaced by os.execv"),
    Row("c_exit", {OFF: EXIT}, ISOLATED, says=EXIT_0),
    Row("at_exit", {OFF: BROKEN}, says=DEFECT),
    Row("reduce", {"open.copies": EXIT}, says=EXIT_0),
    refused("sys_exit_in_import", "SystemExit: 0"),
    refused("finder_that_exits", "no other module can be imported after it: SystemExit: 0"),
    refused("system_exit_in_module_getattr", "SystemExit: 0"),
    Row("sys_exit_in_init", dict.fromkeys(INIT, BROKEN), says="SystemExit: 0"),
    Row("sys_exit_in_on", {ON: BROKEN}, ISOLATED, says="SystemExit: 0"),
    Row("system_exit_in_once", {ONCE: BROKEN}, ISOLATED, says="SystemExit"),
    Row("sys_exit_in_off", {OFF: BROKEN}, ISOLATED, says="SystemExit: 0"),
    Row("system_exit_in_emit", {EMIT: BROKEN}, says="SystemExit"),
    lost("fails_in_programs", "making an emitter raised SystemExit: 0"),
    Row("segmentation_fault", {EMIT: CRASH}, ISOLATED, says="SIGSEGV"),
    Row("killed", {OFF: CRASH}, ISOLATED, says="SIGKILL"),
    Row("terminated", {OFF: CRASH}, ISOLATED, says="SIGTERM"),
    Row("aborted", {OFF: CRASH}, ISOLATED, says="SIGABRT"),
    Row("interrupted", {OFF: BROKEN}, ISOLATED, says="KeyboardInterrupt"),
    Row("keyboard_interrupt", {OFF: BROKEN}, ISOLATED, says="KeyboardInterrupt"),
    Row("recursion", {OFF: BROKEN}, ISOLATED, says="RecursionError"),
    Row("memory", {OFF: BROKEN}, ISOLATED, says="MemoryError", seconds=3),
]
PYTEST = [
    refused("pytest_exit_in_import", "Exit: now"),
    refused("pytest_skip_in_import", "Skipped: later"),
    Row("pytest_exit", {OFF: BROKEN}, ISOLATED, says="Exit: now"),
    Row("pytest_skip", {EMIT: BROKEN}, says="Skipped: later"),
    Row("behaves_where_pytest_is_imported", {OFF: BROKEN}, ISOLATED, says=DEFECT),
    Row("behaves_under_pytest", {OFF: BROKEN}, ISOLATED, says=DEFECT),
    Row("unregisters_the_plugin", {OFF: BROKEN}, ISOLATED, says=DEFECT),
]
PATCHES = [
    Row("patches_isinstance", {EMIT: BROKEN}, says="ValueError: no keywords"),
    Row("patches_signature", {OFF: NOT_RUN}, says="inspect.signature was replaced"),
    Row("patches_with_an_equal", {OFF: NOT_RUN}, says="builtins.len was replaced"),
    Row("patches_signature_in_import", {OFF: BROKEN}, ISOLATED, says=DEFECT),
    Row(
        "patches_logging",
        {
            "emission.ignores-return-values": BROKEN,
            "type_error.is-not-logged": BROKEN,
            "logging.covers-once": BROKEN,
            "logging.one-error-record-per-failure": BROKEN,
            "logging.silent-without-failure": BROKEN,
            "logging.base-exceptions-are-not-logged": BROKEN,
        },
        programs=FOUND,
    ),
    Row("patches_time", {OFF: BROKEN}, ISOLATED, says=DEFECT),
    Row("patches_random", {OFF: BROKEN}, ISOLATED, says=DEFECT),
    Row("patches_assertions", {OFF: BROKEN}, says=DEFECT),
    Row("patches_outcomes", {OFF: BROKEN}, says=DEFECT),
    Row("patches_the_kit", {OFF: NOT_RUN}, says="Trial.expect_calls was replaced"),
    refused("patches_the_kit_in_import", "changed the kit: emitter_conformance.core.describe"),
    refused(
        "patches_a_class_of_the_kit_in_import",
        "changed the kit: a part of emitter_conformance.checks.trial.Trial was replaced",
    ),
    Row("patches_a_check", {EMIT: NOT_RUN, OFF: BROKEN}, says="test_none_removes_nothing was"),
    refused("patches_a_check_in_import", "suite.test_removal.test_none_removes_nothing was"),
    refused("patches_the_cases_in_import", "emitter_conformance.checks.for_all.ForAll.cases was"),
    refused("patches_the_specification_in_import", "emitter_spec.catalogue.Specification was"),
    refused(
        "replaces_a_module_of_the_kit_in_import",
        "changed the kit: the module emitter_conformance.suite.test_removal was replaced",
    ),
    Row("removes_the_kit", {OFF: BROKEN}, says=DEFECT),
    Row("removes_every_module", {OFF: BROKEN}, says=DEFECT),
    Row("recursion_limit", {OFF: BROKEN}, says=DEFECT),
    Row("traces", {OFF: BROKEN}, says="SystemExit: 0"),
    Row("lowers_limits", {OFF: BROKEN}, says=DEFECT),
    conforming("monitors_in_import"),
    conforming("replaces_modules_in_import"),
    conforming("patches_tempfile_in_import"),
]
LIES = [
    Row("equal_to_everything", {"surface.off-returns-none": BROKEN}, ISOLATED, programs=FOUND),
    Row("exception_without_words", {OFF: BROKEN}, ISOLATED, says="Silent: <message that raises>"),
    Row("exception_with_many_words", {OFF: BROKEN}, says="KeyError: 'joinedjoined"),
    Row("exception_that_lies", {EMIT: BROKEN}, says="Lie: no keywords"),
    Row("raises_what_the_deadline_raises", {OFF: BROKEN}, ISOLATED, says="TimedOut"),
    Row(
        "metaclass",
        {"surface.can-be-a-base-beside-others": BROKEN},
        ISOLATED,
        says="metaclass conflict",
    ),
    Row(
        "getattribute",
        dict.fromkeys(INIT, BROKEN),
        says="SystemExit: 0",
    ),
]
FILES = [
    Row("endless_output", {OFF: TIMEOUT}, says=NO_END),
    Row("endless_output_to_descriptor", {OFF: TIMEOUT}, ISOLATED, says=NO_END),
    Row("closes_stdout", {OFF: BROKEN}, says=DEFECT),
    Row("closes_descriptors", {OFF: EXIT}, ISOLATED, says="exit code 1"),
    Row("closes_descriptors_and_hangs", {OFF: CRASH}, ISOLATED, says="closed its pipe"),
    Row("changes_folder", {OFF: BROKEN}, ISOLATED, says=DEFECT),
    Row("deletes_files_of_the_worker", {OFF: TIMEOUT}, ISOLATED, says=NO_END),
    Row("forks", {OFF: BROKEN}, says=DEFECT),
]
HARMLESS = [
    conforming("leaves_a_process"),
    conforming("exception_with_odd_context"),
    conforming("leaves_a_thread", ISOLATED),
    conforming("leaves_a_daemon", ISOLATED),
    conforming("leaves_a_loop", ISOLATED),
    conforming("disables_collection", ISOLATED),
    conforming("alarm_of_its_own"),
    conforming("prints"),
    conforming("limits_tracebacks"),
    conforming("without_stdout"),
    conforming("folder_of_its_own", ISOLATED),
    conforming("forks_in_import"),
    conforming("reduce_raises", ISOLATED),
]
TABLE = [*HANGS, *ENDS, *PYTEST, *PATCHES, *LIES, *FILES, *HARMLESS]
RUNS = [
    pytest.param(row, mode, id=f"{row.candidate}{', isolated' * mode}")
    for row in TABLE
    for mode in row.modes
]
pytestmark = pytest.mark.hostile


@dataclass(frozen=True)
class Run:
    """A run that has ended: its exit code, what it printed, and its report if it left one."""

    code: int
    output: str
    verdict: Mapping[str, Any] | None


def run(folder: Path, candidate: str, is_isolated: bool, seconds: float = SECONDS) -> Run:
    """Judge a candidate as a user does, without other plugins.

    Its output goes to a file: a process that it leaves behind holds no pipe of ours.
    """
    shutil.copy(HERE / f"{candidate}.py", folder / "emitter.py")
    (folder / "quick.py").write_text(QUICK, encoding="utf-8")
    path = os.pathsep.join([*ROOTS, *filter(None, [os.environ.get("PYTHONPATH")])])
    few = [
        "--impl-strict",  # what a SHOULD shows makes the run red too
        "--impl-depth=2",
        "--impl-programs=0",
        "--impl-reproducers=",
        f"--impl-timeout={seconds}",
    ]
    output = folder / "output"
    with output.open("wb") as file:
        ended = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "quick", "-p", "emitter_conformance.plugin"]
            + ["-q", "-rN", "--impl=emitter", "--impl-report=report.json", *few]
            + ["--impl-isolate"] * is_isolated,
            cwd=folder,
            env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            timeout=BOUND,
            check=False,
        )
    report = folder / "report.json"
    verdict = None
    if report.exists():
        (verdict,) = json.loads(report.read_text(encoding="utf-8"))["verdicts"]
    return Run(ended.returncode, output.read_text(encoding="utf-8", errors="replace"), verdict)


def shown(verdict: Mapping[str, Any]) -> str:
    """Return the outcomes of a verdict other than kept."""
    results, programs = verdict["results"], verdict["programs"]
    failures = [result["failure"] for result in results] + [programs["lost"]]
    words = [failure["actual"] for failure in failures if failure]
    return "\n".join([*words, *(result["reason"] for result in results)])


def judged(verdict: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the results of what is asked: nothing left out as optional, nothing of a draft."""
    return [
        result
        for result in verdict["results"]
        if not result["left_out"]
        and result["outcome"] != NOT_ASKED
        and result["clause"] not in counts.DRAFTED
    ]


def search(verdict: Mapping[str, Any]) -> str:
    """Return how the search for programs ended."""
    programs = verdict["programs"]
    return LOST if programs["lost"] else FOUND if programs["result"] else ENDED


@pytest.mark.parametrize(("row", "is_isolated"), RUNS)
def test_gets_its_verdict(tmp_path: Path, row: Row, is_isolated: bool) -> None:
    """A hostile candidate ends in time with the outcomes of its row; other clauses are kept."""
    ended = run(tmp_path, row.candidate, is_isolated, row.seconds)
    assert ended.code == row.code, ended.output
    assert "INTERNALERROR" not in ended.output
    assert "Traceback" not in ended.output
    assert len(ended.output) < 50_000
    if row.code == pytest.ExitCode.USAGE_ERROR:
        (line,) = filter(None, ended.output.splitlines())
        assert line.startswith("ERROR: --impl=emitter: ")
        assert row.says in line
        return
    assert ended.verdict is not None
    assert ended.output.count("edition 1.0, strict    python") == 1
    results = judged(ended.verdict)
    others = {each["clause"]: each["outcome"] for each in results if each["outcome"] != "kept"}
    assert others == row.outcomes
    assert search(ended.verdict) == row.programs
    assert row.says in shown(ended.verdict)


def test_hang_everywhere(tmp_path: Path) -> None:
    """A candidate that hangs at each emission is judged to the end."""
    ended = run(tmp_path, "hang_everywhere", True, 0.05)
    assert ended.code == 1
    assert ended.verdict is not None
    outcomes = {each["clause"]: each["outcome"] for each in judged(ended.verdict)}
    assert {*outcomes.values()} == {"kept", TIMEOUT}
    assert outcomes["emission.calls-each-callback-once"] == TIMEOUT
    assert outcomes["registration.on-returns-the-callback"] == "kept"
    assert search(ended.verdict) == LOST


def test_deleted_file(tmp_path: Path) -> None:
    """A candidate that deletes its file keeps what was judged before its process ended."""
    ended = run(tmp_path, "deletes_its_file", True)
    assert ended.code == 1
    assert ended.verdict is not None
    outcomes = {each["clause"]: each["outcome"] for each in judged(ended.verdict)}
    ids = [*outcomes]
    place = ids.index(OFF)
    assert {outcomes[each] for each in ids[:place]} == {"kept"}
    assert {outcomes[each] for each in ids[place:]} == {CRASH}
    assert "no module named 'emitter'" in shown(ended.verdict)


@pytest.mark.parametrize(
    "candidate",
    ["hang_that_catches_everything", "hang_with_signals_blocked", "hang_that_ignores_alarms"],
)
def test_cannot_be_ended(tmp_path: Path, candidate: str) -> None:
    """Without isolation the process ends with the verdict as far as it is known."""
    ended = run(tmp_path, candidate, False)
    assert ended.code == 1
    assert "the candidate cannot be ended: " in ended.output
    assert ended.verdict is not None
    assert ended.verdict["ruling"] == "NOT CONFORMANT"
    outcomes = {each["clause"]: each["outcome"] for each in judged(ended.verdict)}
    ids = [*outcomes]
    place = ids.index(OFF)
    assert outcomes[OFF] == TIMEOUT
    assert {outcomes[each] for each in ids[:place]} == {"kept"}
    assert {outcomes[each] for each in ids[place + 1 :]} == {NOT_RUN}


def test_cannot_be_ended_before_any_check(tmp_path: Path) -> None:
    """Without isolation one line says that nothing was judged."""
    ended = run(tmp_path, "hang_in_first_emit", False)
    assert ended.code == 1
    assert ended.output.splitlines()[-2:] == [
        f"the candidate cannot be ended: {tmp_path / 'emitter.py'}:17 in emit",
        "emitter-conformance: no verdict: nothing was judged",
    ]


@pytest.mark.parametrize("is_isolated", [True, False])
def test_exits_in_every_emit(tmp_path: Path, is_isolated: bool) -> None:
    """An exit is refused wherever it runs, also in the rerun of a program for its script."""
    ended = run(tmp_path, "exits_in_every_emit", is_isolated)
    assert ended.code == 1
    assert ended.verdict is not None
    outcomes = {each["clause"]: each["outcome"] for each in judged(ended.verdict)}
    assert outcomes["emission.calls-each-callback-once"] == EXIT
    assert outcomes["registration.on-returns-the-callback"] == "kept"
    assert {*outcomes.values()} == {"kept", EXIT}
    assert search(ended.verdict) == LOST


def test_audit_hook(tmp_path: Path) -> None:
    """An audit hook, which cannot be removed, ends the run, but not with success."""
    ended = run(tmp_path, "audits", False)
    assert ended.code == 1
    assert "no verdict: the candidate raised SystemExit outside of checks" in ended.output


def test_unregistered_plugin(tmp_path: Path) -> None:
    """Without isolation one line says that the plugin was unregistered."""
    ended = run(tmp_path, "unregisters_the_plugin", False)
    assert ended.code == 1
    assert "no verdict: the plugin was unregistered" in ended.output


def test_interrupted_run(tmp_path: Path) -> None:
    """Without isolation a SIGINT of the candidate counts as the user's Ctrl-C."""
    ended = run(tmp_path, "interrupted", False)
    assert ended.code == pytest.ExitCode.INTERRUPTED
    assert ended.verdict is not None
    assert ended.verdict["ruling"] == "INCOMPLETE"


@pytest.mark.parametrize("is_isolated", [True, False])
def test_no_module_of_the_kit_is_imported_after_a_candidate(
    tmp_path: Path, is_isolated: bool
) -> None:
    """A candidate cannot replace a module of the kit before the kit imports it."""
    (tmp_path / "imported").touch()
    ended = run(tmp_path, "later_imports", is_isolated)
    assert ended.code == 0, ended.output
    assert (tmp_path / "imported").read_text(encoding="utf-8") == ""


def test_conftest_that_imports_the_candidate(tmp_path: Path) -> None:
    """What a candidate replaces in the kit before it is judged is put back, and a line says so."""
    (tmp_path / "conftest.py").write_text("import emitter\n", encoding="utf-8")
    ended = run(tmp_path, "patches_a_check_in_import", False)
    assert ended.code == 1
    assert ended.verdict is not None
    outcomes = {each["clause"]: each["outcome"] for each in judged(ended.verdict)}
    assert outcomes[OFF] == BROKEN
    words = " ".join(ended.output.split())  # the line is folded
    assert "while conftest.py was imported, emitter_conformance.suite" in words


def test_every_candidate_is_run() -> None:
    """Every file is in the table or has a test of its own."""
    apart = {"deletes_its_file", "hang_everywhere", "exits_in_every_emit", "audits"}
    apart |= {"hang_in_first_emit", "later_imports"}
    assert {path.stem for path in HERE.glob("*.py")} == {row.candidate for row in TABLE} | apart
