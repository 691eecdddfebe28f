"""`judge` returns the verdict of a run of pytest, and leaves the process as it was."""

from __future__ import annotations

import asyncio
import doctest
import gc
import logging
import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import emitter_conformance
import pytest
from emitter_conformance import ArgumentError, judge
from emitter_conformance.candidate.door import Door
from emitter_conformance.core.operating_system import interrupt_main_thread
from emitter_conformance.engine import judging
from emitter_conformance.engine.judging import OPTIONAL
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.verdict import LEFT_OUT, Outcome, Ruling
from emitter_conformance.verdict.waivers import Waiver, write
from emitter_reference import EventEmitter
from emitters import VARIANTS

SILENT = "removal.twice-is-silent"


class Room(EventEmitter[str]):
    """A subclass that has fixed the type of its events."""


class Raising(EventEmitter[object]):
    """An emitter that complains of what is not registered."""

    def off(self, event: object, callback: object) -> None:
        """Remove a callback that is there."""
        if callback not in self._callbacks.get(event, ()):
            raise KeyError(callback)
        super().off(event, callback)  # type: ignore[arg-type]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a whole verdict take little time."""
    monkeypatch.setattr(judging, "Scope", lambda: Scope(depth=2, number=20))


@pytest.mark.usefixtures("few")
def test_whole_verdict_on_a_class() -> None:
    """Without a choice all clauses and the programs are tried; optional chapters are not."""
    verdict = judge(EventEmitter)
    assert verdict.passed
    assert verdict.ruling is Ruling.CONFORMANT
    assert verdict.candidate.name == "emitter_reference.emitter:EventEmitter"
    assert verdict.programs is not None
    assert verdict.programs.sampled == 20
    assert {each.reason for each in verdict.results if each.clause.needs} == {OPTIONAL}


@pytest.mark.usefixtures("few")
def test_draft_decides_for_those_who_ask() -> None:
    """The reference keeps all but what the draft changes, which is broken by the draft alone."""
    verdict = judge(EventEmitter, edition="next")
    assert [clause.id for clause in verdict.broken()] == ["once.is-cut", "once.original-cancels"]
    assert ": NOT CONFORMANT, edition next\n" in str(verdict)
    assert repr(verdict) == f"<Verdict {str(verdict).splitlines()[0]}>"
    assert [clause.draft for clause in verdict.broken()] == [True, True]
    assert not verdict.passed
    assert verdict.is_complete()


@pytest.mark.usefixtures("few")
def test_class_of_the_draft_conforms_to_it() -> None:
    """The variant that does what is announced keeps every clause of the draft."""
    (path,) = (path for path in VARIANTS if path.stem == "as_announced")
    verdict = judge(str(path), edition="next", strict=True)
    assert verdict.passed, str(verdict)


@pytest.mark.usefixtures("few")
def test_whole_verdict_on_a_broken_class() -> None:
    """A broken class does not pass; the text has a line for each broken clause."""
    verdict = judge(Raising)
    assert not verdict.passed
    assert verdict.ruling is Ruling.NOT_CONFORMANT
    assert f"{SILENT}: expected no exception, actual KeyError" in str(verdict)


def test_chosen_clauses_alone_are_tried() -> None:
    """Clauses are chosen by id and by chapter; programs are not tried then."""
    verdict = judge(EventEmitter, clauses=["varargs", SILENT])
    assert verdict.passed
    assert verdict.ruling is Ruling.NO_VERDICT
    assert verdict.programs is None
    tried = {each.clause.id for each in verdict.results if each.was_tried}
    assert SILENT in tried
    assert {each.partition(".")[0] for each in tried} == {"varargs", "removal"}
    left_out = {each.reason for each in verdict.results if each.outcome is Outcome.NOT_RUN}
    assert left_out == {LEFT_OUT, OPTIONAL}


