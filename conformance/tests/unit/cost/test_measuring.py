"""Only the operation is timed, and an operation that is wrong has no figure."""

from __future__ import annotations

import gc
import itertools
import json
import logging
import re
import signal
import sys
import time
import tracemalloc
import types
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Callable

import pytest
from costs import cost
from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.cli.main import main
from emitter_conformance.cost import command, measuring, saved
from emitter_conformance.cost.callbacks import MANY, Counter, made
from emitter_conformance.cost.figures import Cost, Place
from emitter_conformance.cost.measuring import Effort, Measuring
from emitter_conformance.cost.operations import KNOWN, OPERATIONS, Stand
from emitter_reference import EventEmitter
from emitter_reference.emitter import _positional

TINY = Effort(rounds=3, sample=1e-5, cell=60.0, limit=20.0, largest=10)
SMALL = Effort(rounds=1, sample=1e-5, cell=0.0, limit=20.0, largest=1_000)
TIMED = [operation.name for operation in OPERATIONS if operation.unit == "second"]
needs_signals = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs signals")


@pytest.fixture(autouse=True, scope="module")
def _garbage_is_of_here() -> Iterator[None]:
    """Freeze the objects of other tests, which each garbage collection would visit."""
    gc.freeze()
    yield
    gc.unfreeze()


def measured(make: Callable[[], Any], effort: Effort = TINY, **clocks: Any) -> Cost:
    """Return the costs of an emitter beside the reference."""
    candidates = [
        Candidate(name, name, True, "", "", "", "", (), maker)
        for name, maker in (("reference", EventEmitter[Any]), ("mypkg", make))
    ]
    return Measuring(candidates, effort, **clocks).run()


def words(found: Cost, candidate: int = 1) -> dict[str, set[str]]:
    """Return the problems of a candidate, with the operations that have each."""
    told: dict[str, set[str]] = {}
    for place, word in found.problems.items():
        if place.candidate == candidate:
            told.setdefault(word, set()).add(place.operation)
    return told


# Callbacks


def test_counter() -> None:
    """Reading a counter is no call of the callback."""
    counter = Counter()
    seen = [counter.calls]
    for _ in range(3):
        counter.count()
        seen += [counter.calls, counter.calls]
    assert seen == [0, 1, 1, 2, 2, 3, 3]


def test_callbacks_of_many_signatures() -> None:
    """Twelve callbacks that take different arguments are different objects and count."""
    counter = Counter()
    callbacks = made(24, MANY, counter.count)
    assert len(set(callbacks)) == 24
    arguments = ("alice", "lobby", 3)
    taken = [len(_positional(callback, arguments)) for callback in callbacks]
    assert taken[:12] == taken[12:]
    assert set(taken) == {0, 1, 2, 3}
    for callback in callbacks:
        callback(*_positional(callback, arguments))
    assert counter.calls == 24


# Operations


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: str(operation.name))
@pytest.mark.parametrize("size", [10, 1_000])
def test_operation_leaves_as_many_callbacks(operation: Any, size: int) -> None:
    """An operation leaves as many callbacks as it found, so that each run does the same."""
    stand = operation.start(EventEmitter, size)
    operation.check(stand)
    ticks = itertools.count()
    seconds, number = operation.run(stand, 1, lambda: next(ticks))
    assert seconds > 0
    assert number in (1, 20 if size == 10 else 100, size)
    if operation.unit == "second":
        assert operation.run(stand, 3, lambda: next(ticks))[1] == 3 * number
        if operation.name != "emit-mixed":
            stand.expect(0 if operation.name == "once" else size, "calls too often")


@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_place_of_removal(place: str) -> None:
    """A callback is removed at the place that the operation names, at each run."""

    class Noting(EventEmitter[Any]):
        def off(self, event: Any, callback: Any) -> None:
            places.append(list(self._callbacks[event]).index(callback))
            super().off(event, callback)

    places: list[int] = []
    operation = KNOWN[f"off-{place}"]
    stand = operation.start(Noting, 1_000)
    for _ in range(2):
        places.clear()
        operation.run(stand, 2, time.perf_counter)
        assert len(places) == 200
        if place == "last":
            assert places[:100] == list(range(999, 899, -1))
        else:
            assert set(places) == {0 if place == "first" else 450}


