"""The event loop of a check is its own, and gone after it; one that runs around it is not seen."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from emitter_conformance.candidate import event_loops
from emitter_conformance.candidate.process_state import restored

# A candidate may still use them where they are deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:'asyncio:DeprecationWarning")


@pytest.fixture(autouse=True)
def _loop() -> Iterator[None]:
    """Remove the event loop for a test, and restore everything after it."""
    before = asyncio.get_event_loop_policy()
    asyncio.set_event_loop_policy(asyncio.DefaultEventLoopPolicy())
    asyncio.set_event_loop(None)
    yield
    asyncio.set_event_loop_policy(before)


@pytest.fixture
def _on_demand(_loop: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a loop made when there is none, as Python does up to 3.13."""

    class OnDemand(asyncio.DefaultEventLoopPolicy):
        _local: Any

        def get_event_loop(self) -> asyncio.AbstractEventLoop:
            if self._local._loop is None and not self._local._set_called:
                self.set_event_loop(self.new_event_loop())
            return super().get_event_loop()

    policy = OnDemand()
    policy._local._set_called = False
    asyncio.set_event_loop_policy(policy)
    monkeypatch.setattr(event_loops, "_loops", [])


def test_event_loop() -> None:
    """The current event loop and the policy that makes loops are restored."""
    policy = asyncio.get_event_loop_policy()
    loop = asyncio.new_event_loop()
    with restored():
        asyncio.set_event_loop(loop)
        asyncio.set_event_loop_policy(asyncio.DefaultEventLoopPolicy())
    loop.close()
    assert asyncio.get_event_loop_policy() is policy
    with pytest.raises(RuntimeError):
        asyncio.get_event_loop()


@pytest.mark.usefixtures("_on_demand")
def test_event_loop_that_is_made_when_it_is_asked_for() -> None:
    """A loop made on demand is the same for each check, and is removed after them."""
    local = asyncio.get_event_loop_policy()._local  # type: ignore[attr-defined]
    loops = []
    for _ in range(3):
        with restored():
            loops.append(asyncio.get_event_loop())
        assert local._loop is None
    assert loops[0] is loops[1] is loops[2]
    loops[0].close()
    with restored():
        loops.append(asyncio.get_event_loop())
    assert not loops[3].is_closed()
    event_loops.close_made()
    assert loops[3].is_closed()
    assert event_loops._loops == []


@pytest.mark.usefixtures("_on_demand")
@pytest.mark.filterwarnings("error")
def test_tasks_that_are_left_end_silently(caplog: pytest.LogCaptureFixture) -> None:
    """Tasks that never began or still wait are destroyed without a warning."""

    async def wait() -> None:
        await asyncio.get_running_loop().create_future()

    with restored():
        loop = asyncio.get_event_loop()
        tasks = [loop.create_task(wait())]
        loop.run_until_complete(asyncio.sleep(0))
        tasks.append(loop.create_task(wait()))
    event_loops.close_made()
    tasks.clear()
    gc.collect()
    assert caplog.records == []


def test_loop_that_runs_is_hidden_from_all_but_one_function() -> None:
    """Code within can run a loop of its own; the function that may see the loop sees it."""
    found: list[tuple[object, object]] = []

    def look() -> None:
        loop = asyncio._get_running_loop()
        found.append((loop, asyncio.current_task() if loop is not None else None))

    async def look_within(make: Callable[[], None]) -> None:
        make()

    async def main() -> None:
        with event_loops.without_running() as seeing:
            look()
            seeing(look)()
            inner = asyncio.new_event_loop()
            inner.run_until_complete(look_within(seeing(look)))
            inner.close()
            look()
        look()
        await asyncio.sleep(0)

    loop = asyncio.new_event_loop()
    task = loop.create_task(main())
    loop.run_until_complete(task)
    loop.close()
    nothing, seen, (within, _), nothing_again, after = found
    assert nothing == nothing_again == (None, None)
    assert seen == after == (loop, task)
    assert within not in (loop, None)


def test_loop_that_runs_is_seen_by_one_function_in_every_thread() -> None:
    """A function that may see the loop sees it in another thread too, and then no longer."""
    found: list[object] = []

    def run(make: Callable[[], object]) -> None:
        found.extend([make(), asyncio._get_running_loop()])

    async def main() -> None:
        with event_loops.without_running() as seeing:
            thread = threading.Thread(target=run, args=(seeing(asyncio._get_running_loop),))
            thread.start()
            thread.join()

    loop = asyncio.new_event_loop()
    loop.run_until_complete(main())
    loop.close()
    assert found == [loop, None]


def test_nothing_is_hidden_where_no_loop_runs() -> None:
    """Without a running loop a function that may see it is left as it is."""
    with event_loops.without_running() as seeing:
        assert seeing(list) is list
    with pytest.MonkeyPatch.context() as patch:
        patch.delitem(sys.modules, "asyncio")
        with event_loops.without_running() as seeing:
            assert seeing(list) is list
