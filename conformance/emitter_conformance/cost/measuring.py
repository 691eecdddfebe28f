"""Measures candidates side by side: their operations are timed in turn and compared in pairs.

pyperf's own runner measures one benchmark after the other, each in processes of its own, and
cannot alternate between candidates; where other programs share the machine, what it calls a
difference may be theirs. So the loop is here, and pyperf keeps the values, knows the machine and
writes the file. The garbage collector rests while the clock runs, as it does in `timeit`.

What takes long, such as an emission to many, is timed by the processor's clock: on a busy machine
the other one tells about other programs. Reading that clock is too slow for single registrations.
"""

from __future__ import annotations

import contextlib
import datetime
import gc
import logging
import math
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Callable

import pyperf

from emitter_conformance.candidate import exits
from emitter_conformance.candidate.deadline import Deadline, TimedOut
from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.core import describe
from emitter_conformance.core.stopping import interrupted, watched
from emitter_conformance.verdict.report import Environment

from .figures import TOO_SLOW, Cost, Place
from .operations import OPERATIONS, Clock, MeasuredOperation, Stand, Wrong
from .saved import machine

MOST_LOOPS = 100_000
NOTHING = "nothing seen"
FINE = 1e-6  # a clock that is coarser is not used
Plan = Sequence[tuple[MeasuredOperation, int]]
Shown = Callable[[Plan], Iterable[tuple[MeasuredOperation, int]]]


@dataclass(frozen=True)
class Effort:
    """The limits of a measurement.

    Attributes:
        rounds: The number of values of each candidate, if they come quickly.
        sample: The seconds of which a value is the mean; few, so that most values are not disturbed
            by other programs.
        cell: The time limit in seconds of the values of an operation and a size, except the first.
        limit: The time limit in seconds of a step, such as one value; a series ends before it.
        largest: The largest number of callbacks.

    """

    rounds: int = 101
    sample: float = 0.0003
    cell: float = 0.6
    limit: float = 3.0
    largest: int = 100_000

    def plan(self) -> list[tuple[MeasuredOperation, int]]:
        """Return the operations and sizes, in the order of measurement."""
        return [
            (operation, size)
            for operation in OPERATIONS
            for size in operation.sizes
            if size <= self.largest
        ]


QUICK = Effort(rounds=31, sample=0.0002, cell=0.15, limit=1.5, largest=10_000)
NOISE = 1.5  # what takes so much longer than allowed is not tried
TELLING = 1_000  # the time for fewer callbacks foretells nothing


@dataclass
class _Runner:
    """A candidate in one cell: an operation and a size.

    Attributes:
        place: The candidate, operation and size.
        stand: The emitters that the operation works on.
        loops: The number of operations of which a value is the mean.
        seconds: The time that they take.
        values: The values, in seconds or bytes.

    """

    place: Place
    stand: Stand
    loops: int = 1
    seconds: float = 0.0
    values: list[float] = field(default_factory=list)


def processor() -> Clock:
    """Return the clock of the processor, or the usual one where it is too coarse."""
    is_fine = time.get_clock_info("process_time").resolution <= FINE
    return time.process_time if is_fine else time.perf_counter


