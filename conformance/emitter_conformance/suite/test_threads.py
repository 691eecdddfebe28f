"""Chapter threads: one emitter used by several threads.

Whatever the turns of the threads, a good emitter passes: no check waits for luck, and what it waits
for is only how well it finds a bad one. Another thread gets its turn where Python hands over
anyway, in the `__hash__`, `__eq__` and `__signature__` of events and callbacks, or between two
lines; it is waited for until it ends, but not for ever, as a lock may keep it from that.
"""

from __future__ import annotations

from typing import Callable

from emitter_conformance.checks.catalogues.entry import Entry
from emitter_conformance.checks.catalogues.ways import ON, ONCE, registered
from emitter_conformance.checks.for_all import for_all
from emitter_conformance.checks.trial import NO_EXCEPTION, Trial

from .turns import ELSEWHERE, EMITS_ELSEWHERE, ENDED, LINES, PAUSES, PLAN_ENDED

OFF_F = "emitter.off(event, f)"
CANCEL_G = "emitter.off(event, handle)"
OFF_ALL = "[emitter.off(event, each) for each in [e, f, handle, h]]"
ON_I = "emitter.on(event, i)"
ON_J = "emitter.on(event, j)"
ONCE_J = "emitter.once(event, j)"
EMIT = "emitter.emit(event)"
ATTEMPT = "attempt()"  # to emit, where another clause judges what that raises

ADDED = {"i": {ON_I}, "j": {ON_J, ONCE_J}}
REMOVED = {
    "e": {OFF_ALL},
    "f": {OFF_F, OFF_ALL},
    "g": {CANCEL_G, EMIT, ATTEMPT, OFF_ALL},
    "h": {OFF_ALL},
}
PAUSES_OF_AN_OPERATION = range(5)
RAISED, MISSING, LEFT = (
    "raised",
    "expected - names and not raised",
    "names - expected and not raised",
)

# What does not end ends here, where a deadline sees to it, and not in a thread that is left.
BY_THIS_THREAD = """
    def nothing(): pass
    for operation in [
        lambda: emitter.on("left", nothing),
        lambda: emitter.off("left", emitter.once("left", nothing)),
        lambda: emitter.emit("left"),
        lambda: emitter.off("left", nothing),
    ]:
        try: operation()
        except Exception: pass
"""

# An emitter that works calls what is registered now.
AFTERWARDS = """
    def afterwards(): calls.append(("afterwards",))
    emitter.on("joined", afterwards)
    calls.clear()
    emitter.emit("joined")
    calls[:] = [call for call in calls if call == ("afterwards",)]
"""


def set_up(trial: Trial) -> None:
    """Register the callbacks e, f, g and h; g waits for one call."""
    trial.restart()
    trial.run(ELSEWHERE)
    trial.run(PAUSES)
    trial.run("""
        emitter.on(event, e)
        emitter.on(event, f)
        handle = emitter.once(event, g)
        emitter.on(event, h)
        def attempt():
            try: emitter.emit(event, "alice")
            except Exception: pass
    """)


def emission_afterwards(trial: Trial) -> None:
    """Emit when the operations have ended; its calls are `calls[before:]`."""
    trial.run("before = len(calls)")
    trial.run("emitter.emit(event)")


def work_in_turn(trial: Trial, operations: tuple[str, str]) -> bool:
    """Return whether operations do what they should one after the other, whichever is first.

    If not, what is wrong has nothing to do with threads, and other clauses judge it.
    """
    added = {name for name, each in ADDED.items() if each & {*operations}}
    removed = {name for name, each in REMOVED.items() if each & {*operations}}
    uncertain = {"j"} if {ONCE_J, EMIT} == {*operations} else set()  # which of them is last
    expected = sorted({*"efgh"} - removed | added - uncertain)
    works = True
    for first, second in (operations, operations[::-1]):
        set_up(trial)
        trial.run(first)
        trial.run(second)
        emission_afterwards(trial)
        before = trial.names.get("before", 0)
        seen = trial.look()
        called = [call[0] for call in seen.calls[before:] if isinstance(call, tuple)]
        names = sorted(name for name in called if name not in uncertain)
        works = works and seen.raised is None and names == expected
    return works


def at_once(trial: Trial, operations: tuple[str, str], expect: Callable[[], None]) -> None:
    """Let another thread perform an operation in a pause of an operation of this one.

    Args:
        trial: What runs the steps.
        operations: Source of that of this thread, and of that of the other.
        expect: Judges what came of it, whichever pause it was.

    """
    set_up(trial)
    trial.run(ATTEMPT)
    trial.expect("('e',) in calls", "e called")
    if not work_in_turn(trial, operations):
        return
    for pauses in PAUSES_OF_AN_OPERATION:
        set_up(trial)
        trial.run(f"plan += [lambda: elsewhere(lambda: {operations[1]})] + [int] * {pauses}")
        trial.run(operations[0])
        trial.run(PLAN_ENDED)
        trial.run(ENDED)
        expect()