def test_unused_callbacks_are_looked_for_only_while_that_is_quick() -> None:
    """Uncalled callbacks are looked for only in emissions to few callbacks."""
    stand = Stand(EventEmitter, 1_001, MANY)
    stand.expect(7, "calls too often")


def test_second_emission_is_looked_at_only_while_that_is_quick() -> None:
    """A second emission is checked only for few callbacks."""
    stand = KNOWN["once"].start(object, 1_001)
    KNOWN["once"].check(stand)
    assert not stand.calls()


def test_memory_while_memory_is_traced() -> None:
    """Tracing of memory that runs before a measurement runs after it."""
    operation = KNOWN["memory-on"]
    tracemalloc.start()
    try:
        seen, number = operation.run(operation.start(EventEmitter, 100), 1, time.perf_counter)
        assert tracemalloc.is_tracing()
    finally:
        tracemalloc.stop()
    assert 10 < seen / number < 1_000


# Measuring


def test_every_operation_of_a_candidate_that_works() -> None:
    """Each operation has as many values as the reference, and none has a problem."""
    found = measured(EventEmitter[Any])
    assert not found.problems
    assert found.candidates == ("reference", "mypkg")
    assert found.environment.packages["pyperf"]
    for place, benchmark in found.benchmarks.items():
        assert benchmark.get_nvalue() == (3 if place.operation in TIMED else 1)
    assert len(found.benchmarks) == 2 * len(TINY.plan())
    assert set(TINY.plan()) == {
        (each, size) for each in OPERATIONS for size in each.sizes[:9] if size <= 10
    }


class _Silent(EventEmitter[Any]):
    def emit(self, event: Any, *args: Any) -> None:
        pass


class _Twice(EventEmitter[Any]):
    def emit(self, event: Any, *args: Any) -> None:
        super().emit(event, *args)
        super().emit(event, *args)


class _Keeping(EventEmitter[Any]):
    def off(self, event: Any, callback: Any) -> None:
        pass


class _Strict(EventEmitter[Any]):
    def off(self, event: Any, callback: Any) -> None:
        raise KeyError(callback)


class _Unfinished(EventEmitter[Any]):
    def once(self, event: Any, callback: Any = None) -> Any:
        raise NotImplementedError


class _Always(EventEmitter[Any]):
    def once(self, event: Any, callback: Any = None) -> Any:
        return self.on(event, callback)


class _Exiting(EventEmitter[Any]):
    def on(self, event: Any, callback: Any = None) -> Any:
        raise SystemExit


class _Returning(EventEmitter[Any]):
    """An emitter whose removed callbacks come back for two calls."""

    def on(self, event: Any, callback: Any = None) -> Any:
        gone = self.__dict__.setdefault("gone", set())
        if callback in gone:
            super().on(event, lambda *args: callback(*args))
        return super().on(event, callback)

    def off(self, event: Any, callback: Any) -> None:
        self.__dict__.setdefault("gone", set()).add(callback)
        super().off(event, callback)


EMISSIONS = {"emit", "emit-mixed"}
REMOVALS = {"off-first", "off-middle", "off-last"}


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (_Silent, {"does not call": {*TIMED, "memory-on", "memory-once"}}),
        (
            _Twice,
            {
                "calls too often": {*EMISSIONS, "on", "memory-on"},
                "does not remove": REMOVALS,
            },
        ),
        (_Keeping, {"does not remove": {"on", *REMOVALS}, "calls again": {"once"}}),
        (
            _Strict,
            {"raises KeyError": {"on", *REMOVALS}, "does not call": {"once", "memory-once"}},
        ),
        (_Unfinished, {"raises NotImplementedError": {"once", "memory-once"}}),
        (_Always, {"calls again": {"once"}}),
        (_Exiting, {"raises SystemExit": {*TIMED, "memory-on", "memory-once"}}),
        (_Returning, {"calls too often": REMOVALS}),
    ],
)
def test_what_is_wrong_has_no_figure(make: Callable[[], Any], told: dict[str, set[str]]) -> None:
    """A wrong operation has its problem in place of a figure; the others are measured."""
    found = measured(make)
    assert words(found) == told
    for name, size in ((each.name, size) for each, size in TINY.plan()):
        place = Place(1, name, size)
        assert (place in found.problems) != (place in found.benchmarks)
        assert Place(0, name, size) in found.benchmarks


