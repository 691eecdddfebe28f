"""Several processes of this machine judge at the same time."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest
from emitter_conformance.candidate.loading import CandidateError
from emitter_conformance.engine.in_process import Request
from emitter_conformance.engine.isolated import Isolated, WorkerProcess
from emitter_conformance.engine.parallel import Parallel
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.verdict import Outcome, SearchResult
from verdicts import DEFAULT, SPECIFICATION

CONFORMING = "from emitter_reference.emitter import Event, EventEmitter\n"
BROKEN = CONFORMING + (
    "class Broken(EventEmitter[Event]):\n"
    "    def emit(self, event, *args):\n"
    "        super().emit(event, *args)\n"
    "        return True\n"
)
CRASHING = CONFORMING + (
    "import faulthandler\n"
    "class Crashing(EventEmitter[Event]):\n"
    "    def once(self, event, callback=None):\n"
    "        faulthandler._sigsegv()\n"
)
HANGING = CONFORMING + (
    "import pathlib, time\n"
    "class Hanging(EventEmitter[Event]):\n"
    "    def off(self, event, callback):\n"
    "        pathlib.Path('begun').touch()\n"
    "        time.sleep(600)\n"
)
CLAUSE = SPECIFICATION["removal.none-removes-nothing"]
CLAUSES = [SPECIFICATION["surface.emit-returns-none"], SPECIFICATION["once.fires-once"], CLAUSE]
SHARDS = [Request(DEFAULT, Scope(0, 40, seed)) for seed in (3, 4, 5)]


@pytest.fixture
def parallel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Parallel]:
    """Return an engine of two processes, for the emitters of a folder."""
    monkeypatch.setattr(sys, "path", sys.path[:])
    for source in (CONFORMING, BROKEN, CRASHING, HANGING):
        name = source.partition("class ")[2].partition("(")[0].lower() or "conforming"
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
    engine = Parallel(2, SPECIFICATION, tmp_path, 0)
    yield engine
    engine.close()


def test_results_are_those_of_one_process(parallel: Parallel, tmp_path: Path) -> None:
    """Clauses and shards of several candidates have the results of one process, in any order."""
    alone = Isolated(SPECIFICATION, tmp_path, 0)
    candidates = [parallel.load(given) for given in ("conforming", "broken:Broken")]
    for candidate in candidates:
        assert alone.load(candidate.given).to_data() == candidate.to_data()
        parallel.ask_clauses(candidate, CLAUSES)
        for request in SHARDS:
            parallel.ask(candidate, request, lambda found: None)
    outcomes = set()
    for clause in CLAUSES[::-1]:
        for candidate in candidates:
            results = [each.examine(clause, candidate) for each in (parallel, alone)]
            (outcome,) = {each.outcome for each in results}
            assert results[0].failure == results[1].failure
            outcomes.add(outcome)
    assert outcomes == {Outcome.KEPT, Outcome.BROKEN}
    for request, candidate in ((SHARDS[0], candidates[1]), (SHARDS[2], candidates[0])):
        found = [each.search(candidate, request, int) for each in (parallel, alone)]
        assert found[0] == found[1]
    alone.close()


def test_shards_are_passed_on_as_they_end(parallel: Parallel) -> None:
    """Each shard is passed on once; a rejection gives up those after it that have not begun."""
    candidate = parallel.load("conforming")
    taken: list[SearchResult] = []
    for request in SHARDS:
        parallel.ask(candidate, request, taken.append)
    found = [parallel.search(candidate, request, int) for request in SHARDS]
    assert sorted(each.seed for each in taken) == [3, 4, 5]
    assert [each.seed for each in found] == [3, 4, 5]


def test_shards_after_a_rejection_are_given_up(tmp_path: Path, parallel: Parallel) -> None:
    """Shards after a rejected program that have not begun are not judged."""
    engine = Parallel(1, SPECIFICATION, tmp_path, 0)
    candidate = engine.load("broken:Broken")
    many = [Request(DEFAULT, Scope(0, 40, seed)) for seed in range(40)]
    taken: list[SearchResult] = []
    for request in many:
        engine.ask(candidate, request, taken.append)
    assert engine.search(candidate, many[0], int).result is not None
    last = engine.search(candidate, many[-1], int)
    assert last.lost is not None
    assert last.lost.actual == "nothing judges it any more"
    assert len(taken) < len(many)
    engine.close()


def test_lost_process_costs_one_clause(parallel: Parallel) -> None:
    """A process that is lost costs one clause, or one shard."""
    candidate = parallel.load("crashing:Crashing")
    request = Request(DEFAULT, Scope(2, 0, 0))
    parallel.ask_clauses(candidate, CLAUSES)
    parallel.ask(candidate, request, lambda found: None)
    assert parallel.search(candidate, request, int).lost is not None
    assert parallel.examine(CLAUSES[1], candidate).outcome is Outcome.CRASH
    assert parallel.examine(CLAUSE, candidate).outcome is Outcome.KEPT


def test_traceback_is_shown_with_what_it_is_about(
    parallel: Parallel, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The traceback of a process is written when its result is asked for, not when it ends."""
    candidate = parallel.load("conforming")
    left = iter(["of the first\n", "of the shard\n"])
    monkeypatch.setattr(WorkerProcess, "take_traceback", lambda _: next(left))
    parallel.ask_clauses(candidate, CLAUSES[:1])
    assert parallel.examine(CLAUSES[0], candidate).outcome is Outcome.KEPT
    parallel.ask(candidate, SHARDS[0], lambda found: None)
    assert capsys.readouterr().err == "of the first\n"
    assert parallel.search(candidate, SHARDS[0], int).lost is None
    assert capsys.readouterr().err == "of the shard\n"