def before_each_line(
    trial: Trial,
    operation: str,
    other: str,
    expected: str,
    wrong: str,
    seen: str = "after",
    present: str = "efg",
) -> None:
    """Let another thread perform an operation before each of the first lines of one of this thread.

    Args:
        trial: What runs the steps.
        operation: Source of the operation of this thread.
        other: Source of that of the other thread.
        expected: The names of the callbacks that have to be called.
        wrong: Source of what is wrong in an outcome, made of `raised`, the set `names` of those
            that were called and the set `expected`; false if nothing is.
        seen: When they are called: "after" the operations, or "during" them.
        present: The names of the callbacks that are registered before.

    """
    trial.restart()
    trial.run(ELSEWHERE)
    trial.run(LINES)
    trial.run(BY_THIS_THREAD)
    trial.run(f"""
        def named(name): return lambda: calls.append((name,))
        e, f, g, h = map(named, "efgh")
        def outcome(run):
            global emitter
            emitter = EventEmitter()
            for callback in [{", ".join(present)}]:
                emitter.on("joined", callback)
            for each in [calls, others, errors]:
                each.clear()
            more = run()
            if "{seen}" == "after":
                calls.clear()
                noted(lambda: emitter.emit("joined"))
            return {{name for (name,) in calls}}, [*errors], more
        def in_turn():
            noted(lambda: {other})
            noted(lambda: {operation})
        def at_once(): return before_line(number, lambda: {operation}, lambda: {other})
        expected, found = set("{expected}"), []
        works = outcome(in_turn)[:2] == (expected, [])
        for number in range(60):
            names, raised, is_line = outcome(at_once)
            if not is_line:
                break
            if {wrong}:
                called = " and ".join(sorted(names) or ["nothing"]) + " called"
                found.append(repr(raised[0]) if raised else called)
    """)
    if trial.names.get("works") is True:  # or what is wrong has nothing to do with threads
        words = NO_EXCEPTION if wrong == RAISED else f"{' and '.join(expected)} called"
        words += ", before whichever line of one thread the other has its turn"
        trial.expect("found == []", words, "{found[0]!s}")


def test_no_thread_is_special(trial: Trial) -> None:
    # The same in this thread alone, and with every other operation by a thread of its own.
    trial.run("""
        import re, threading
        def attempt(operation):
            try:
                operation()
            except Exception as error:
                message = re.sub(" at 0x[0-9a-fA-F]+", "", str(error))  # of another object
                calls.append((f"{type(error).__name__} raised", message))
        def here(operation): attempt(operation)
        def elsewhere(operation):
            thread = threading.Thread(target=attempt, args=(operation,), daemon=True)
            thread.start()
            thread.join()
        def use(perform, others):
            def f(name): calls.append(("f", name))
            def g(name): calls.append(("g", name))
            def h(name): calls.append(("h", name))
            def i(name): raise TypeError(name)
            made, decorators, handles = [], [], [None]
            perform(lambda: made.append(EventEmitter()))
            emitter = made[0] if made else EventEmitter()
            perform(lambda: emitter.on("joined", f))
            perform(lambda: decorators.append(emitter.once("left")))
            perform(lambda: decorators[0](g))
            perform(lambda: handles.append(emitter.once("muted", h)))
            perform(lambda: emitter.off("muted", handles[-1]))
            others(lambda: emitter.emit("joined", "alice"))
            others(lambda: emitter.emit("left", "alice"))
            others(lambda: emitter.emit("muted", "alice"))
            others(lambda: emitter.on("joined", h))
            perform(lambda: emitter.emit("joined", "bob"))
            perform(lambda: emitter.off("joined", h))
            others(lambda: emitter.emit("joined", "carol"))
            perform(lambda: emitter.emit("left", "dave"))
            others(lambda: emitter.once("left", g))
            perform(lambda: emitter.emit("left", "erin"))
            others(lambda: emitter.on("opened", i))
            perform(lambda: emitter.emit("opened", "frank"))
            perform(lambda: emitter.on("joined", g))
            others(lambda: emitter.emit("joined", "gina"))
            perform(lambda: emitter.off("joined", g))
            others(lambda: emitter.emit("joined", "hank"))
        use(here, here)
    """)
    trial.expect("any(name in 'fgh' for name, _ in calls)", "f, g or h called")
    trial.run("""
        alone = [*calls]
        calls.clear()
        use(elsewhere, here)
    """)
    trial.expect_calls(*trial.names.get("alone", ()))
    trial.run("use(here, elsewhere)")
    trial.expect_calls(*trial.names.get("alone", ()))