def test_candidate_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is looked up as that of `--impl`, and leaves no folder on the path."""
    (tmp_path / "guests_by_name.py").write_text(
        "from emitter_reference import EventEmitter as Guest\n"
    )
    monkeypatch.chdir(tmp_path)
    path = sys.path[:]
    for name in ("guests_by_name:Guest", "guests_by_name.py:Guest"):
        assert judge(name, clauses=SILENT).candidate.name == name
    assert sys.path == path
    del sys.modules["guests_by_name"]


def test_factory_is_not_asked_about_classes() -> None:
    """A factory is not asked the clauses about classes, and passes without them."""
    verdict = judge(lambda: Room(), clauses="surface")
    assert verdict.passed
    assert verdict.select(Outcome.NOT_ASKED)
    assert judge(Room, clauses="surface").terms.profile == "subclass"
    assert not judge(Room, clauses="surface", profile="emitter").passed


class Fake:
    """A fake with a decorator and `emit`, which accepts what has to be awaited."""

    def __init__(self) -> None:
        self._real: EventEmitter[Any] = EventEmitter()

    def on(self, event: str) -> Any:
        """Return a decorator."""

        def register(callback: Any) -> Any:
            self._real.on(event, lambda *args: callback(*args))
            return callback

        return register

    def emit(self, event: str, *args: object) -> None:
        """Call what is registered."""
        self._real.emit(event, *args)


def test_fake_is_judged_as_one() -> None:
    """A fake is asked what a test relies on, as far as it has the methods."""
    verdict = judge(Fake, clauses=["rejection", "removal", "registration"], profile="double")
    assert not verdict.passed
    assert "rejection.coroutine-functions" in {clause.id for clause in verdict.broken()}
    assert verdict.candidate.lacks[-1] == "off"
    assert str(verdict).splitlines()[0].endswith("did not pass, edition 1.0, profile double")
    with pytest.raises(ArgumentError, match=r'no once, off; .* take profile="double" for a fake'):
        judge(Fake)
    with pytest.raises(ArgumentError, match=r"profile='fake': no profile 'fake' \(known: emitter"):
        judge(Fake, profile="fake")
    with pytest.raises(ArgumentError, match="clauses: it has no off"):
        judge(Fake, clauses=["removal"], profile="double")


def test_edition_and_levels() -> None:
    """The edition and the levels that bind are those of the arguments."""
    terms = judge(EventEmitter, edition="1.2", strict=True, clauses="varargs").terms
    assert (terms.edition, terms.is_default, terms.strict) == ("1.2", False, True)


@pytest.mark.parametrize("number", [0, 1])
def test_waived_clauses(tmp_path: Path, number: int) -> None:
    """A waiver accepts a broken clause; one that is not about a chosen clause does not matter."""
    path = tmp_path / "waivers.toml"
    write(path, [Waiver(each, "old") for each in [SILENT, "once.fires-once"][number:]])
    assert judge(Raising, clauses=SILENT, waivers=path).passed is (number == 0)


@pytest.mark.usefixtures("few")
def test_waivers_of_a_whole_verdict(tmp_path: Path) -> None:
    """Programs that break only waived clauses end no search."""
    path = tmp_path / "waivers.toml"
    write(path, [Waiver(clause.id, "old") for clause in judge(Raising).broken()])
    verdict = judge(Raising, waivers=str(path))
    assert verdict.ruling is Ruling.WAIVED
    assert verdict.passed


class Token:
    """A class whose instances need an argument."""

    on = once = off = emit = print

    def __init__(self, token: str) -> None:
        """Do nothing."""


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"candidate": 5}, "5: neither a class nor a factory of emitters"),
        ({"candidate": Token}, "Token: it needs token; give a factory without parameters instead"),
        ({"candidate": "emiter_reference"}, "no module named 'emiter_reference' (did you mean"),
        ({"edition": "9"}, "edition='9': no edition '9' (known: 1.0, 1.2"),
        ({"clauses": []}, "clauses: none is chosen"),
        ({"clauses": "onse"}, "clauses: no clause or chapter 'onse' (did you mean 'once'?)"),
        ({"clauses": ["fires-once"]}, "no clause or chapter 'fires-once' (did you mean 'once."),
        ({"clauses": "xyz"}, "clauses: no clause or chapter 'xyz'"),
        ({"clauses": "typing"}, "judge it with the command: emitter-conformance judge CANDIDATE"),
        ({"clauses": "once.is-not-cut"}, "none of these binds in 1.0; with strict=True those that"),
        ({"clauses": "open"}, "clauses: none of these binds in 1.0"),
        (
            {"candidate": lambda: Room(), "clauses": "surface.takes-a-type-argument"},
            "clauses: these are about classes, the candidate is a factory",
        ),
        ({"waivers": "no.toml"}, "no.toml: cannot be read: "),
    ],
)
def test_wrong_argument_is_one_line(given: dict[str, Any], line: str) -> None:
    """A wrong argument is a ValueError of one line, without the options of pytest."""
    with pytest.raises(ArgumentError) as caught:
        judge(**{"candidate": EventEmitter, **given})
    assert isinstance(caught.value, ValueError)
    assert line in str(caught.value)
    assert "--impl" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("few")
def test_candidate_with_shared_registrations_is_incomplete() -> None:
    """What is not judged is no pass: only the shared registrations are reported."""

    class Shared(EventEmitter[object]):
        everywhere: dict[object, dict[object, None]] = {}  # noqa: RUF012

        def __init__(self) -> None:
            self._callbacks = self.everywhere  # type: ignore[assignment]

    assert not judge(Shared).passed
    assert not judge(Shared, clauses=SILENT).passed


def test_candidate_that_ends_the_process_at_last_does_not_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An attempt to end the process after the last check is a reason against the candidate."""

    def close(door: Door) -> None:
        door.ends.append("the process ended with exit code 0")

    monkeypatch.setattr(Door, "close", close)
    verdict = judge(EventEmitter, clauses=SILENT)
    assert not verdict.passed
    assert "programs: the process ended with exit code 0 while no check ran" in str(verdict)


