"""Programs are generated, replayed, searched and shrunk."""

from __future__ import annotations

import ast
import builtins
import contextlib
import dataclasses
import gc
import inspect
import logging
import time
from typing import Any

import pytest
from choosing import outcomes
from document import silent
from emitter_conformance.candidate.door import Allowance, Door
from emitter_conformance.programs.exhaustive import programs as every
from emitter_conformance.programs.oracle import first_broken
from emitter_conformance.programs.program import (
    NAMES,
    PER_SEED,
    Action,
    Callback,
    Operation,
    Program,
    Raised,
    Signature,
)
from emitter_conformance.programs.random_programs import decode, sampled
from emitter_conformance.programs.replay import CALLED, MOST_CALLS, RAISED, replaying
from emitter_conformance.programs.rules import Rules
from emitter_conformance.programs.scene import PLAIN
from emitter_conformance.programs.search import AGAIN, Scope, search
from emitter_conformance.programs.shrink import shrink
from emitter_reference import EventEmitter
from emitters import DEFECTS, SPECIFICATION, VARIANTS, candidate, declaration, name

LEVELS = ("lax", "strict")
RULES = [
    Rules.of(SPECIFICATION, edition.name, strict)
    for edition in SPECIFICATION.editions
    for strict in (False, True)
]
NAMES_OF_RULES = [f"{each.name} {level}" for each in SPECIFICATION.editions for level in LEVELS]
ALL = Rules(ordered=True, strict=True)
ON, ONCE, OFF = (Operation(action, 0) for action in (Action.ON, Action.ONCE, Action.OFF))
CANCEL, EMIT = Operation(Action.CANCEL, 0), Operation(Action.EMIT, 0, arguments=2)


def program(*operations: Operation, **callback: Any) -> Program:
    """Return a program with one callback."""
    return Program((Callback(**callback),), operations)


def test_source_is_what_a_replay_does() -> None:
    """The text of a program calls the same callbacks with the same arguments.

    Surroundings are left out: statement by statement, the text goes on after an exception.
    """
    for each in [*sampled(300, seed=7)]:
        one = dataclasses.replace(each, scene=each.scene._replace(around=PLAIN.around))
        with replaying(EventEmitter) as replay:
            trace = replay(one)
        called = [(NAMES[entry[1]], *entry[2]) for entry in trace if entry[0] is CALLED]
        calls: list[Any] = []
        names = {"EventEmitter": EventEmitter, "emitter": EventEmitter(), "calls": calls}
        logging.disable(logging.CRITICAL)
        for statement in ast.parse(one.source).body:
            with contextlib.suppress(BaseException):
                exec(compile(ast.Module([statement], []), "<program>", "exec"), names)
        logging.disable(logging.NOTSET)
        assert calls == called


@pytest.mark.parametrize(
    ("one", "source"),
    [
        (
            program(ON, EMIT, signature=Signature(1, 1, rest=True)),
            (
                'def f(a, b="default", *rest): calls.append(("f", a, b, *rest))\n'
                'emitter.on("joined", f)\nemitter.emit("joined", 1, 2)'
            ),
        ),
        (
            program(ONCE, CANCEL, does=(OFF,), is_method=True),
            (
                "handles = {}\n"
                "def first(name): return [call[0] for call in calls].count(name) == 1\n"
                'class F:\n    def f(self):\n        calls.append(("f",))\n'
                '        if first("f"):\n            emitter.off("joined", f.f)\nf = F()\n'
                'handles["joined", "f"] = emitter.once("joined", f.f)\n'
                'emitter.off("joined", handles.get(("joined", "f")))'
            ),
        ),
        (
            program(
                ONCE, raises=Raised.TYPE_ERROR_SUBCLASS, signature=Signature(keyword_only=True)
            ),
            (
                "class Mismatch(TypeError): pass\n"
                'def f(*, needed):\n    calls.append(("f",))\n    raise Mismatch(len(calls))\n'
                'emitter.once("joined", f)'
            ),
        ),
    ],
)
def test_source(one: Program, source: str) -> None:
    """The source of a program is as a person would write it."""
    assert one.source == source


def test_length_counts_what_callbacks_do() -> None:
    """The length counts operations within callbacks, and exceptions that they raise."""
    assert len(program(ON, EMIT, does=(OFF, EMIT), raises=Raised.EXCEPTION)) == 5


def test_signature_with_rest_and_keyword() -> None:
    """A keyword-only parameter after `*rest` has no star of its own."""
    assert Signature(rest=True, keyword_only=True).source == "*rest, needed"
    assert Signature(1, 1, annotated=True).source == 'a: "Guest", b: "Guest" = "default"'


def test_replay_ends_a_candidate_that_calls_without_end() -> None:
    """A callback that is called too often raises, which ends the replay."""

    class Endless(EventEmitter[Any]):
        def emit(self, event: Any, *args: Any) -> None:
            while True:
                super().emit(event, *args)

    with replaying(Endless) as replay:
        trace = replay(program(ON, EMIT, signature=Signature(rest=True)))
    assert sum(entry[0] is CALLED for entry in trace) == MOST_CALLS + 1
    assert trace[-1][0] is RAISED