@for_all(operations=[(OFF_F, OFF_F), (ON_I, ON_I), (EMIT, OFF_F), (EMIT, ON_I), (CANCEL_G, EMIT)])
def raise_nothing_in_a_pause(trial: Trial, operations: tuple[str, str]) -> None:
    def expect() -> None:
        emission_afterwards(trial)
        trial.expect("('e',) in calls[before:]", "e called by the emission afterwards")

    at_once(trial, operations, expect)


def test_operations_raise_nothing(trial: Trial) -> None:
    raise_nothing_in_a_pause(trial)
    off = 'emitter.off("joined", f)'
    before_each_line(trial, off, 'emitter.off("joined", e)', "g", RAISED)
    # Another thread registers or removes between the first lines of an emission.
    trial.restart()
    trial.run(ELSEWHERE)
    trial.run(BY_THIS_THREAD)
    trial.run("""
        import sys
        def f(): calls.append(("f",))
        def g(): pass
        for callback in [f, g]:
            emitter.on("joined", callback)
        present = []
        def change():
            try:
                h = present.pop()
            except IndexError:
                h = lambda: None
                emitter.on("joined", h)
                present.append(h)
            else:
                emitter.off("joined", h)
        def turn(frame, kind, argument):
            if kind == "line" and len(others) < 30:
                elsewhere(change)
            return turn
        def emit():
            sys.settrace(turn)  # in its thread alone
            try:
                emitter.emit("joined")
            finally:
                sys.settrace(None)
        emitting = threading.Thread(target=noted, args=(emit,), daemon=True)
        emitting.start()
        emitting.join()
    """)
    trial.run(ENDED)
    trial.run(AFTERWARDS)
    trial.expect_calls(("afterwards",))
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
        def cancel(): emitter.off("left", emitter.once("left", g))
        def emit(): emitter.emit("joined")
        def works(operation):
            try: operation()
            except Exception: return False
            return True
        def often(operation):
            barrier.wait()
            for _ in range(20):
                noted(operation)
        emitter.on("joined", f)
        operations = [emit, emit, *filter(works, [change, cancel])]
        barrier = threading.Barrier(len(operations))
        for operation in operations:
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
    trial.run(AFTERWARDS)
    trial.expect_calls(("afterwards",))


@for_all(operations=[(OFF_F, EMIT), (ON_I, EMIT), (ONCE_J, EMIT), (EMIT, OFF_F), (EMIT, EMIT)])
def are_called_in_a_pause(trial: Trial, operations: tuple[str, str]) -> None:
    number = operations.count(EMIT)

    def expect() -> None:
        trial.run("seen = [calls.count((name,)) for name in 'eh']")
        trial.expect(
            f"seen == [{number}, {number}]",
            f"e and h called by each of {number} emissions" if number > 1 else "e and h called",
            "calls of e: {seen[0]}, of h: {seen[1]}",
        )
        trial.expect("('g',) in calls", "g called")

    at_once(trial, operations, expect)


def test_earlier_registrations_are_called(trial: Trial) -> None:
    are_called_in_a_pause(trial)
    emit = 'emitter.emit("joined")'
    before_each_line(trial, 'emitter.on("joined", f)', emit, "efg", MISSING, seen="during")


@for_all(
    operations=[
        *[(ON_I, ON_J), (ON_I, OFF_F), (OFF_F, ON_I), (ONCE_J, ON_I), (ATTEMPT, ON_I)],
        (ON_I, OFF_ALL),
    ]
)
def are_kept_in_a_pause(trial: Trial, operations: tuple[str, str]) -> None:
    names = [name for name, each in ADDED.items() if each & {*operations}]

    def expect() -> None:
        emission_afterwards(trial)
        trial.run("added = sorted(name for (name,) in calls[before:] if name in 'ij')")
        trial.expect(
            f"added == {names}",
            f"{' and '.join(names)} called by the emission afterwards",
            "{'only ' + ' and '.join(added) if added else 'nothing new'!s} called",
        )

    at_once(trial, operations, expect)


def test_registrations_are_kept(trial: Trial) -> None:
    are_kept_in_a_pause(trial)
    off = 'emitter.off("joined", f)'
    before_each_line(trial, off, 'emitter.off("joined", e)', "g", MISSING)
    before_each_line(trial, off, 'emitter.on("joined", h)', "egh", MISSING)


