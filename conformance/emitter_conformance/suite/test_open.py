"""Chapter open: tries what the specification leaves open, and judges nothing."""

from __future__ import annotations

import sys

from emitter_conformance.checks.trial import Seen, Trial
from emitter_conformance.core import describe

from .turns import ELSEWHERE, EMITS_ELSEWHERE


def outcome(seen: Seen, called: str = "the callback is called") -> str:
    """Return how steps ended that may end in any way."""
    if seen.raised is not None:
        return f"raises {describe.kind(seen.raised)}"
    if seen.records:
        return "is logged"
    return called if seen.calls else "is ignored"


def test_order(trial: Trial) -> None:
    trial.run("""
        def named(number): return lambda: calls.append(number)
        for number in range(20):
            emitter.on("joined", named(number))
        emitter.emit("joined")
        emitter.emit("joined")
    """)
    calls = list(trial.look().calls)
    if calls == [*range(20), *range(20)]:
        trial.observe("registration order")
    elif calls[:20] == calls[20:]:
        trial.observe("another order, the same at each emission")
    else:
        trial.observe("an order that changes")


def test_once_in_a_nested_emission(trial: Trial) -> None:
    trial.run("""
        nested = []
        def f():
            if not nested:
                nested.append("joined")
                emitter.emit("joined")
        def g(): calls.append(("g",))
        emitter.on("joined", f)
        emitter.once("joined", g)
        emitter.emit("joined")
    """)
    trial.observe(f"called {len(trial.look().calls)} times in this run")


def test_callback_without_a_signature(trial: Trial) -> None:
    trial.run("""
        def f(*args): calls.append(("f",))
        f.__wrapped__ = max
        emitter.on("joined", f)
        emitter.emit("joined", 1, 2)
    """)
    trial.observe(outcome(trial.look()))


def test_annotation_that_cannot_be_evaluated(trial: Trial) -> None:
    guest = "Guest" if sys.version_info >= (3, 14) else '"Guest"'  # evaluated at once before
    trial.run(f"""
        def f(name: {guest}): calls.append(("f", name))
        emitter.on("joined", f)
        emitter.emit("joined", "alice", 2)
    """)
    trial.observe(outcome(trial.look()))


def test_non_callable(trial: Trial) -> None:
    trial.run('emitter.on("joined", 5)')
    registered = trial.look()
    if registered.raised is not None:
        trial.observe(f"on {outcome(registered)}")
        return
    trial.run('emitter.emit("joined")')
    trial.observe(f"on accepts it, emit {outcome(trial.look())}")


def test_unhashable_callback_of_once(trial: Trial) -> None:
    trial.run("""
        class Greeter:
            __hash__ = None
            def __call__(self): calls.append(("greeter",))
        emitter.once("joined", Greeter())
        emitter.emit("joined")
    """)
    trial.observe(outcome(trial.look()))


def test_removal_of_an_unhashable(trial: Trial) -> None:
    trial.run("""
        def f(): pass
        emitter.on("joined", f)
        emitter.off("joined", [])
    """)
    trial.observe(outcome(trial.look()))


def test_which_of_equal_callbacks_runs(trial: Trial) -> None:
    trial.run("""
        class Greeter:
            def __init__(self, name): self.name = name
            def __eq__(self, other): return isinstance(other, Greeter)
            def __hash__(self): return 1
            def __call__(self): calls.append((self.name,))
        emitter.on("joined", Greeter("the first"))
        emitter.on("joined", Greeter("the last"))
        emitter.emit("joined")
    """)
    trial.observe(describe.calls(trial.look().calls))


def test_signature_is_read(trial: Trial) -> None:
    trial.run("""
        import inspect
        def f(*args): calls.append(("f", *args))
        emitter.on("joined", f)
        emitter.emit("joined", 1)
        f.__signature__ = inspect.signature(lambda: None)
        emitter.emit("joined", 1)
    """)
    cached = trial.look().calls == (("f", 1), ("f", 1))
    trial.observe("once and for all" if cached else "at each emission")