def test_process_that_cannot_load(parallel: Parallel, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shard whose process cannot load the candidate is lost, with the reason."""
    candidate = parallel.load("conforming")

    def load(_: WorkerProcess) -> None:
        raise CandidateError("no module named 'conforming'")

    monkeypatch.setattr(WorkerProcess, "load", load)
    parallel.ask(candidate, SHARDS[0], lambda found: None)
    found = parallel.search(candidate, SHARDS[0], int)
    assert found.lost is not None
    assert found.lost.actual == "no module named 'conforming'"


def test_error_of_the_kit_is_raised(parallel: Parallel, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the kit in another thread is that of the clause, not a run without an end."""
    candidate = parallel.load("conforming")

    def examine(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(WorkerProcess, "examine", examine)
    parallel.ask_clauses(candidate, CLAUSES)
    for clause in CLAUSES:
        with pytest.raises(ZeroDivisionError):
            parallel.examine(clause, candidate)


@pytest.mark.parametrize("is_search", [False, True])
def test_end_of_a_run_ends_what_runs(
    parallel: Parallel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_search: bool
) -> None:
    """A run that is stopped ends what its processes do, and begins nothing more."""
    begun = tmp_path / "begun"
    candidate = parallel.load("hanging:Hanging")
    if is_search:
        parallel.ask(candidate, Request(DEFAULT, Scope(2, 0, 0)), lambda found: None)
    else:
        parallel.ask_clauses(candidate, CLAUSES[::-1])
    while not begun.exists():
        time.sleep(0.01)
    parallel.close()
    assert not parallel._searching
    if not is_search:
        with pytest.raises(CancelledError):
            parallel.examine(CLAUSES[0], candidate)


PLUGINS = ["-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:asyncio", "-q"]


def verdicts(pytester: pytest.Pytester, *options: str) -> tuple[object, object]:
    """Return the exit code of a run, and its report without the times."""
    asked = ["--impl=conforming", "--impl=broken:Broken", "--impl-depth=2", "--impl-programs=6000"]
    asked += ["--impl-shard-size=2000", "--impl-typing=off", "--impl-drop-in=off"]
    result = pytester.runpytest_subprocess(*PLUGINS, *asked, "--impl-report=all.json", *options)
    text = Path("all.json").read_text(encoding="utf-8")
    return result.ret, json.loads(text, object_hook=_without_times)


def _without_times(data: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if key not in ("finished", "seconds")}


@pytest.mark.measured
def test_verdict_of_two_processes(pytester: pytest.Pytester) -> None:
    """The exit code and the last lines are there as without the option."""
    pytester.makepyfile(broken=BROKEN)
    asked = ["--impl=broken:Broken", "--impl-depth=1", "--impl-typing=off", "--impl-drop-in=off"]
    result = pytester.runpytest_subprocess(*PLUGINS, *asked, "--impl-jobs=2")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["NOT CONFORMANT: *"])


def test_verdicts_are_those_of_one_process(pytester: pytest.Pytester) -> None:
    """Reports and exit codes of one process, of two, and of two that stop early."""
    pytester.makepyfile(conforming=CONFORMING, broken=BROKEN)
    alone, together = verdicts(pytester), verdicts(pytester, "--impl-jobs=2")
    assert alone == together
    assert alone[0] == pytest.ExitCode.TESTS_FAILED
    code, report = verdicts(pytester, "--impl-jobs=2", "-x")
    assert (code, report == alone[1]) == (pytest.ExitCode.TESTS_FAILED, False)


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--impl-jobs=0"], "--impl-jobs=0: not a whole number from 1 on"),
        (["--impl-jobs=1001"], "--impl-jobs=1001: more than 1000 processes"),
        (["--impl-jobs=2", "--impl-scheduler=2"], "--impl-jobs=2: not with --impl-scheduler"),
        (["--impl-jobs=2", "-n2"], "--impl-jobs=2 starts the processes; leave out -n"),
    ],
)
def test_mistakes(pytester: pytest.Pytester, options: list[str], line: str) -> None:
    """A wrong number of processes is one line with exit code 4."""
    pytest.importorskip("xdist")
    result = pytester.runpytest_inprocess(*PLUGINS, "--impl=emitter_reference", *options)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*{line}"])
