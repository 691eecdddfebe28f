"""A failure shows the steps that it needs, and no others."""

from __future__ import annotations

from typing import Any

import pytest
from emitter_conformance.checks import smallest as module
from emitter_conformance.checks.minimize import shorter_source, simplest
from emitter_conformance.checks.smallest import smallest
from emitter_conformance.checks.trial import ClauseBroken, Trial
from emitter_conformance.verdict.failure import Failure
from emitter_reference import EventEmitter as Reference


class Forgetful(Reference[Any]):
    """Calls only the first callback."""

    def emit(self, event: Any, *args: Any) -> None:
        """Call one callback."""
        for callback in list(self._callbacks.get(event, ()))[:1]:
            callback(*args)


def shown(make: Any, *runs: str, calls: tuple[tuple[object, ...], ...] = ()) -> Failure:
    """Return the failure of a check that expects calls after some steps."""
    trial = Trial(make)
    for run in runs:
        trial.run(run)
    with pytest.raises(ClauseBroken) as caught:
        trial.expect_calls(*calls)
    return smallest(trial, caught.value).failure


CALLBACKS = """
    def f(): calls.append(("f",))
    def g(): calls.append(("g",))
    def h(): calls.append(("h",))
"""


def test_unused_steps_are_left_out() -> None:
    """Unused callbacks and earlier emissions are not shown."""
    failure = shown(
        Forgetful,
        CALLBACKS,
        'emitter.emit("left")\nfor each in [f, g]: emitter.on("joined", each)',
        'emitter.emit("joined")',
        calls=(("f",), ("g",)),
    )
    assert failure.steps == (
        'def f(): calls.append(("f",))',
        'def g(): calls.append(("g",))',
        'for each in [f, g]: emitter.on("joined", each)',
        'emitter.emit("joined")',
    )


def test_essential_steps_stay() -> None:
    """What the clause is about is shown, although the failure does not need it."""

    class Strict(Reference[Any]):
        def off(self, event: Any, callback: Any) -> None:
            del self._callbacks[event][callback]

    trial = Trial(Strict)
    trial.run(CALLBACKS)
    trial.run('emitter.on("joined", f)', essential=True)
    trial.run('emitter.off("left", g)')
    with pytest.raises(ClauseBroken) as caught:
        trial.close()
    assert smallest(trial, caught.value).failure.steps == (
        'def f(): calls.append(("f",))',
        'def g(): calls.append(("g",))',
        'emitter.on("joined", f)',
        'emitter.off("left", g)',
    )


def test_what_was_judged_before_is_left_out() -> None:
    """Of several parts that were judged, only the last is shown, with what it needs."""
    trial = Trial(Forgetful)
    trial.run(CALLBACKS)
    for event in ["joined", "left"]:
        trial.run(f'emitter.on("{event}", f)\nemitter.emit("{event}")')
        trial.expect_calls(("f",))
    trial.run('emitter.on("left", g)\nemitter.emit("left")')
    with pytest.raises(ClauseBroken) as caught:
        trial.expect_calls(("f",), ("g",))
    assert [step for step in smallest(trial, caught.value).failure.steps if "emit" in step] == [
        'emitter.on("left", f)',
        'emitter.on("left", g)',
        'emitter.emit("left")',
    ]


def test_statements_and_items_within_a_step_are_left_out() -> None:
    """Methods of a class and items of a list that nothing needs are left out."""
    failure = shown(
        Forgetful,
        """
        class Room:
            @property
            def name(self): return "lobby"
            def join(self): calls.append(("f",))
            def close(self): pass
        room, others = Room(), [1, 2, 3]
        for each in [lambda: None, room.join]:
            emitter.on("joined", each)
        emitter.emit("joined")
        """,
        calls=(("f",),),
    )
    assert failure.steps == (
        "class Room:",
        '    def join(self): calls.append(("f",))',
        "room, others = Room(), [3]",
        "for each in [lambda: None, room.join]:",
        '    emitter.on("joined", each)',
        'emitter.emit("joined")',
    )


def test_what_is_left_has_to_be_a_failure() -> None:
    """Steps without the registration of a callback do not show that it is not called."""

    class Silent(Reference[Any]):
        def emit(self, event: Any, *args: Any) -> None: ...

    failure = shown(Silent, CALLBACKS, 'emitter.on("joined", f)', calls=(("f",),))
    assert failure.steps[-1] == 'emitter.on("joined", f)'  # the model does not pass it


