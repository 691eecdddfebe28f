"""Measures how fast programs are judged, in the environment that has the kit.

    python conformance/tests/proofs/benchmark_programs.py rates | PROGRAMS

Prints JSON: with `rates` the programs of a default verdict that are judged in a second, and those
that are only run, several times in turn; with a number the seconds that so many programs take,
and how much memory the process had at most.
"""

from __future__ import annotations

import json
import resource
import sys
import time

from emitter_conformance.candidate.door import Door
from emitter_conformance.programs import exhaustive
from emitter_conformance.programs.program import Program
from emitter_conformance.programs.random_programs import sampled
from emitter_conformance.programs.replay import replaying
from emitter_conformance.programs.rules import Rules
from emitter_conformance.programs.search import Scope, search
from emitter_reference import EventEmitter

TURNS = 5


def judged(scope: Scope) -> float:
    """Judge programs; return how many were judged in a second."""
    start, door = time.perf_counter(), Door()
    door.allowance.extend(scope.extent)
    with door.opened("programs") as visit:
        found = search(EventEmitter, Rules(), scope, visit=visit)
    assert found.counterexample is None
    return (found.exhaustive + found.sampled) / (time.perf_counter() - start)


def run(programs: list[Program]) -> float:
    """Run programs without judging them; return how many ran in a second."""
    start = time.perf_counter()
    with Door().opened("programs") as visit, replaying(EventEmitter, visit) as replay:
        for program in programs:
            replay(program)
    return len(programs) / (time.perf_counter() - start)


def main(what: str) -> None:
    """Measure, and print JSON."""
    if what == "rates":
        scope = Scope()
        programs = [*exhaustive.programs(scope.depth), *sampled(scope.number, scope.seed)]
        turns = [(judged(scope), run(programs)) for _ in range(TURNS)]
        print(json.dumps(turns))
        return
    number = int(what)
    rate = judged(Scope(depth=1, number=number))
    print(json.dumps([number / rate, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))


if __name__ == "__main__":
    main(sys.argv[1])