@dataclass
class Measuring:
    """A measurement.

    Args:
        candidates: The candidates, the reference first.
        effort: The limits of time and size.
        clock: Function that returns seconds, for short operations.
        long_clock: Function that returns seconds, for long operations.

    """

    candidates: Sequence[Candidate]
    effort: Effort = field(default_factory=Effort)
    clock: Clock = time.perf_counter
    long_clock: Clock = field(default_factory=processor)
    _benchmarks: dict[Place, pyperf.Benchmark] = field(default_factory=dict)
    _problems: dict[Place, str] = field(default_factory=dict)
    _longest: dict[Place, float] = field(default_factory=dict)
    _most: dict[int, int] = field(default_factory=dict)
    _machine: dict[str, Any] = field(default_factory=dict)

    def run(self, shown: Shown = iter) -> Cost:
        """Measure everything.

        Args:
            shown: Function that returns the items of the plan, and may show progress.

        """
        self._machine = machine()
        plan = shown(self.effort.plan())  # a bar goes where the candidates' prints do not
        with watched(), exits.refused(), _silence():
            for operation, size in plan:
                self._cell(operation, size)
        finished = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
        environment = Environment.current()
        packages = {**environment.packages, "pyperf": pyperf.__version__}
        return Cost(
            finished,
            replace(environment, packages=packages),
            tuple(candidate.title for candidate in self.candidates),
            self._benchmarks,
            self._problems,
            self.effort == QUICK,
        )

    def _cell(self, operation: MeasuredOperation, size: int) -> None:
        gc.collect()
        places = (Place(number, operation.name, size) for number in range(len(self.candidates)))
        ready = [each for each in (self._ready(operation, place) for place in places) if each]
        rounds = self._rounds(operation, ready)
        if rounds > 1:  # what showed how long it takes is not kept
            for runner in ready:
                runner.values.clear()
            for turn in range(rounds):
                first = turn % max(1, len(ready))
                for runner in [*ready[first:], *ready[:first]]:
                    if not self._guarded(runner.place, partial(self._measure, operation, runner)):
                        ready.remove(runner)
        for runner in ready:
            self._keep(operation, runner)

    def _ready(self, operation: MeasuredOperation, place: Place) -> _Runner | None:
        """Prepare a candidate, unless it failed with fewer callbacks."""
        word = self._known_problem(operation, place)
        if word:
            self._problems[place] = word
            return None
        make = self.candidates[place.candidate].make
        stand: Stand | None = self._guarded(place, partial(operation.start, make, place.size))
        if stand is None:
            if operation.fills and self._problems[place] == TOO_SLOW:
                self._most[place.candidate] = place.size
            return None
        runner = _Runner(place, stand)
        if not self._guarded(place, partial(self._checked, operation, runner)):
            return None
        is_ready = self._guarded(place, partial(self._calibrate, operation, runner))
        return runner if is_ready else None

    def _checked(self, operation: MeasuredOperation, runner: _Runner) -> bool:
        operation.check(runner.stand)
        return True

    def _known_problem(self, operation: MeasuredOperation, place: Place) -> str:
        """Return why a size need not be tried: a smaller one failed or was too slow."""
        smaller = [replace(place, size=size) for size in operation.sizes if 0 < size < place.size]
        for known in smaller:
            if known in self._problems:
                return self._problems[known]
        if operation.fills and place.size >= self._most.get(place.candidate, math.inf):
            return TOO_SLOW
        if not smaller or smaller[-1].size < TELLING:
            return ""
        expected = self._longest[smaller[-1]] * place.size / smaller[-1].size
        return TOO_SLOW if expected > NOISE * self.effort.limit else ""

    def _calibrate(self, operation: MeasuredOperation, runner: _Runner) -> bool:
        """Find a number of loops that takes long enough; the last value is kept."""
        while True:
            runner.values.clear()
            start = time.perf_counter()
            self._measure(operation, runner)
            runner.seconds = time.perf_counter() - start
            if (
                operation.unit != "second"
                or runner.seconds >= self.effort.sample / 2
                or runner.loops >= MOST_LOOPS
            ):
                return True
            factor = min(10.0, max(2.0, self.effort.sample / runner.seconds))
            runner.loops = min(MOST_LOOPS, int(runner.loops * factor))

    def _measure(self, operation: MeasuredOperation, runner: _Runner) -> bool:
        clock = self.long_clock if operation.is_long else self.clock
        with _resting_collector():
            amount, number = operation.run(runner.stand, runner.loops, clock)
        if amount <= 0:
            raise Wrong(NOTHING)
        runner.values.append(amount / number)
        return True

    def _rounds(self, operation: MeasuredOperation, ready: Sequence[_Runner]) -> int:
        seconds = sum(runner.seconds for runner in ready)
        if operation.unit != "second" or not seconds:
            return 1
        return max(1, min(self.effort.rounds, int(self.effort.cell / seconds)))

    def _keep(self, operation: MeasuredOperation, runner: _Runner) -> None:
        place = runner.place  # the reference, which is first, may be among the others too
        title = self.candidates[place.candidate].title if place.candidate else "reference"
        metadata = {
            "name": f"{title}: {operation.title} {place.size}",
            "unit": operation.unit,
            "loops": runner.loops,
            **vars(place),
            **self._machine,
        }
        run = pyperf.Run(runner.values, metadata=metadata, collect_metadata=False)
        self._benchmarks[place] = pyperf.Benchmark([run])

    def _guarded(self, place: Place, action: Callable[[], Any]) -> Any:
        """Run code of a candidate; record an exception and return None then."""
        deadline, start = Deadline(self.effort.limit), time.perf_counter()
        try:
            with deadline.running():
                return action()
        except Wrong as wrong:
            self._problems[place] = str(wrong)
        except TimedOut:
            self._problems[place] = TOO_SLOW
        except BaseException as error:
            if interrupted(error):
                raise
            self._problems[place] = f"raises {describe.kind(error)}"
        finally:
            taken = time.perf_counter() - start
            self._longest[place] = max(taken, self._longest.get(place, 0.0))
        return None


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Discard the logs and the output of candidates, which repeat with each emission."""
    before = logging.root.manager.disable
    with contextlib.ExitStack() as stack:
        nowhere = stack.enter_context(open(os.devnull, "w", encoding="utf-8", errors="replace"))
        stack.enter_context(contextlib.redirect_stdout(nowhere))
        stack.enter_context(contextlib.redirect_stderr(nowhere))
        stack.callback(logging.disable, before)
        logging.disable(logging.CRITICAL)
        yield


@contextlib.contextmanager
def _resting_collector() -> Iterator[None]:
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