def state() -> dict[str, object]:
    """Return what surrounds code of this process."""
    root = logging.getLogger()
    return {
        "modules": dict(sys.modules),
        "path": sys.path[:],
        "signals": [signal.getsignal(number) for number in signal.valid_signals()],
        "loggers": [root.level, root.handlers[:], root.manager.disable],
        "handling": logging.Logger.callHandlers,
        "filters": warnings.filters[:],
        "showing": warnings.showwarning,
        "folder": os.getcwd(),
        "environment": dict(os.environ),
        "threads": threading.enumerate(),
        "garbage": gc.isenabled(),
        "hooks": [sys.excepthook, sys.unraisablehook, threading.excepthook],
        "streams": [sys.stdout, sys.stderr],
        "ends": os._exit,
        "limits": [sys.getrecursionlimit(), sys.getswitchinterval()],
    }


@pytest.mark.usefixtures("few")
def test_process_is_as_before() -> None:
    """Nothing of the process differs after a verdict but what is imported first."""
    judge(Raising)
    before = state()
    judge(Raising)
    assert state() == before


def test_pytest_is_not_imported() -> None:
    """A program that judges does not import pytest, nor does `import emitter_conformance` much."""
    program = (
        "import sys, emitter_conformance\n"
        "print(sorted(name for name in sys.modules if 'emitter' in name))\n"
        "print(emitter_conformance.judge('emitter_reference', clauses='varargs').passed)\n"
        "print([name for name in sys.modules if 'pytest' in name])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    assert run.stdout.splitlines() == ["['emitter_conformance']", "True", "[]"]


def test_public_names() -> None:
    """The package has its public names, and no others."""
    assert {*emitter_conformance.__all__} <= {*dir(emitter_conformance)}
    for name in emitter_conformance.__all__:
        assert getattr(emitter_conformance, name).__name__ == name
    with pytest.raises(AttributeError, match="has no attribute 'jugde'"):
        emitter_conformance.jugde  # noqa: B018


def test_docstring_is_true() -> None:
    """The example of the docstring does what it shows."""
    (test,) = doctest.DocTestFinder(recurse=False).find(judge, "judge")
    assert doctest.DocTestRunner().run(test).attempted >= 3
    assert doctest.DocTestRunner().run(test).failed == 0


def test_judged_in_threads() -> None:
    """Verdicts in several threads are the same as in one."""
    passed: list[bool] = []

    def run() -> None:
        passed.append(judge(EventEmitter, clauses=["removal", "logging"]).passed)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert passed == [True, True, True]


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """Return an event loop."""
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.mark.parametrize(
    "make", [lambda loop: EventEmitter, lambda loop: lambda: made_in(loop)], ids=["class", "made"]
)
def test_judged_while_a_loop_runs(
    loop: asyncio.AbstractEventLoop, make: Callable[[Any], Any]
) -> None:
    """Checks run loops of their own while another one runs, which only a factory sees."""

    async def main() -> bool:
        passed = judge(make(loop), clauses=["emission", "rejection", "threads"]).passed
        assert asyncio.get_running_loop() is loop
        await asyncio.sleep(0)
        return passed

    assert loop.run_until_complete(main())


def made_in(loop: object) -> EventEmitter[object]:
    """Return an emitter, where a loop runs."""
    assert asyncio._get_running_loop() is not None
    return EventEmitter()


def test_stop_ends_the_program_and_no_clause() -> None:
    """A stop of the user leaves `judge`, whatever the candidate does with it."""

    class Stopped(EventEmitter[object]):
        def off(self, event: object, callback: object) -> None:
            try:
                interrupt_main_thread()
                time.sleep(5)  # the handler runs
            except KeyboardInterrupt:
                pass

    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        judge(Stopped, clauses=SILENT)
    assert signal.getsignal(signal.SIGINT) is before