def test_replay_lets_ctrl_c_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's Ctrl-C leaves a replay."""
    monkeypatch.setattr("emitter_conformance.programs.replay.interrupted", lambda _: True)
    with replaying(EventEmitter) as replay, pytest.raises(BaseException, match="1"):
        replay(program(ON, EMIT, signature=Signature(rest=True), raises=Raised.BASE_EXCEPTION))


def test_records_outside_of_programs_are_lost() -> None:
    """A trace has only errors that are logged while its program runs."""

    class Chatty(EventEmitter[Any]):
        def __init__(self) -> None:
            logging.error("made")
            super().__init__()

        def on(self, event: Any, callback: Any = None) -> Any:
            logging.warning("registered")
            return super().on(event, callback)

    with replaying(Chatty) as replay:
        assert len(replay(program(ON))) == 2


def test_finalizers_of_earlier_emitters_are_no_part_of_a_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Records that finalizers of earlier emitters log are in no trace."""
    logged = []

    class Complains(EventEmitter[Any]):
        def __init__(self) -> None:
            super().__init__()
            self.itself = self

        def __del__(self) -> None:
            logging.error("not closed")
            logged.append(1)

    monkeypatch.setattr(gc, "enable", gc.collect)
    with silent(), replaying(Complains) as replay:
        traces = [replay(program(ON, EMIT)) for _ in range(5)]
    monkeypatch.undo()
    gc.enable()
    assert len(logged) >= 4
    assert traces == traces[:1] * 5


def test_every_short_program_is_there_once() -> None:
    """Short programs of every length occur once, shortest first, ending with an emission."""
    programs = list(every(4))
    lengths = [len(one) for one in programs]
    assert lengths == sorted(lengths)
    assert len(set(programs)) == len(programs) == 1666
    assert {one.operations[-1].action for one in programs} == {Action.EMIT}
    assert len(list(every(5))) == 26866


def test_random_programs_are_those_of_the_seed() -> None:
    """Another seed has other programs; a larger number continues with the next seed."""
    first, second = list(sampled(PER_SEED, seed=0)), list(sampled(PER_SEED, seed=1))
    assert first == list(sampled(PER_SEED, seed=0))
    assert first != second
    assert list(sampled(PER_SEED + 100, seed=0)) == first + second[:100]


def test_any_bytes_are_a_program() -> None:
    """Any bytes are a program, with zeros after their end."""
    assert decode(b"") == Program((Callback(),), (ON,) * 4)


@pytest.mark.parametrize("rules", RULES, ids=NAMES_OF_RULES)
def test_judge_accepts_every_choice(rules: Rules) -> None:
    """An emitter that makes any choice that the text leaves is never rejected."""
    short = [one for one in every(4) if len(one) < 4] + list(every(4))[::7]
    judged = 0
    for one in [*short, *sampled(60, seed=3)]:
        for trace in outcomes(one, rules, most=40):
            assert first_broken(one, trace, rules) is None
            judged += 1
    assert judged > len(short) + 60


@pytest.mark.parametrize("word", ["shuffled", "friendly", "handles", "tuples", "as_announced"])
def test_variants_are_accepted(word: str) -> None:
    """Variants are accepted by the rules of the editions and levels that they keep."""
    path = next(path for path in VARIANTS if path.stem == word)
    module = declaration(path)
    for edition in module.EDITIONS:
        rules = Rules.of(SPECIFICATION, edition, module.KEEPS_SHOULD)
        with silent():
            found = search(candidate(path).make, rules, Scope(4, 100, 0))
        assert found.counterexample is None
        assert (found.exhaustive, found.sampled) == (1666, 100)


@pytest.mark.parametrize(
    "words",
    [
        "removal/emptied_event_raises",
        "emission/live_list",
        "emission/nested_emission_is_queued",
        "logging/nothing_is_logged",
        "once/removed_after_the_call",
        "type_error/is_logged_like_others",
        "registration/one_event_per_callback",
    ],
)
def test_defects_are_rejected(words: str) -> None:
    """A counterexample of a defect is short, deterministic and described."""
    path = next(path for path in DEFECTS if words in name(path))
    with silent():
        counterexample = search(candidate(path).make, ALL, Scope(4, 0, 0)).counterexample
    assert counterexample is not None
    assert len(counterexample.program) <= 4
    assert counterexample.rejected == AGAIN


def test_random_search_shrinks_what_it_finds() -> None:
    """A failure that needs a long program is found and shrunk."""

    class Forgetful(EventEmitter[Any]):
        """An emitter that loses its first callback when a sixth one is registered."""

        def on(self, event: Any, callback: Any = None) -> Any:
            super().on(event, callback)
            callbacks = self._callbacks[event]
            if len(callbacks) == 4:
                del callbacks[next(iter(callbacks))]
            return callback

    found = search(Forgetful, Rules(), Scope(depth=3, number=PER_SEED, seed=0))
    assert found.sampled > 0
    assert found.counterexample is not None
    assert len(found.counterexample.program) == 6
    assert found.counterexample.rejected == AGAIN


def test_waived_clause_that_another_one_explains() -> None:
    """Of the waived clauses that a program breaks those are shown that nothing else explains.

    A program is shown under a waived clause, even if it breaks another one first without waivers.
    """

    class Dropping(EventEmitter[Any]):
        def once(self, event: Any, callback: Any = None) -> Any:
            if inspect.ismethod(callback):
                return callback
            return super().once(event, callback)

    cause, consequence = "registration.holds-its-callbacks", "once.fires-once"
    found = search(Dropping, Rules(), Scope(2, 600), frozenset({cause, consequence}))
    assert found.counterexample is None
    assert found.excused > 1
    assert consequence not in {each.rejection.clause for each in found.waived}
    found = search(Dropping, Rules(), Scope(2, 600), frozenset({cause}))
    assert [each.rejection.clause for each in found.waived] == [cause]


def test_time_that_is_over_between_programs() -> None:
    """A search whose time is over while no program runs ends with the one that is judged."""

    def hang(number: int) -> None:
        while True:
            time.sleep(0.001)

    with Door(Allowance(0.05)).opened("programs") as visit:
        found = search(EventEmitter, Rules(), Scope(1, 0), visit=visit, note=hang)
    assert found.unended == next(every(1))
    assert (found.exhaustive, found.why) == (1, "")


def test_candidate_that_is_not_deterministic() -> None:
    """A rejection has the number of reruns that were rejected again."""
    emissions = []

    class Moody(EventEmitter[Any]):
        def emit(self, event: Any, *args: Any) -> Any:
            emissions.append(event)
            super().emit(event, *args)
            return len(emissions) % 2 or None

    counterexample = search(Moody, Rules(), Scope(depth=2, number=0)).counterexample
    assert counterexample is not None
    assert counterexample.rejection.clause == "surface.emit-returns-none"
    assert 0 < counterexample.rejected < AGAIN


def test_candidate_that_remembers_is_told_of_the_run_that_showed_it() -> None:
    """A program rejected once and never again keeps the trace of that run."""
    emitters = []

    class Forgiving(EventEmitter[Any]):
        def __init__(self) -> None:
            super().__init__()
            emitters.append(self)

        def emit(self, event: Any, *args: Any) -> Any:
            super().emit(event, *args)
            return len(emitters) == 5 or None

    counterexample = search(Forgiving, Rules(), Scope(depth=2, number=0)).counterexample
    assert counterexample is not None
    assert counterexample.rejected == 0
    assert counterexample.rejection.entry < len(counterexample.trace)


def test_shrinking_makes_everything_smaller() -> None:
    """Shrinking reduces operations, callbacks, signatures, arguments, events and kinds."""
    large = next(one for one in sampled(500, seed=5) if len(one) > 20 and len(one.callbacks) == 4)
    assert shrink(large, lambda other: True) == Program((Callback(),), ())
    bodies = shrink(large, lambda other: any(callback.does for callback in other.callbacks))
    assert bodies == Program((Callback(does=(OFF,)),), ())
    one = program(ONCE, EMIT, CANCEL, signature=Signature(2, 2, True, True), is_method=True)
    kept = shrink(one, lambda other: len(other.operations) == 3)
    assert kept == program(ON, Operation(Action.EMIT, 0), OFF)
    third = Operation(Action.ON, 0, 2)
    raising = (Callback(), Callback(does=(third,)), Callback(raises=Raised.EXCEPTION))
    last = shrink(Program(raising, (third,)), lambda other: bool(_raising(other)))
    assert last == Program(raising[-1:], (ON,))
    handed = shrink(one, lambda other: any(each.arguments for each in other.operations))
    assert handed == program(Operation(Action.EMIT, 0, arguments=1))
    wide = shrink(one, lambda other: other.callbacks[0].signature.optional > 0)
    assert wide.callbacks[0].signature == Signature(optional=1)


def _raising(one: Program) -> list[Operation]:
    """Return the operations with a callback that raises."""
    return [each for each in one.operations if one.callbacks[each.callback].raises]


@pytest.mark.parametrize("replaced", ["sum", "type", "isinstance", "getattr", "BaseException"])
def test_program_in_which_a_built_in_name_is_replaced_shows_nothing(replaced: str) -> None:
    """A built-in name replaced by a program is restored and reported."""
    before = getattr(builtins, replaced)

    class Replacing(EventEmitter[Any]):
        def emit(self, event: Any, *args: Any) -> None:
            super().emit(event, *args)
            setattr(builtins, replaced, None)

    found = search(Replacing, ALL, Scope(2, 0))
    assert vars(builtins)[replaced] is before
    assert found.why == f"builtins.{replaced} was replaced; it is put back"
    assert found.unended == program(EMIT._replace(arguments=0))
