"""A rejected program is shown by a script that stands alone."""

from __future__ import annotations

from typing import Any

import pytest
from document import silent
from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.engine.in_process import Request, examine_programs
from emitter_conformance.programs.oracle import first_broken
from emitter_conformance.programs.program import (
    Action,
    Callback,
    Operation,
    Program,
    Raised,
    Signature,
)
from emitter_conformance.programs.replay import replaying
from emitter_conformance.programs.reproducer import reproduced
from emitter_conformance.programs.rules import Rejection, Rules
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.verdict import Terms
from emitter_reference import EventEmitter
from emitters import SEQUENCES, SPECIFICATION, name
from reproducers import try_all

ON, OFF = Operation(Action.ON, 0), Operation(Action.OFF, 0)
EMIT = Operation(Action.EMIT, 0)


def run(text: str, make: Any) -> object:
    """Return the exit code of a program."""
    names = {"EventEmitter": make, "calls": [], "records": []}
    with pytest.raises(SystemExit) as ended:
        exec(f"import sys\n{text}", names)
    return ended.value.code


@pytest.mark.parametrize("word", ["third_once", "first_error", "records_are_lost"])
def test_script_of_a_sequence(word: str) -> None:
    """A script fails with the defect, and passes with the reference and the variants."""
    path = next(path for path in SEQUENCES if word in name(path))
    scripts, runs, complaints = try_all(path)
    assert (scripts, complaints) == (1, [])
    assert runs > 20


class ReturnsTrue(EventEmitter[Any]):
    """An emitter whose `off` returns True and whose `on` returns None."""

    def on(self, event: Any, callback: Any = None) -> Any:
        """Return None."""
        super().on(event, callback)

    def off(self, event: Any, callback: Any) -> Any:
        """Return True."""
        super().off(event, callback)
        return True


@pytest.mark.parametrize(
    ("operations", "is_method", "condition"),
    [
        ((ON, OFF), False, "returned is not f"),
        ((ON,), True, "returned is not f.f"),
        ((OFF, EMIT), False, "returned is not None"),
    ],
)
def test_wrong_return(operations: tuple[Operation, ...], is_method: bool, condition: str) -> None:
    """A script ends with the operation whose return value is wrong."""
    program = Program((Callback(is_method=is_method),), operations)
    with replaying(ReturnsTrue) as replay:
        trace = replay(program)
    entry = next(at for at, each in enumerate(trace) if each[0] == "done" and not each[1])
    text = reproduced(ReturnsTrue, program, trace, Rejection("", entry, "it", "that"))
    assert text.splitlines()[-1] == f"sys.exit({condition})"
    assert run(text, ReturnsTrue) is True


def test_exception_that_ends_the_steps() -> None:
    """An unexpected exception of an emitter ends the script."""

    class Raises(EventEmitter[Any]):
        def off(self, event: Any, callback: Any) -> None:
            raise KeyError(event)

    callback = Callback(Signature(required=1), raises=Raised.TYPE_ERROR)
    program = Program((callback,), (ON, OFF, EMIT))
    with replaying(Raises) as replay:
        trace = replay(program)
    text = reproduced(Raises, program, trace, Rejection("", 3, "no exception", "KeyError"))
    with pytest.raises(KeyError):
        run(text, Raises)
    assert run(text.replace("import logging", ""), EventEmitter) is False


def test_emission_that_waits_for_the_end_of_another() -> None:
    """A script sees whether an emission in a callback is over when `emit` returns."""

    class Queueing(EventEmitter[Any]):
        def __init__(self) -> None:
            super().__init__()
            self._waiting: list[Any] = []

        def emit(self, event: Any, *args: Any) -> None:
            self._waiting.append((event, args))
            if len(self._waiting) > 1:
                return
            while self._waiting:
                super().emit(self._waiting[0][0], *self._waiting[0][1])
                del self._waiting[0]

    others = [Operation(Action.ON, 1, 1), Operation(Action.EMIT, 1)]
    program = Program((Callback(does=(others[1],)), Callback()), (ON, others[0], EMIT))
    with replaying(Queueing) as replay:
        trace = replay(program)
    rejection = first_broken(program, trace, Rules())
    assert rejection is not None
    text = reproduced(Queueing, program, trace, rejection)
    assert run(text, Queueing) is True
    assert run(text, EventEmitter) is False


def test_failure_of_a_candidate_that_is_not_deterministic() -> None:
    """A failure has the number of reruns in which it came again."""
    made = []

    class Moody(EventEmitter[Any]):
        def emit(self, event: Any, *args: Any) -> Any:
            made.append(event)
            super().emit(event, *args)
            return len(made) % 3 == 1 or None

    moody = Candidate("moody", "moody", True, "", "", "", "", (), Moody)
    terms = Terms("1.0", True, False)
    with silent():
        result = examine_programs(moody, SPECIFICATION, Request(terms, Scope(1, 0, 0))).result
    assert result is not None
    assert result.failure is not None
    assert "(not deterministic: not in each further run)" in result.failure.actual