def test_name_that_an_exception_keeps_from_being_bound_is_no_failure() -> None:
    """A condition that cannot be evaluated shows nothing."""
    trial = Trial(Forgetful)
    trial.run("levels = ['ERROR']")
    trial.run("""
        def f(): raise ValueError("no seat")
        emitter.on("joined", f)
        try: emitter.emit("joined")
        except ValueError: levels = ["ERROR"]
    """)
    with pytest.raises(ClauseBroken) as caught:
        trial.expect_levels("levels")
    assert "except ValueError" in smallest(trial, caught.value).failure.steps[-1]


def test_name_that_only_the_candidate_does_not_bind() -> None:
    """A step is kept without which the candidate leaves a name of the condition unbound."""

    class Raising(Reference[Any]):
        def emit(self, event: Any, *args: Any) -> None:
            raise ValueError(event)

    trial = Trial(Raising)
    trial.run("levels = ['ERROR']")
    trial.run("""
        try:
            emitter.emit("joined")
            levels = []
        except ValueError: pass
    """)
    with pytest.raises(ClauseBroken) as caught:
        trial.expect_levels("levels")
    assert smallest(trial, caught.value).failure.steps[0] == "levels = ['ERROR']"


def test_statements_that_share_a_line() -> None:
    """Statements on the line of their function are not left out one by one."""
    assert list(shorter_source("def f(): calls.append(1); calls.append(2)")) == []


ELSEWHERE = """
    # elsewhere(operation): another thread performs it
    import threading
    def elsewhere(operation):
        thread = threading.Thread(target=operation, daemon=True)
        thread.start()
        return thread
"""


def test_steps_with_threads_are_left_out() -> None:
    """A failure that comes again is made smaller; its helper is shown by a comment."""
    trial = Trial(Forgetful)
    trial.run(ELSEWHERE)
    trial.run(CALLBACKS)
    trial.run("""
        emitter.on("left", h)
        for each in [f, g]: emitter.on("joined", each)
        elsewhere(lambda: emitter.emit("left")).join()
        elsewhere(lambda: emitter.emit("joined")).join()
    """)
    with pytest.raises(ClauseBroken) as caught:
        trial.expect("('g',) in calls", "g called")
    failure = smallest(trial, caught.value).failure
    assert failure.steps == (
        "# elsewhere(operation): another thread performs it",
        'def f(): calls.append(("f",))',
        'def g(): calls.append(("g",))',
        'for each in [f, g]: emitter.on("joined", each)',
        'elsewhere(lambda: emitter.emit("joined")).join()',
    )
    assert "thread.start()" in failure.program


def test_failure_that_comes_only_sometimes_is_left_alone() -> None:
    """Where threads decide whether there is a failure, all steps are shown."""

    class Sometimes(Reference[Any]):
        made = 0

        def __init__(self) -> None:
            super().__init__()
            type(self).made += 1

        def emit(self, event: Any, *args: Any) -> None:
            if self.made % 3 == 0:
                super().emit(event, *args)

    trial = Trial(Sometimes)
    trial.run(ELSEWHERE)
    trial.run(CALLBACKS)
    trial.run('emitter.on("joined", f)')
    trial.run('elsewhere(lambda: emitter.emit("joined")).join()')
    with pytest.raises(ClauseBroken) as caught:
        trial.expect_calls(("f",))
    assert smallest(trial, caught.value) is caught.value


def test_thread_that_goes_on_ends_the_shrinking() -> None:
    """Nothing is run beside a thread that is left."""
    trial = Trial(Forgetful)
    trial.run(ELSEWHERE)
    trial.run(CALLBACKS)
    trial.run("""
        end = threading.Event()
        thread = elsewhere(end.wait)
        for each in [f, g]: emitter.on("joined", each)
        emitter.emit("joined")
    """)
    end, thread = trial.names["end"], trial.names["thread"]
    with pytest.raises(ClauseBroken) as caught:
        trial.expect("('g',) in calls", "g called")
    assert smallest(trial, caught.value) is caught.value
    end.set()
    thread.join()


def test_time_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure that takes long to make smaller is shown as it is."""
    monkeypatch.setattr(module, "ACTS", 0)
    failure = shown(Forgetful, CALLBACKS, calls=(("f",),))
    assert len(failure.steps) == 3


@pytest.mark.parametrize(("attempts", "left"), [(3, 7), (100, 0)])
def test_attempts_are_limited(attempts: int, left: int) -> None:
    """After so many attempts the simplest value so far is returned."""
    assert (
        simplest(10, lambda number: [number - 1] * (number > 0), lambda _: True, attempts) == left
    )