@for_all(
    operations=[
        *[(OFF_F, ON_I), (ON_I, OFF_F), (OFF_F, CANCEL_G)],
        *[(ON_I, ATTEMPT), (ATTEMPT, ON_I)],
    ]
)
def stay_removed_in_a_pause(trial: Trial, operations: tuple[str, str]) -> None:
    removed = [name for name, each in REMOVED.items() if each & {*operations}]

    def expect() -> None:
        emission_afterwards(trial)
        trial.expect("('e',) in calls[before:]", "e called by the emission afterwards")
        if ATTEMPT in operations:  # what it has not called is not spent
            trial.run("removed = [name for (name,) in calls[:before] if name == 'g']")
        else:
            trial.run(f"removed = {removed}")
        trial.run("again = [name for (name,) in calls[before:] if name in removed]")
        trial.expect("again == []", "nothing that was removed is called", "{again[0]!s} called")

    at_once(trial, operations, expect)


def test_removals_are_kept(trial: Trial) -> None:
    stay_removed_in_a_pause(trial)
    before_each_line(trial, 'emitter.emit("joined")', 'emitter.off("joined", g)', "ef", LEFT)


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


@for_all(method=["on", "once"])
def test_callbacks_can_wait_for_other_threads(trial: Trial, method: str) -> None:
    # First by the callback itself: what does not work there is left to other clauses.
    trial.run(ELSEWHERE)
    trial.run(BY_THIS_THREAD)
    trial.run(f"""
        def g(name): calls.append(("g",))
        def h(name): pass
        def operations():
            for operation in [
                lambda: emitter.once("left", g),
                lambda: emitter.on("joined", h),
                lambda: emitter.off("joined", h),
                lambda: emitter.emit("joined", "by another thread"),
                lambda: emitter.emit("left", "alice"),
            ]:
                noted(operation)
        def alone(name):
            if name == "alice":
                operations()
                calls.append(("alone",))
        emitter.{method}("joined", alone)
        noted(lambda: emitter.emit("joined", "alice"))
        usual = calls[:1]
        calls.clear()
        emitter = EventEmitter()
        def f(name):
            if name != "alice":
                return
            elsewhere(operations)
            for _ in range(100):
                others[0].join(0.01)
            calls.append(("f", "waits" if others[0].is_alive() else "has waited"))
        emitter.{method}("joined", f)
        noted(lambda: emitter.emit("joined", "alice"))
        for other in others:
            if other.ident is not None:  # a thread of the candidate may be about to start it
                other.join()
        begun = calls[:1]
    """)
    trial.expect("('f', 'has waited') in calls", "the other thread ends while f waits for it")
    trial.expect(
        "usual != [('g',)] or begun == usual",
        "an emission of the other thread calls g while f waits",
        "f waits in vain before g is called",
    )


def test_first_registrations_are_not_lost(trial: Trial) -> None:
    first_in_a_pause(trial)
    on = 'emitter.on("joined", f)'
    before_each_line(trial, on, 'emitter.on("joined", e)', "ef", MISSING, present="")


@for_all(way=[ON[0], ONCE[0]], pauses=PAUSES_OF_AN_OPERATION)
def first_in_a_pause(trial: Trial, way: Entry, pauses: int) -> None:
    register, other = registered(way, "event", "f"), registered(way, "event", "g")
    trial.run(ELSEWHERE)
    trial.run(PAUSES)
    trial.run(f"plan += [lambda: elsewhere(lambda: {other})] + [int] * {pauses}")
    trial.run(register)
    trial.run(PLAN_ENDED)
    trial.run(ENDED)
    emission_afterwards(trial)
    trial.expect_calls(("f",), ("g",))


def test_once_is_called_once(trial: Trial) -> None:
    trial.run(ELSEWHERE)
    trial.run(EMITS_ELSEWHERE)
    trial.run(ENDED)
    trial.expect_calls(("f",), ("g",), ("h",))
    trial.restart()
    trial.run(ELSEWHERE)
    trial.run(LINES)
    trial.run("""
        def g(): calls.append(("g",))
        def emit(): emitter.emit("joined")
        found = []
        for number in range(60):
            emitter = EventEmitter()
            emitter.once("joined", g)
            for each in [calls, others, errors]:
                each.clear()
            if not before_line(number, emit, emit):
                break
            if len(calls) > 1:
                found.append(f"g called {len(calls)} times")
    """)
    words = "g called once, before whichever line of one thread the other has its turn"
    trial.expect("found == []", words, told="{found[0]}")
