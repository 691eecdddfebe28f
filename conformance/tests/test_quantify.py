"""A check of "any" tries many values and shows the smallest that fail."""

from __future__ import annotations

import pytest
from emitter_conformance.quantify import for_all
from emitter_conformance.trial import ClauseBroken, Trial
from emitter_reference import EventEmitter
from hypothesis import strategies as st


def test_every_example_gets_a_new_emitter() -> None:
    """No registration of one example is left for the next."""
    tried = []

    @for_all(number=st.integers(0, 9))
    def check(trial: Trial, number: int) -> None:
        tried.append(number)
        trial.run('emitter.emit("joined")')
        trial.expect_calls()
        trial.run("emitter.on('joined', lambda: calls.append(('f',)))")

    check(Trial(EventEmitter))
    assert sorted(set(tried)) == list(range(10))


def test_failure_is_the_smallest() -> None:
    """Hypothesis shrinks what breaks the clause."""

    @for_all(number=st.integers(0, 1000))
    def check(trial: Trial, number: int) -> None:
        trial.run(f"number = {number}")
        trial.expect("number < 13")

    with pytest.raises(ClauseBroken) as caught:
        check(Trial(EventEmitter))
    assert caught.value.failure.steps == ("number = 13",)


def test_unjudged_exception_breaks_the_clause() -> None:
    """Each example ends as a check ends."""

    @for_all(number=st.just(7))
    def check(trial: Trial, number: int) -> None:
        trial.run(f"raise ValueError({number})")

    with pytest.raises(ClauseBroken, match="ValueError: 7"):
        check(Trial(EventEmitter))


def test_failure_that_does_not_come_again_is_told() -> None:
    """A candidate that fails once and not again is not called conforming."""
    trials = []

    @for_all(number=st.integers(0, 1000))
    def check(trial: Trial, number: int) -> None:
        trials.append(number)
        trial.run(f"number = {len(trials)}")
        trial.expect("number != 3")

    with pytest.raises(ClauseBroken, match="not deterministic") as caught:
        check(Trial(EventEmitter))
    assert caught.value.failure.steps == ("number = 3",)


def test_examples_are_the_same_each_time() -> None:
    """A verdict does not depend on chance."""
    tried: list[list[int]] = []

    @for_all(number=st.integers())
    def check(trial: Trial, number: int) -> None:
        tried[-1].append(number)

    for _ in range(2):
        tried.append([])
        check(Trial(EventEmitter))
    assert tried[0] == tried[1]
