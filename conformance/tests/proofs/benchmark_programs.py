"""Measures how fast programs and steps run, in the environment that has the kit.

    python conformance/tests/proofs/benchmark_programs.py rates | bare MODULE | machine | PROGRAMS

Prints JSON:

- `rates`: the programs of a default verdict that are judged in a second, and those that are only
  run, several times in turn;
- `bare`: the seconds that the steps of all checks and these programs take, several times, where
  neither is judged and the steps are not watched;
- `machine`: the time of as many programs of a state machine of Hypothesis, to that of the judged;
- a number: the seconds that so many programs take, and how much memory the process had at most.
"""

from __future__ import annotations

import contextlib
import json
import logging
import resource
import sys
import time
from pathlib import Path
from types import CodeType
from typing import Any, Callable

import emitter_spec
from emitter_conformance.candidate.door import Door
from emitter_conformance.candidate.loading import Candidate, load
from emitter_conformance.checks.lookup import checks_of
from emitter_conformance.engine.in_process import examine
from emitter_conformance.programs import exhaustive
from emitter_conformance.programs.program import Program
from emitter_conformance.programs.random_programs import sampled
from emitter_conformance.programs.replay import replaying
from emitter_conformance.programs.rules import Rules
from emitter_conformance.programs.search import Scope, search
from emitter_reference import EventEmitter
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

TURNS = 5
SCOPE = Scope()
EVENTS = st.sampled_from(["joined", "left"])
PLACES = st.integers(0, 2)


def judged(scope: Scope) -> float:
    """Judge programs; return how many were judged in a second."""
    start, door = time.perf_counter(), Door()
    door.allowance.extend(scope.extent)
    with door.opened("programs") as visit:
        found = search(EventEmitter, Rules(), scope, visit=visit)
    assert found.counterexample is None
    return (found.exhaustive + found.sampled) / (time.perf_counter() - start)


def usual_programs() -> list[Program]:
    """Return the programs of a default verdict."""
    return [*exhaustive.programs(SCOPE.depth), *sampled(SCOPE.number, SCOPE.seed)]


def run(programs: list[Program], make: Callable[[], Any] = EventEmitter) -> float:
    """Run programs without judging them; return how many ran in a second."""
    start = time.perf_counter()
    with Door().opened("programs") as visit, replaying(make, visit) as replay:
        for program in programs:
            replay(program)
    return len(programs) / (time.perf_counter() - start)


def steps_of(candidate: Candidate) -> list[list[CodeType]]:
    """Return the steps of all checks, compiled: a list for each emitter that they make."""
    steps: list[list[CodeType]] = []

    def note(source: str) -> None:
        if source:
            steps[-1].append(compile(source, "<steps>", "exec"))
        else:
            steps.append([])

    for chapter in emitter_spec.load().chapters:
        for clause, check in {} if chapter.needs else checks_of(chapter).items():
            examine(clause, check, candidate, journal=note)
    return steps


def bare(candidate: Candidate, steps: list[list[CodeType]]) -> float:
    """Run steps one after the other, whatever they raise; return the seconds."""
    start = time.perf_counter()
    for each in steps:
        names = {"EventEmitter": candidate.make, "calls": [], "records": [], "__name__": "steps"}
        for code in each:
            with contextlib.suppress(BaseException):
                exec(code, names)
    return time.perf_counter() - start


class Machine(RuleBasedStateMachine):
    """The operations of programs, held against a list of registrations as usual state machines."""

    def __init__(self) -> None:
        super().__init__()
        self.emitter: EventEmitter[str] = EventEmitter()
        self.calls: list[int] = []
        self.callbacks = [self._callback(place) for place in range(3)]
        self.expected: dict[tuple[str, int], bool] = {}

    def _callback(self, place: int) -> Callable[[], None]:
        return lambda: self.calls.append(place)

    @rule(event=EVENTS, place=PLACES)
    def on(self, event: str, place: int) -> None:
        """Register a callback that stays."""
        self.emitter.on(event, self.callbacks[place])
        self.expected[event, place] = True

    @rule(event=EVENTS, place=PLACES)
    def off(self, event: str, place: int) -> None:
        """Remove a callback if it is there."""
        if self.expected.pop((event, place), False):
            self.emitter.off(event, self.callbacks[place])

    @rule(event=EVENTS)
    def emit(self, event: str) -> None:
        """Emit an event and compare the calls."""
        self.calls.clear()
        self.emitter.emit(event)
        assert sorted(self.calls) == sorted(at for name, at in self.expected if name == event)


def machine(number: int) -> float:
    """Run programs of the state machine; return how many ran in a second."""
    start = time.perf_counter()
    health = list(HealthCheck)
    options = settings(max_examples=number, database=None, deadline=None, stateful_step_count=5)
    run_state_machine_as_test(Machine, settings=settings(options, suppress_health_check=health))
    return number / (time.perf_counter() - start)


def main(what: str, module: str = "") -> Any:
    """Return what is measured, as plain data."""
    if what == "rates":
        programs = usual_programs()
        return [(judged(SCOPE), run(programs)) for _ in range(TURNS)]
    if what == "bare":
        logging.getLogger().addHandler(logging.NullHandler())
        candidate, programs = load(module, Path.cwd()), usual_programs()
        steps = steps_of(candidate)
        turns = [(bare(candidate, steps), run(programs, candidate.make)) for _ in range(TURNS)]
        return [seconds + len(programs) / rate for seconds, rate in turns]
    if what == "machine":
        number = len(usual_programs())
        return judged(SCOPE) / machine(number)
    number = int(what)
    rate = judged(Scope(depth=1, number=number))
    return number / rate, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
