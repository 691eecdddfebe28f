"""Rare events: interruptions, hangs outside of steps, and systems that lack something."""

from __future__ import annotations

import contextvars
import os
import sys
import time
import types
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest
from emitter_conformance.candidate import deadline, loading, process_state
from emitter_conformance.candidate.deadline import Deadline, TimedOut
from emitter_conformance.candidate.loading import Candidate, CandidateError
from emitter_conformance.checks import trial
from emitter_conformance.checks.lookup import check_of
from emitter_conformance.checks.trial import Trial
from emitter_conformance.core import describe, paths
from emitter_conformance.engine import in_process, isolated, worker
from emitter_conformance.engine.in_process import InProcess, Request
from emitter_conformance.plugin import pytest_load_initial_conftests
from emitter_conformance.plugin.session import RunPlugin
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.verdict import Outcome
from emitter_reference import EventEmitter
from emitters import DEFECTS, name
from emitters import candidate as candidate_of
from verdicts import DEFAULT, MUST, SPECIFICATION

CLAUSE = SPECIFICATION[MUST]


def candidate_made_by(make: Any) -> Candidate:
    """Return a candidate."""
    return Candidate("emitters", "emitters:make", False, "", "", "", "", (), make)


def always(error: BaseException) -> bool:
    """Return True for every exception, as if it were the user's Ctrl-C."""
    return True


def interrupting(*_: object) -> NoReturn:
    """Raise KeyboardInterrupt."""
    raise KeyboardInterrupt


def failing(*_: object) -> NoReturn:
    """Raise an unexpected exception."""
    raise RuntimeError("odd")


def hanging(*_: object) -> NoReturn:
    """Hang."""
    while True:
        time.sleep(0.001)


def test_looking_at_a_candidate_raises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A candidate that raises when it is inspected is one line."""
    monkeypatch.setattr(loading, "_load", failing)
    with pytest.raises(CandidateError, match="looking at it raised RuntimeError: odd"):
        loading.load("guests", tmp_path)


def test_import_that_changes_the_kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import that changes the kit is refused, and the change is undone."""
    value = describe.value
    lines = [
        "from emitter_conformance.core import describe",
        "from emitter_reference import EventEmitter",
        "describe.value = str",
    ]
    (tmp_path / "patching_guests.py").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    with pytest.raises(CandidateError, match="importing it changed the kit"):
        loading.load("patching_guests", tmp_path)
    assert describe.value is value


