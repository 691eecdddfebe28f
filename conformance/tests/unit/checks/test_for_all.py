"""A check of many values shows the smallest values that fail."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from emitter_conformance.checks.catalogues.entry import Entry
from emitter_conformance.checks.catalogues.events import EVENTS
from emitter_conformance.checks.catalogues.surroundings import PLAIN, THREAD, within
from emitter_conformance.checks.catalogues.ways import ON, WAYS, registered
from emitter_conformance.checks.for_all import for_all
from emitter_conformance.checks.trial import ClauseBroken, Trial
from emitter_reference import EventEmitter


def test_every_example_gets_a_new_emitter() -> None:
    """Each example runs on a new emitter, without registrations of another example."""
    tried = []

    @for_all(number=range(10))
    def check(trial: Trial, number: int) -> None:
        tried.append(number)
        trial.run('emitter.emit("joined")')
        trial.expect_calls()
        trial.run("emitter.on('joined', lambda: calls.append(('f',)))")

    check(Trial(EventEmitter))
    assert tried == list(range(10))


def test_every_way_is_tried_alone() -> None:
    """A check of nothing but ways to register tries each of them."""
    tried = []

    @for_all(way=WAYS)
    def check(trial: Trial, way: Entry) -> None:
        tried.append(way)

    check(Trial(EventEmitter))
    assert tried == WAYS


def test_every_pair_is_tried_and_with_on() -> None:
    """Every pair is tried, no case twice, and `once` never hides a pair of two other lists."""
    tried = []

    @for_all(number=range(3), way=WAYS, letter="abcd")
    def check(trial: Trial, number: int, way: Entry, letter: str) -> None:
        tried.append((number, way, letter))

    check(Trial(EventEmitter))
    assert len(tried) == len({*tried})
    assert len({(number, way) for number, way, _ in tried}) == 3 * len(WAYS)
    assert len({(way, letter) for _, way, letter in tried}) == len(WAYS) * 4
    assert len({(number, letter) for number, way, letter in tried if way in ON}) == 3 * 4


def test_first_failure_is_the_simplest() -> None:
    """Smaller examples run first, and the first failure ends the search."""
    tried = []

    @for_all(letter="abc", number=range(3))
    def check(trial: Trial, letter: str, number: int) -> None:
        tried.append(f"{letter}{number}")
        trial.run(f"letter, number = {letter!r}, {number}")
        trial.expect("(letter, number) != ('b', 2)", "not b and 2")

    with pytest.raises(ClauseBroken) as caught:
        check(Trial(EventEmitter))
    assert tried[:7] == ["a0", "a1", "b0", "a2", "b1", "c0", "b2"]
    assert {*tried[7:]} == {"b2"}
    assert caught.value.failure.steps == ("letter, number = 'b', 2",)


def test_unjudged_exception_breaks_the_clause() -> None:
    """An exception that no expectation covers breaks the clause in each example."""

    @for_all(number=[7])
    def check(trial: Trial, number: int) -> None:
        trial.run(f"raise ValueError({number})")

    with pytest.raises(ClauseBroken, match="ValueError: 7"):
        check(Trial(EventEmitter))


def test_failure_that_does_not_come_again_is_told() -> None:
    """A candidate that fails once and not again is not called conforming."""
    trials = []

    @for_all(number=range(1000))
    def check(trial: Trial, number: int) -> None:
        trials.append(number)
        trial.run(f"number = {len(trials)}")
        trial.expect("number != 3", "not 3")

    with pytest.raises(ClauseBroken, match="not deterministic") as caught:
        check(Trial(EventEmitter))
    assert caught.value.failure.steps == ("number = 3",)


def test_failure_is_shown_with_the_first_entries_that_fail() -> None:
    """Entries that a failure does not need are replaced by the first ones of their lists."""
    entries = [Entry("no", "0"), Entry("yes", "1")]

    @for_all(first=entries, second=entries, third=entries)
    def check(trial: Trial, first: Entry, second: Entry, third: Entry) -> None:
        trial.run(f"values = {first}, {second}, {third}")
        trial.expect("values[0] == 0", "the first is 0")

    with pytest.raises(ClauseBroken) as caught:
        check(Trial(EventEmitter))
    assert caught.value.failure.steps == ("# yes, no, no", "values = 1, 0, 0")


def test_entry_that_works_in_its_plainest_use_counts() -> None:
    """A case that fails breaks the clause if emissions with its entry make their calls."""
    first, second, *_ = EVENTS

    @for_all(event=[first, second])
    def check(trial: Trial, event: Entry) -> None:
        trial.run(f"event = {event}")
        trial.expect(f"event == {first}", "the first event")

    with pytest.raises(ClauseBroken, match="the first event"):
        check(Trial(EventEmitter))


class EmitsWhereItRegistered(EventEmitter[Any]):
    """Emits in the thread of the last registration alone."""

    def on(self, event: Any, callback: Any = None) -> Any:
        """Register a callback, and note the thread."""
        self._thread = threading.get_ident()
        return super().on(event, callback)

    def emit(self, event: Any, *args: Any) -> None:
        """Emit in that thread."""
        if self._thread == threading.get_ident():
            super().emit(event, *args)


def emits_elsewhere(trial: Trial, around: Entry) -> None:
    """Expect that what this thread registered is called in surroundings."""
    trial.run("""
        def f(): calls.append(("f",))
        emitter.on("joined", f)
    """)
    trial.run(within(around, 'emitter.emit("joined")'))
    trial.expect_calls(("f",))


def test_registrations_that_do_not_reach_surroundings_break_another_clause() -> None:
    """A case does not count where no registration made outside of its surroundings counts."""
    for_all(around=[PLAIN, THREAD])(emits_elsewhere)(Trial(EmitsWhereItRegistered))
    with pytest.raises(ClauseBroken, match="nothing called"):
        for_all(own="around", around=[PLAIN, THREAD])(emits_elsewhere)(
            Trial(EmitsWhereItRegistered)
        )


class CannotRegisterOnce(EventEmitter[Any]):
    """Raises in `once`."""

    def once(self, event: Any, callback: Any = None) -> Any:
        """Raise."""
        raise RuntimeError("once")


def test_entry_that_raises_in_its_plainest_use_breaks_another_clause() -> None:
    """Nothing of such a use is left to be reported when the check ends."""
    first, *_ = EVENTS
    ways = [WAYS[0], next(way for way in WAYS if way.name == "with once")]

    @for_all(own="event", event=[first], way=ways)
    def check(trial: Trial, event: Entry, way: Entry) -> None:
        trial.run(f"def f(a, b): pass\n{registered(way, event)}")
        trial.expect_calls()

    trial = Trial(CannotRegisterOnce)
    check(trial)
    trial.close()