def test_candidate_is_silent(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Output and log records of a candidate are discarded, and logging is restored."""

    class Loud(EventEmitter[Any]):
        def on(self, event: Any, callback: Any = None) -> Any:
            print("printed \ud800")
            print("printed", file=sys.stderr)
            logging.getLogger("livekit").error("logged")
            return super().on(event, callback)

    assert not words(measured(Loud))
    assert capfd.readouterr() == ("", "")
    assert not caplog.records
    assert not logging.root.manager.disable


def test_zero_callbacks_say_nothing_of_more() -> None:
    """An emitter that raises where nothing is registered is measured with more callbacks."""

    class Demanding(EventEmitter[Any]):
        def emit(self, event: Any, *args: Any) -> None:
            self._callbacks[event]
            super().emit(event, *args)

    found = measured(Demanding)
    assert found.problem(Place(1, "emit", 0)) == "raises KeyError"
    assert found.median(Place(1, "emit", 1))


def test_problem_ends_a_series() -> None:
    """A problem at one number of callbacks ends the series."""

    class Limited(EventEmitter[Any]):
        def emit(self, event: Any, *args: Any) -> None:
            seen.append(len(self._callbacks.get(event, ())))
            if seen[-1] > 50:
                raise RecursionError
            super().emit(event, *args)

    seen: list[int] = []
    found = measured(Limited, SMALL)
    assert found.points(1, "emit")[-1][0] == 10
    assert {found.problem(Place(1, "emit", size)) for size in (100, 1_000)} == {
        "raises RecursionError"
    }
    assert max(seen) <= 110


def test_candidate_that_fails_on_the_way() -> None:
    """A candidate that fails on the way has no figure, and the other one has."""

    class Tiring(EventEmitter[Any]):
        calls = 0

        def emit(self, event: Any, *args: Any) -> None:
            Tiring.calls += 1
            if Tiring.calls > 3 and not self._callbacks:
                raise TimeoutError
            super().emit(event, *args)

    found = measured(Tiring, Effort(rounds=50, sample=1e-9, cell=60.0, largest=0))
    assert found.problems == {Place(1, "emit", 0): "raises TimeoutError"}
    assert found.median(Place(0, "emit", 0))


@needs_signals
def test_candidate_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hang costs the time of one step, once for all that registers as many callbacks."""

    class Hanging(EventEmitter[Any]):
        def on(self, event: Any, callback: Any = None) -> Any:
            while len(self._callbacks.get(event, ())) > 20:
                started.add(id(self))
            return super().on(event, callback)

    started: set[int] = set()
    names = ["emit", "on", "off-last", "once"]
    monkeypatch.setattr(measuring, "OPERATIONS", [KNOWN[name] for name in names])
    found = measured(Hanging, Effort(rounds=1, sample=1e-6, cell=0, limit=1.0, largest=100))
    assert found.points(1, "emit")[-1][0] == 10
    assert words(found) == {"too slow": set(names)}
    assert len(started) == 2  # emit and once: the others are known to be too slow


@needs_signals
def test_series_that_would_take_too_long() -> None:
    """The time of a thousand callbacks predicts that of ten thousand."""

    class Slow(EventEmitter[Any]):
        def emit(self, event: Any, *args: Any) -> None:
            sizes.append(len(self._callbacks.get(event, ())))
            if sizes[-1] == 1_000:
                time.sleep(0.7)
            super().emit(event, *args)

    sizes: list[int] = []
    effort = Effort(rounds=1, sample=1e-6, cell=0, limit=4, largest=10_000)
    candidates = [Candidate("mypkg", "mypkg", True, "", "", "", "", (), Slow)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measuring, "OPERATIONS", (KNOWN["emit"],))
        found = Measuring(candidates, effort).run()
    assert found.problems == {Place(0, "emit", 10_000): "too slow"}
    assert max(sizes) == 1_000


def test_clock_that_stands_still() -> None:
    """A measured time of zero divides nothing."""
    found = measured(EventEmitter[Any], clock=lambda: 1.0, long_clock=lambda: 1.0)
    assert words(found) == {"nothing seen": set(TIMED)}


def test_values_are_those_of_the_clock() -> None:
    """A value is the time of one operation; long operations have a clock of their own."""
    short, long = itertools.count(), itertools.count(step=1_000)
    found = measured(
        EventEmitter[Any], SMALL, clock=lambda: next(short), long_clock=lambda: next(long)
    )
    assert found.median(Place(1, "on", 1_000)) == pytest.approx(1 / 100)
    ratios = found.ratios(Place(1, "off-last", 10))
    assert ratios == pytest.approx((1, 1, 1))
    emission = found.median(Place(1, "emit", 1_000))
    assert emission == 1_000


def test_loops_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of loops has a limit, also where a value would have to take longer."""
    monkeypatch.setattr(measuring, "MOST_LOOPS", 4)
    monkeypatch.setattr(measuring, "OPERATIONS", (KNOWN["emit"],))
    found = measured(EventEmitter[Any], Effort(rounds=2, sample=9.0, cell=1.0, largest=0))
    (loops,) = {each.get_loops() for each in found.benchmarks.values()}
    assert loops == 4


def test_candidates_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each candidate begins as often as the other."""
    order: list[str] = []

    class Here(EventEmitter[Any]):
        def emit(self, event: Any, *args: Any) -> None:
            order.append("here")

    class There(EventEmitter[Any]):
        def emit(self, event: Any, *args: Any) -> None:
            order.append("there")

    monkeypatch.setattr(measuring, "OPERATIONS", (KNOWN["emit"],))
    monkeypatch.setattr(measuring, "MOST_LOOPS", 1)
    candidates = [
        Candidate(each.__name__, "", True, "", "", "", "", (), each) for each in (Here, There)
    ]
    Measuring(candidates, Effort(rounds=4, cell=60.0, largest=0)).run()
    assert order[-8:] == ["here", "there", "there", "here"] * 2


def test_collector_rests() -> None:
    """The garbage collector is disabled while the clock runs, and restored after it."""

    class Looking(EventEmitter[Any]):
        def once(self, event: Any, callback: Any = None) -> Any:
            seen.add(gc.isenabled())
            return super().once(event, callback)

    seen: set[bool] = set()
    stand = KNOWN["memory-once"].start(Looking, 1)
    place = Place(0, "memory-once", 1)
    try:
        for switch in (gc.enable, gc.disable):
            switch()
            before = gc.isenabled()
            runner = measuring._Runner(place, stand)
            Measuring([])._measure(KNOWN["memory-once"], runner)
            assert gc.isenabled() is before
    finally:
        gc.enable()
    assert seen == {False}


def test_user_interrupts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's Ctrl-C is no problem of the candidate."""

    class Interrupting(EventEmitter[Any]):
        def emit(self, event: Any, *args: Any) -> None:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        measured(Interrupting)


def test_coarse_clock_of_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The usual clock replaces one of the processor that is too coarse."""
    for resolution, clock in ((1e-9, time.process_time), (0.015, time.perf_counter)):
        info = types.SimpleNamespace(resolution=resolution)
        with monkeypatch.context() as patch:
            patch.setattr(time, "get_clock_info", lambda name, info=info: info)
            assert measuring.processor() is clock


# The command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a project with a candidate, where measuring is quick."""
    source = "from emitter_reference.emitter import Event, EventEmitter as Other\n"
    source += "class EventEmitter(Other[Event]): ...\n"
    (tmp_path / "costly.py").write_text(source, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(measuring, "QUICK", TINY)
    yield tmp_path
    sys.modules.pop("costly", None)


def test_cost_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints a table, says what cost is not, and writes the files asked for.

    The reference may be among the candidates.
    """
    names = ["cost.json", "cost.html", "cost.md", "cost.txt"]
    options = [f"--report={name}" for name in names]
    assert main(["cost", "costly", "emitter_reference", "--quick", *options]) == 0
    printed = capsys.readouterr().out
    assert re.match(r"ref  emitter_reference:EventEmitter.*\na    costly:EventEmitter\n", printed)
    assert "\ncost is not normative; judge first: emitter-conformance judge costly " in printed
    assert printed.endswith("".join(f"report: {name}\n" for name in names))
    assert printed.startswith(Path("cost.txt").read_text(encoding="utf-8"))
    assert "</svg>" in Path("cost.html").read_text(encoding="utf-8")
    assert "| emit to 0 |" in Path("cost.md").read_text(encoding="utf-8")
    assert saved.load(Path("cost.json")).candidates[1] == "costly:EventEmitter"


def test_usual_effort(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The usual effort applies without `--quick`, and the reference can be a candidate."""
    efforts: list[Effort] = []

    def run(self: Measuring, shown: object) -> Cost:
        efforts.append(self.effort)
        return cost()

    monkeypatch.setattr(Measuring, "run", run)
    assert main(["cost", "emitter_reference"]) == 0
    assert efforts == [Effort()]


@pytest.mark.parametrize("is_there", [True, False])
def test_progress(is_there: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The progress bar goes over all steps, and is optional."""
    if not is_there:
        monkeypatch.setitem(sys.modules, "tqdm", None)
    plan = [("emit", 1), ("emit", 10)]
    assert list(command.progress(plan)) == plan


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["cost"], "the following arguments are required: candidate"),
        (["cost", "missing"], "missing: no module named 'missing'"),
        (["cost", "costly", "costly"], "costly: given twice"),
        (["cost", "costly", "--report=cost.pdf"], "cost.pdf: not a format; end it with .json"),
        (["cost", "costly", "--report=folder.html"], "folder.html: cannot be written: it is a"),
        (["render", "verdict.json", "--cost=cost.json"], "only a report that ends with .html"),
        (["judge", "costly", "--cost=no.json", "--report=a.html"], "no.json: cannot be read"),
    ],
)
def test_mistake_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: Sequence[str], message: str
) -> None:
    """A user error is one line with exit code 4 before anything is measured."""
    (folder / "folder.html").mkdir()
    write_verdict(folder)
    assert main(arguments) == 4
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("emitter-conformance: ")
    assert message in line


@pytest.mark.parametrize(
    ("module", "refusal"),
    [
        ("pyperf", "cost needs pyperf (pip install pyperf)"),
        ("tracemalloc", "cost needs a Python with tracemalloc, such as CPython"),
    ],
)
def test_without_a_module(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    module: str,
    refusal: str,
) -> None:
    """One line names what is missing."""
    monkeypatch.setitem(sys.modules, module, None)
    assert main(["cost", "costly"]) == 4
    assert capsys.readouterr().err == f"emitter-conformance: {refusal}\n"


def test_report_that_cannot_be_written(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report that cannot be written is refused when it is written."""

    def full(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(command, "write_atomically", full)
    monkeypatch.setattr(Measuring, "run", lambda *_: cost())
    assert main(["cost", "costly", "--report=cost.md"]) == 4
    assert capsys.readouterr().err.endswith("cost.md: cannot be written: No space left on device\n")


def write_verdict(folder: Path) -> None:
    """Save a verdict and costs."""
    from emitter_conformance import reports
    from verdicts import SPECIFICATION, report, verdict

    reports.write(folder / "verdict.json", report(verdict()), SPECIFICATION)
    (folder / "cost.json").write_text(saved.render(cost()), encoding="utf-8")


def test_costs_on_the_page_of_a_saved_verdict(folder: Path) -> None:
    """Only the page has the costs of a saved verdict."""
    write_verdict(folder)
    options = ["--report=page.html", "--report=page.md", "--cost=cost.json"]
    assert main(["render", "verdict.json", *options]) == 0
    assert 'id="cost"' in Path("page.html").read_text(encoding="utf-8")
    assert "Cost" not in Path("page.md").read_text(encoding="utf-8")


def test_costs_on_the_page_of_a_new_verdict(folder: Path) -> None:
    """Costs change neither the verdict nor the exit code."""
    write_verdict(folder)
    few = ["--depth=1", "--programs=1", "--report=page.html", "--report=new.json"]
    assert main(["judge", "costly", *few, "--cost=cost.json"]) == 0
    assert 'id="cost"' in Path("page.html").read_text(encoding="utf-8")
    assert "cost" not in json.loads(Path("new.json").read_text(encoding="utf-8"))