def test_error_of_the_kit_has_a_traceback(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of the kit has a traceback, and breaks no clause."""
    monkeypatch.setattr(InProcess, "examine", failing)
    result = pytester.runpytest_inprocess(
        *["-p", "no:randomly", "-p", "no:asyncio", "--impl=emitter_reference"],
        *["-k", "fires_once", "--impl-reproducers="],
    )
    assert result.ret == 1
    result.stdout.fnmatch_lines(["*RuntimeError: odd"])


def test_kit_that_waits_for_the_candidate_is_ended() -> None:
    """A wait of the kit for the candidate is ended without a place."""
    time_limit = Deadline(1)
    own = compile("end(0, sys._getframe())", f"{paths.PACKAGE}trial.py", "exec")
    with time_limit.running():
        time_limit._rung = deadline.LENIENCY
        with pytest.raises(TimedOut):
            exec(own, {"end": time_limit._end, "sys": sys})
    assert (time_limit.is_over, time_limit.place) == (True, "")


def test_check_that_hangs_outside_of_steps() -> None:
    """A check that hangs outside of its steps is a timeout."""
    result = in_process.examine(CLAUSE, hanging, candidate_made_by(EventEmitter), 0.05)
    assert result.outcome is Outcome.TIMEOUT


def test_trial_that_cannot_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    """A trial that cannot begin judges nothing."""
    monkeypatch.setattr(in_process, "Trial", failing)
    result = in_process.examine(CLAUSE, failing, candidate_made_by(EventEmitter))
    assert result.outcome is Outcome.NOT_RUN
    assert result.reason == "its check ended with RuntimeError: odd"


def test_context_of_a_check_is_its_own() -> None:
    """A context variable that a candidate leaves set is not set for the next check."""
    emitting = contextvars.ContextVar("emitting", default=False)

    def setting(trial: Trial) -> None:
        emitting.set(True)

    result = in_process.examine(CLAUSE, setting, candidate_made_by(EventEmitter))
    assert result.outcome is Outcome.KEPT
    assert not emitting.get()


def test_interrupted_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C during a check is no outcome."""
    monkeypatch.setattr(in_process, "interrupted", always)
    with pytest.raises(KeyboardInterrupt):
        in_process.examine(CLAUSE, interrupting, candidate_made_by(EventEmitter))


class Leaving(EventEmitter[Any]):
    """An emitter whose `off` ends the process and hides that this is refused."""

    def off(self, event: Any, callback: Any) -> None:
        """End the process."""
        try:
            os._exit(3)
        except BaseException:
            super().off(event, callback)


def test_programs_that_end_the_process() -> None:
    """A search whose program tries to end the process is lost."""
    found = in_process.examine_programs(
        candidate_made_by(Leaving), SPECIFICATION, Request(DEFAULT, Scope(2, 0))
    )
    assert found.lost is not None
    assert found.lost.actual == "the process ended with exit code 3"


@pytest.mark.parametrize(
    ("make", "actual"),
    [(failing, "making an emitter raised RuntimeError: odd"), (hanging, "no end")],
)
def test_emitter_that_programs_cannot_make(make: Any, actual: str) -> None:
    """A search is lost where no emitter can be made."""
    found = in_process.examine_programs(
        candidate_made_by(make), SPECIFICATION, Request(DEFAULT, Scope(1, 0), seconds=0.05)
    )
    assert found.lost is not None
    assert found.lost.actual == actual


def test_worker_that_cannot_begin_again(tmp_path: Path) -> None:
    """Clauses after a worker that cannot start again are lost; closing twice does nothing."""
    working = isolated.WorkerProcess("guests", tmp_path, 1)
    working._error = "a new process cannot load it"
    for _ in range(2):
        result = working.examine(CLAUSE, SPECIFICATION)
        assert result.outcome is Outcome.CRASH
    working.kill()
    working.close()


def test_answer_of_a_forked_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A forked process ends instead of answering."""
    monkeypatch.setattr(worker, "leave", interrupting)
    forked = worker.Worker.__new__(worker.Worker)
    forked._process = -1
    with pytest.raises(KeyboardInterrupt):
        forked.answer({})


UNREGISTERING = """
def pytest_runtest_logreport(report):
    plugins = CONFIG[0].pluginmanager
    if plugins.has_plugin("emitter_conformance_run"):
        plugins.unregister(name="emitter_conformance_run")
CONFIG = []
def pytest_configure(config): CONFIG.append(config)
"""


def test_stop_while_the_kit_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stop before a `conftest.py` is imported has an exit code, and no traceback."""

    def stop() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("emitter_conformance.checks.lookup.import_checks", stop)
    given: Any = types.SimpleNamespace(known_args_namespace=types.SimpleNamespace(impl=["mine"]))
    with pytest.raises(SystemExit) as ended:
        next(pytest_load_initial_conftests(given))
    assert ended.value.code == 130


def test_plugin_that_is_taken_out(pytester: pytest.Pytester) -> None:
    """A run whose plugin is unregistered ends red with the reason."""
    pytester.makepyfile(unregistering=UNREGISTERING)
    pytester.syspathinsert()
    result = pytester.runpytest_inprocess(
        *["-p", "no:asyncio", "-p", "unregistering", "--impl=emitter_reference"],
        *["-k", "fires_once", "--impl-reproducers="],
    )
    assert result.ret == 1
    result.stderr.fnmatch_lines(["emitter-conformance: no verdict: *"])


ODD = """
class Odd(Exception):
    @property
    def __cause__(self): raise SystemExit(0)
def pytest_runtest_teardown():
    raise Odd("alice")
"""


def test_failure_without_a_traceback(pytester: pytest.Pytester) -> None:
    """What pytest cannot format, such as an exception of a thread, is shown by its words."""
    pytester.makepyfile(failing=ODD)
    pytester.syspathinsert()
    result = pytester.runpytest_inprocess(
        *["-p", "no:asyncio", "-p", "failing", "--impl=emitter_reference"],
        *["-k", "fires_once", "--impl-reproducers="],
    )
    assert result.ret == 1
    result.stdout.fnmatch_lines(["Odd: alice", "NO VERDICT: *"])
    result.stdout.no_fnmatch_line("*INTERNALERROR*")


LEAVING = """
import os
import pytest
@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtestloop():
    result = yield
    try: os._exit(0)
    except BaseException: pass
    return result
"""


def test_exit_after_the_last_check(pytester: pytest.Pytester) -> None:
    """An exit that is attempted after the last check makes the search for programs incomplete."""
    pytester.makepyfile(leaving=LEAVING)
    pytester.syspathinsert()
    result = pytester.runpytest_inprocess(
        *["-p", "no:asyncio", "-p", "leaving", "--impl=emitter_reference"],
        *["--impl-depth=1", "--impl-programs=0", "--impl-reproducers="],
    )
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        ["programs: *the process ended with exit code 0 while no check ran", "INCOMPLETE: *"]
    )


