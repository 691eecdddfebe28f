"""Chapter threads: one emitter used by several threads.

Whatever the turns of the threads, a good emitter passes: no check waits for luck, and what it waits
for is only how well it finds a bad one. Another thread gets its turn where Python hands over
anyway, in the `__hash__`, `__eq__` and `__signature__` of events and callbacks, or between two
lines; it is waited for until it ends, but not for ever, as a lock may keep it from that.
"""

from __future__ import annotations

from emitter_conformance.quantify import for_all
from emitter_conformance.suite.turns import ELSEWHERE, ENDED, PAUSES, PLAN_ENDED
from emitter_conformance.trial import Trial

OFF_F = "emitter.off(event, f)"
CANCEL_G = "emitter.off(event, handle)"
ON_I = "emitter.on(event, i)"
ON_J = "emitter.on(event, j)"
ONCE_J = "emitter.once(event, j)"
EMIT = "emitter.emit(event)"

ADDED = {"i": {ON_I}, "j": {ON_J, ONCE_J}}
REMOVED = {"f": {OFF_F}, "g": {CANCEL_G, EMIT}}

# What does not end ends here, where a deadline sees to it, and not in a thread that is left.
BY_THIS_THREAD = """
    def nothing(): pass
    emitter.on("left", nothing)
    emitter.off("left", emitter.once("left", nothing))
    emitter.emit("left")
    emitter.off("left", nothing)
"""


def at_once(trial: Trial, operations: tuple[str, str], pauses: int) -> None:
    """Let another thread perform an operation in a pause of an operation of this one.

    The event has the callbacks e, f, g and h; g waits for one call.
    What does not end is to do so in this thread, see `BY_THIS_THREAD`.

    Args:
        trial: What runs the steps.
        operations: Source of that of this thread, and of that of the other.
        pauses: How many pauses go by before.

    """
    trial.run(ELSEWHERE)
    trial.run(PAUSES)
    trial.run("""
        emitter.on(event, e)
        emitter.on(event, f)
        handle = emitter.once(event, g)
        emitter.on(event, h)
        emitter.off("left", h)
        emitter.emit("left")
    """)
    trial.run(f"plan += [lambda: elsewhere(lambda: {operations[1]})] + [int] * {pauses}")
    trial.run(operations[0])
    trial.run(PLAN_ENDED)
    trial.run(ENDED)


def emission_afterwards(trial: Trial) -> None:
    """Emit when the operations have ended; its calls are `calls[before:]`."""
    trial.run("before = len(calls)")
    trial.run("emitter.emit(event)")


def test_no_thread_is_special(trial: Trial) -> None:
    trial.run("""
        import threading
        errors = []
        def noted(operation):
            try:
                operation()
            except BaseException as error:
                errors.append(error)
        def elsewhere(operation):
            thread = threading.Thread(target=noted, args=(operation,), daemon=True)
            thread.start()
            thread.join()
            if errors:
                raise errors.pop()
    """)
    trial.run(BY_THIS_THREAD)
    trial.run("""
        def f(name): calls.append(("f", name))
        def g(name): calls.append(("g", name))
        def h(name): calls.append(("h", name))
        decorators, handles = [], []
        elsewhere(lambda: emitter.on("joined", f))
        elsewhere(lambda: decorators.append(emitter.once("joined")))
        elsewhere(lambda: decorators[0](g))
        elsewhere(lambda: handles.append(emitter.once("joined", h)))
        elsewhere(lambda: emitter.off("joined", handles[0]))
        emitter.emit("joined", "alice")
    """)
    trial.expect_calls(("f", "alice"), ("g", "alice"))
    trial.run("""
        emitter.on("joined", h)
        elsewhere(lambda: emitter.emit("joined", "bob"))
    """)
    trial.expect_calls(("f", "bob"), ("h", "bob"))
    trial.run("""
        elsewhere(lambda: emitter.off("joined", h))
        emitter.emit("joined", "carol")
    """)
    trial.expect_calls(("f", "carol"))
    trial.run("""
        made = []
        elsewhere(lambda: made.append(EventEmitter()))
        made[0].on("left", f)
        made[0].emit("left", "dave")
    """)
    trial.expect_calls(("f", "dave"))


@for_all(
    pauses=range(5),
    operations=[(OFF_F, OFF_F), (ON_I, ON_I), (EMIT, OFF_F), (EMIT, ON_I), (CANCEL_G, EMIT)],
)
def raise_nothing_in_a_pause(trial: Trial, operations: tuple[str, str], pauses: int) -> None:
    at_once(trial, operations, pauses)
    emission_afterwards(trial)
    trial.expect("('e',) in calls[before:]")


