"""Every call of a candidate's code passes through one door."""

from __future__ import annotations

import gc
import os
import sys
import time
from typing import Any

import pytest
from emitter_conformance.candidate import door, process_state
from emitter_conformance.candidate.door import Allowance, Door
from emitter_conformance.candidate.exits import refused


def test_visit_that_ends() -> None:
    """A visit is the current one until it ends."""
    to_it = Door()
    with to_it.opened("surface.on") as visit:
        assert door.current() is visit
    assert door.current() is None
    assert (visit.doing, visit.ends, visit.deadline.is_over) == ("surface.on", [], False)


def test_time_in_which_the_machine_is_busy_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A visit takes its time from that of the candidate, less what the process waited."""
    for waiting, seconds in ((0.0, 3.0), (2.0, 1.0), (5.0, 0.0)):
        monkeypatch.setattr(door, "clock", iter([10.0, 13.0]).__next__)
        monkeypatch.setattr(door, "waited", iter([0.0, waiting]).__next__)
        to_it = Door()
        with to_it.opened("surface.on"):
            pass
        assert to_it.allowance.taken == seconds


def test_visit_that_takes_too_long() -> None:
    """A visit beyond its time ends early and raises nothing."""
    with Door(Allowance(0.05)).opened("emit") as visit:
        while True:
            time.sleep(0.001)
    assert visit.deadline.is_over


def test_whole_time_of_a_candidate() -> None:
    """What is left of the time of a candidate bounds each visit."""
    to_it = Door(Allowance(10))
    to_it.allowance.bound = 0.4
    for _ in range(2):
        with to_it.opened("emit", 30) as visit:
            while True:
                time.sleep(0.001)
        assert visit.deadline.is_spent
    assert to_it.allowance.is_spent


def test_exits() -> None:
    """A visit has the exits attempted during it; later ones belong to the next visit."""
    to_it = Door()
    with refused():
        with to_it.opened("emit") as first, pytest.raises(BaseException, match="_exit"):
            os._exit(1)
        with pytest.raises(BaseException, match="_exit"):
            os._exit(2)
        with to_it.opened("off") as second:
            pass
    assert first.ends == ["the process ended with exit code 1"]
    assert second.ends == ["the process ended with exit code 2"]
    assert to_it.ends == []


def test_finalizers_run_during_the_visit() -> None:
    """Finalizers run within the time limit of the visit that set them off."""
    seen: list[object] = []

    class Emitter:
        def __del__(self) -> None:
            seen.append(door.current())

    with Door().opened("emit") as visit:
        emitter: Any = Emitter()
        emitter.itself = emitter
        del emitter
    assert seen == [visit]


def test_finalizer_that_does_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A finalizer that hangs when the door is closed is recorded, with where it was."""
    for name in ("freeze", "unfreeze"):  # PyPy has none
        monkeypatch.delattr(gc, name, raising=False)

    class Emitter:
        def __del__(self) -> None:
            while True:
                time.sleep(0.001)

    to_it = Door(Allowance(0.05))
    emitter: Any = Emitter()
    emitter.itself = emitter
    del emitter
    to_it.close()
    (end,) = to_it.ends
    assert end.startswith(f"finalizers did not end ({__file__}:")


def test_less_time_once_checks_do_not_end() -> None:
    """After two checks that use all of their time the later ones have less."""
    allowance = Allowance(10)
    times = []
    for _ in range(3):
        times.append(allowance.seconds)
        allowance.unended += 1
    assert times == [10, 10, 2]


def test_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    """The allowance is five checks long, more for a longer search, endless without a limit."""
    monkeypatch.setattr(door, "USUAL", 10.0)
    allowance = Allowance(10)
    allowance.taken = 49
    assert (allowance.left, allowance.is_spent) == (1, False)
    allowance.taken = 51
    assert allowance.is_spent
    assert allowance.reason == (
        "the 50 s that this candidate has are over (--impl-timeout=20 gives it twice as many)"
    )
    allowance.extend(2)
    assert (allowance.left, allowance.is_spent) == (49, False)
    assert Allowance(0.5).left == 50
    assert Allowance(20).left == 100
    assert not Allowance(0).is_spent
    other = Allowance(10)
    other.adopt(vars(allowance))
    assert other.left == 49


def test_new_names_are_removed() -> None:
    """Names added to modules are removed, except those of a library that was imported."""
    with Door().opened("emit") as visit:
        sys.guests = 1  # type: ignore[attr-defined]
    assert not hasattr(sys, "guests")
    assert visit.left.changes == ["sys.guests was added; it is removed"]
    with Door().opened("emit") as visit:
        sys.guests = 1  # type: ignore[attr-defined]
        sys.modules["guests"] = sys
    assert visit.left.changes == []
    del sys.modules["guests"]
    del sys.guests  # type: ignore[attr-defined]


@pytest.mark.parametrize("keeping", [process_state.restored, process_state.importing])
def test_limit_of_tracebacks(keeping: Any) -> None:
    """`sys.tracebacklimit` is restored, also where it was not set."""
    for before in (None, 100):
        if before is not None:
            sys.tracebacklimit = before
        with Door().opened("import", keeping=keeping):
            sys.tracebacklimit = 0
        assert vars(sys).pop("tracebacklimit", None) == before


@pytest.mark.skipif(not hasattr(gc, "callbacks"), reason="PyPy has no callbacks of the collector")
def test_callbacks_of_the_collector() -> None:
    """Callbacks that a check adds to the garbage collector are removed after it."""
    before = [*gc.callbacks]
    with Door().opened("emit"):
        gc.callbacks.append(lambda phase, info: None)
    assert gc.callbacks == before


@pytest.mark.parametrize("is_frozen", [False, True])
def test_garbage_is_finalized_at_the_end(
    capsys: pytest.CaptureFixture[str], is_frozen: bool
) -> None:
    """The last visit finalizes what is left, also where the user froze it."""

    class Left:
        def __init__(self) -> None:
            self.myself = self

        def __del__(self) -> None:
            print("finalized")

    Left()
    if is_frozen and hasattr(gc, "freeze"):
        gc.freeze()
    Door().close()
    assert "finalized" in capsys.readouterr().out