HANGING = """
import os, time
from emitter_reference.emitter import Event, EventEmitter as Reference
def hang():
    while True:
        try:
            while True: time.sleep(0.001)
        except BaseException: pass
class EventEmitter(Reference[Event]):
    def {method}(self, event, callback=None, *more):
        if callback is None and {when}: hang()
        super().{method}(event, callback, *more)
"""
SOON = """
import threading
from emitter_conformance.candidate import deadline
def start_traced(run, args): threading.Thread(target=run, args=args, daemon=True).start()
def pytest_configure():  # what is replaced before this is put back
    deadline._start_thread = start_traced
    deadline.PATIENCE, deadline.TICK = 0.2, 0.02
"""


@pytest.mark.measured
@pytest.mark.parametrize(
    ("source", "words", "lines"),
    [
        (
            HANGING.format(method="off", when=True),
            ["-k", "none_removes or twice_is_silent"],
            ["removal.none-removes-nothing *", "  actual    no end", "NO VERDICT: *"],
        ),
        (HANGING.format(method="off", when=True), ["-k", "none_removes", "-p", "no:terminal"], []),
        (
            # The probe, which emits too, is over.
            HANGING.format(
                method="emit", when='"every_program" in os.environ["PYTEST_CURRENT_TEST"]'
            ),
            ["-k", "every_program"],
            ["programs: *no end*"],
        ),
        (HANGING.format(method="emit", when=True), [], []),
        (HANGING.format(method="off", when=True) + "hang()", ["-p", "no:capture"], []),
    ],
    ids=["check", "without a terminal", "programs", "probe", "import"],
)
def test_candidate_that_cannot_be_ended(
    pytester: pytest.Pytester, source: str, words: Sequence[str], lines: Sequence[str]
) -> None:
    """A process that has to be ended reports what it knows first, and is red."""
    pytester.makepyfile(hanging=source)
    pytester.makeconftest(SOON)
    result = pytester.runpytest_subprocess(
        *["-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:asyncio", "--impl=hanging"],
        *["--impl-timeout=0.5", "--impl-depth=1", "--impl-programs=0", *words],
        *["-o", "faulthandler_timeout=60"],  # nothing else ends the process
    )
    assert result.ret == 1
    result.stderr.fnmatch_lines(["the candidate cannot be ended: *hanging.py:* in hang"])
    result.stdout.fnmatch_lines(lines)


def test_bar_without_a_terminal_reporter() -> None:
    """Without a terminal reporter nothing is written before the progress bar."""
    manager = types.SimpleNamespace(getplugin=lambda name: None)
    judging: Any = types.SimpleNamespace(config=types.SimpleNamespace(pluginmanager=manager))
    RunPlugin._begin(judging)
    assert vars(judging).keys() == {"config"}


def test_first_registrations_that_are_lost() -> None:
    """An emitter that copies without a lock may lose a registration."""
    words = "copies_on_write_without_a_lock"
    path = next(path for path in DEFECTS if name(path).endswith(words))
    clause = SPECIFICATION["open.first-registrations-in-several-threads"]
    check = check_of(clause, SPECIFICATION)
    assert in_process.examine(clause, check, candidate_of(path)).observation == "one may be lost"


def test_what_cannot_be_put_back() -> None:
    """A change that cannot be undone is reported."""
    assert process_state._restore_all([failing]) == ["not all is put back: RuntimeError"]


def test_many_modules() -> None:
    """Many changed modules are counted, not named."""
    names = [name for name in sys.modules if name.startswith("emitter_conformance.")][:5]
    with process_state.restored() as left:
        for each in names:
            del sys.modules[each]
    assert left.changes == ["5 imported modules were replaced; they are put back"]


def test_functions_that_trace() -> None:
    """Trace functions are restored."""
    before = sys.gettrace(), sys.getprofile()
    with process_state.restored():
        sys.settrace(None if before[0] else lambda *_: None)
        sys.setprofile(lambda *_: None)
    assert (sys.gettrace(), sys.getprofile()) == before


def test_interrupted_expectation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C within a condition or a record leaves the expectation."""
    trying = Trial(EventEmitter)
    trying.run("def boom(): raise KeyboardInterrupt")
    monkeypatch.setattr(trial, "interrupted", always)
    with pytest.raises(KeyboardInterrupt):
        trying.expect("boom() is None", "no boom")
    with pytest.raises(KeyboardInterrupt):
        trying._of_record("boom()", types.SimpleNamespace())  # type: ignore[arg-type]


def test_stopped_run_does_not_wait_for_xdist() -> None:
    """A stopped run gives the workers of xdist half a second."""
    nodes = types.SimpleNamespace(EXIT_TIMEOUT=10)
    for plugin in (None, types.SimpleNamespace(nodemanager=nodes)):
        manager = types.SimpleNamespace(getplugin=lambda name, plugin=plugin: plugin)
        judging: Any = types.SimpleNamespace(config=types.SimpleNamespace(pluginmanager=manager))
        RunPlugin.pytest_keyboard_interrupt(judging)
        assert judging._session is None
    assert nodes.EXIT_TIMEOUT < 1