def test_operations_raise_nothing(trial: Trial) -> None:
    raise_nothing_in_a_pause(trial)
    # Another thread registers or removes between the first lines of an emission.
    trial.restart()
    trial.run(ELSEWHERE)
    trial.run(BY_THIS_THREAD)
    trial.run("""
        import sys
        def f(): calls.append(("f",))
        def g(): pass
        def h(): pass
        for callback in [f, g]:
            emitter.on("joined", callback)
        def change():
            change_it = emitter.on if len(others) % 2 else emitter.off
            change_it("joined", h)
        def turn(frame, kind, argument):
            if kind == "line" and len(others) < 30:
                elsewhere(change)
            return turn
        def emit():
            sys.settrace(turn)  # in its thread alone
            emitter.emit("joined")
        emitting = threading.Thread(target=noted, args=(emit,), daemon=True)
        emitting.start()
        emitting.join()
    """)
    trial.run(ENDED)
    trial.expect_calls(("f",))
    # Four threads, as often as Python lets them take turns.
    trial.restart()
    trial.run(ELSEWHERE)
    trial.run(BY_THIS_THREAD)
    trial.run("""
        import sys
        def f(): calls.append(("f",))
        def g(): pass
        def change():
            emitter.on("joined", g)
            emitter.off("joined", g)
        def cancel(): emitter.off("joined", emitter.once("joined", g))
        def emit(): emitter.emit("joined")
        barrier = threading.Barrier(4)
        def often(operation):
            barrier.wait()
            for _ in range(20):
                noted(operation)
        emitter.on("joined", f)
        for operation in [emit, emit, change, cancel]:
            others.append(threading.Thread(target=often, args=(operation,), daemon=True))
        interval = sys.getswitchinterval()
        try:
            sys.setswitchinterval(1e-6)
            for other in others:
                other.start()
            for other in others:
                other.join()
        finally:
            sys.setswitchinterval(interval)
    """)
    trial.run(ENDED)
    trial.run("""
        calls.clear()
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",))


@for_all(
    pauses=range(5),
    operations=[(OFF_F, EMIT), (ON_I, EMIT), (ONCE_J, EMIT), (EMIT, OFF_F), (EMIT, EMIT)],
)
def test_earlier_registrations_are_called(
    trial: Trial, operations: tuple[str, str], pauses: int
) -> None:
    at_once(trial, operations, pauses)
    number = operations.count(EMIT)
    trial.run("seen = [calls.count((name,)) for name in 'eh']")
    trial.expect(f"seen == [{number}, {number}]")
    trial.expect("('g',) in calls")


@for_all(
    pauses=range(5),
    operations=[(ON_I, ON_J), (ON_I, OFF_F), (OFF_F, ON_I), (ONCE_J, ON_I), (EMIT, ON_I)],
)
def test_registrations_are_kept(trial: Trial, operations: tuple[str, str], pauses: int) -> None:
    at_once(trial, operations, pauses)
    emission_afterwards(trial)
    trial.run("added = sorted(name for (name,) in calls[before:] if name in 'ij')")
    names = [name for name, each in ADDED.items() if each & {*operations}]
    trial.expect(f"added == {names}")


@for_all(
    pauses=range(5),
    operations=[(OFF_F, ON_I), (ON_I, OFF_F), (OFF_F, CANCEL_G), (ON_I, EMIT), (EMIT, ON_I)],
)
def test_removals_are_kept(trial: Trial, operations: tuple[str, str], pauses: int) -> None:
    at_once(trial, operations, pauses)
    emission_afterwards(trial)
    trial.expect("('e',) in calls[before:]")
    removed = "".join(name for name, each in REMOVED.items() if each & {*operations})
    trial.run(f"again = [name for (name,) in calls[before:] if name in {removed!r}]")
    trial.expect("again == []")


def test_emissions_do_not_mix(trial: Trial) -> None:
    trial.run(ELSEWHERE)
    trial.run(BY_THIS_THREAD)
    trial.run("""
        begun, ended = threading.Event(), threading.Event()
        def named(name):
            def f(guest):
                calls.append((name, guest))
                if threading.current_thread() in others:
                    begun.set()
                    ended.wait()
                elif not others:
                    elsewhere(lambda: emitter.emit("joined", "bob"))
                    for _ in range(20):
                        begun.wait(0.005)
            return f
        for name in "fgh":
            emitter.on("joined", named(name))
        patience = 0
        try:
            emitter.emit("joined", "alice")
        finally:
            ended.set()
    """)
    trial.run(ENDED)
    trial.expect_calls(*[(name, guest) for guest in ("alice", "bob") for name in "fgh"])


def test_callbacks_can_wait_for_other_threads(trial: Trial) -> None:
    trial.run(ELSEWHERE)
    trial.run(BY_THIS_THREAD)
    trial.run("""
        def g(): calls.append(("g",))
        def operations():
            emitter.once("left", g)
            emitter.on("joined", g)
            emitter.off("joined", g)
            emitter.emit("left")
        def f():
            elsewhere(operations)
            for _ in range(100):
                others[0].join(0.01)
            calls.append(("f", "waits" if others[0].is_alive() else "has waited"))
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    trial.run(ENDED)
    trial.expect_calls(("g",), ("f", "has waited"), in_order=True)