def test_event_that_cannot_be_named(trial: Trial) -> None:
    trial.run("""
        class Event:
            def __str__(self): raise RuntimeError("no name")
            __repr__ = __str__
        event = Event()
        def f(): raise ValueError("no seat")
        emitter.on(event, f)
        emitter.emit(event)
    """)
    trial.observe(outcome(trial.look()))


def test_handle(trial: Trial) -> None:
    trial.run("""
        def f(): pass
        handle = emitter.once("joined", f)
    """)
    trial.look()
    handle = trial.names.get("handle")
    same = handle is trial.names.get("f")
    trial.observe("the callback itself" if same else f"a {describe.kind(handle)}")


def test_returned_coroutine(trial: Trial) -> None:
    # A thread of its own leaves this one's loop alone.
    trial.run("""
        import asyncio, concurrent.futures, inspect
        async def greet(): pass
        async def main():
            for method in ["on", "once"]:
                coroutine, emitter = greet(), EventEmitter()
                try:
                    getattr(emitter, method)("joined", lambda: coroutine)
                    emitter.emit("joined")
                    await asyncio.sleep(0)
                    calls.append(inspect.getcoroutinestate(coroutine))
                finally: coroutine.close()
        with concurrent.futures.ThreadPoolExecutor() as pool:
            pool.submit(lambda: asyncio.run(main())).result()
    """)
    seen = trial.look()
    states = " and ".join(str(state).rpartition("_")[2].lower() for state in seen.calls)
    trial.observe(outcome(seen, states))


def test_truth_value(trial: Trial) -> None:
    trial.run("truth = bool(emitter)")
    seen = trial.look()
    truth = f"an emitter is {trial.names.get('truth')}"
    trial.observe(outcome(seen) if seen.raised is not None else truth)


def test_copies(trial: Trial) -> None:
    trial.run("""
        import copy
        other = copy.copy(emitter)
        def f(): calls.append(("f",))
        emitter.on("joined", f)
        other.emit("joined")
    """)
    seen = trial.look()
    if seen.raised is not None:
        trial.observe(outcome(seen))
    else:
        trial.observe("shares its registrations" if seen.calls else "has its own registrations")


def test_more_methods(trial: Trial) -> None:
    trial.run("names = sorted(name for name in dir(emitter) if not name.startswith('_'))")
    trial.look()
    names = set(trial.names.get("names", ())) - {"on", "once", "off", "emit"}
    trial.observe(", ".join(sorted(names)[:5]) or "none")


def test_first_registrations_in_several_threads(trial: Trial) -> None:
    for pauses in range(5):
        trial.restart()
        trial.run(ELSEWHERE)
        trial.run("""
            class Event:
                def __hash__(self):
                    if plan and threading.current_thread() is this_thread:
                        plan.pop()()
                    return 1
            this_thread, event, patience = threading.current_thread(), Event(), 20
            def f(): calls.append(("f",))
            def g(): calls.append(("g",))
        """)
        trial.run(f"plan += [lambda: elsewhere(lambda: emitter.on(event, g))] + [int] * {pauses}")
        trial.run("emitter.on(event, f)")
        trial.run("finish()")
        trial.run("emitter.emit(event)")
        seen = trial.look()
        if seen.raised is not None or not seen.calls:
            trial.observe(outcome(seen))
            return
        if len(seen.calls) == 1:
            trial.observe("one may be lost")
            return
    trial.observe("all are kept")


def test_once_in_several_threads(trial: Trial) -> None:
    trial.run(ELSEWHERE)
    trial.run(EMITS_ELSEWHERE)
    seen = trial.look()
    # The first one called waits for another emission, which has the other two before it.
    each, one = "called by each emission", "called by one emission"
    trial.observe(outcome(seen, each if len(seen.calls) > 3 else one))
