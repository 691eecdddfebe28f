"""Chapter threads: one emitter used by several threads.

Whatever the turns of the threads, a good emitter passes: no check waits for luck, and what it waits
for is only how well it finds a bad one. Another thread gets its turn where Python hands over
anyway, in the `__hash__`, `__eq__` and `__signature__` of events and callbacks, or between two
lines; it is waited for until it ends, but not for ever, as a lock may keep it from that.
"""

from __future__ import annotations

import itertools
from typing import Callable

from emitter_conformance.checks.catalogues.entry import Entry
from emitter_conformance.checks.catalogues.ways import ON as BY_ON
from emitter_conformance.checks.catalogues.ways import ONCE as BY_ONCE
from emitter_conformance.checks.catalogues.ways import registered
from emitter_conformance.checks.for_all import for_all
from emitter_conformance.checks.formatting import unindented
from emitter_conformance.checks.trial import Trial

from .turns import (
    AT_ONCE,
    ATTEMPT,
    BY_THREAD,
    ELSEWHERE,
    EMITS_ELSEWHERE,
    INTERLEAVED,
    LINES,
    MEANWHILE,
    PAUSES,
)

OFF_F = "emitter.off(event, f)"
CANCEL_G = "emitter.off(event, handle)"
OFF_ALL = "[emitter.off(event, each) for each in [e, f, handle, h]]"
ON_I = "emitter.on(event, i)"
ON_J = "emitter.on(event, j)"
ONCE_J = "emitter.once(event, j)"
EMIT = "emitter.emit(event)"
TRY = "attempt()"  # to emit, where another clause judges what that raises
AFTERWARDS = "called by the emission afterwards"
CALLED = "{' and '.join(name for name, in calls) or 'nothing'!s} called"
ON, OFF = 'emitter.on("joined", {})', 'emitter.off("joined", {})'
RAISED = "an exception"
MISSING, LEFT = "{{*{0}}} <= {{*calls}}", "{{*calls}} <= {{*{0}}}"

ADDED = {"i": {ON_I}, "j": {ON_J, ONCE_J}}
REMOVED = {
    "e": {OFF_ALL},
    "f": {OFF_F, OFF_ALL},
    "g": {CANCEL_G, EMIT, TRY, OFF_ALL},
    "h": {OFF_ALL},
}
PAUSES_OF_AN_OPERATION = range(5)
MOST_LINES = 60
"""The number of lines of an operation before which another thread gets its turn."""

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

RAISES = """
    def i(name): raise TypeError(name)
    1 emitter = EventEmitter()
    2 emitter.on("opened", i)
    1 emitter.emit("opened", "frank")
"""
# What two threads do in turn; a line with a number is performed by that thread.
USES = [
    """
    def f(name): calls.append(("f", name))
    def h(name): calls.append(("h", name))
    1 emitter = EventEmitter()
    1 emitter.on("joined", f)
    2 emitter.emit("joined", "alice")
    2 emitter.on("joined", h)
    1 emitter.emit("joined", "bob")
    1 emitter.off("joined", h)
    2 emitter.emit("joined", "carol")
    """,
    """
    def g(name): calls.append(("g", name))
    1 emitter = EventEmitter()
    1 decorator = emitter.once("left")
    1 decorator(g)
    2 emitter.emit("left", "alice")
    1 emitter.emit("left", "dave")
    2 emitter.once("left", g)
    1 emitter.emit("left", "erin")
    2 emitter.emit("left", "frank")
    """,
    """
    def g(name): calls.append(("g", name))
    def h(name): calls.append(("h", name))
    1 emitter = EventEmitter()
    1 emitter.on("muted", g)
    1 handle = emitter.once("muted", h)
    1 emitter.off("muted", handle)
    2 emitter.emit("muted", "alice")
    """,
    """
    def f(name): calls.append(("f", name))
    def g(name): calls.append(("g", name))
    1 emitter = EventEmitter()
    1 emitter.on("joined", f)
    1 emitter.emit("joined", "bob")
    1 emitter.on("joined", g)
    2 emitter.emit("joined", "gina")
    1 emitter.off("joined", g)
    2 emitter.emit("joined", "hank")
    """,
    RAISES,
]


def performed(use: str, threads: str) -> str:
    """Return the steps of a use, of which some threads are other ones than that of the steps."""
    steps = []
    for line in unindented(use).splitlines():
        number, _, step = line.partition(" ")
        name, equals, operation = step.rpartition(" = ")
        if number in threads:
            step = f"{name}{equals}by_thread(lambda: {operation})"
        steps.append(step if number.isdigit() else line)
    return "\n".join(steps)


def set_up(trial: Trial) -> None:
    """Register the callbacks e, f, g and h; g waits for one call."""
    trial.restart()
    trial.run(ELSEWHERE)
    trial.run(PAUSES)
    trial.run(ATTEMPT)
    trial.run("emitter.on(event, e)", essential=True)  # what is added to no callbacks may be lost
    trial.run("""
        emitter.on(event, f)
        handle = emitter.once(event, g)
        emitter.on(event, h)
    """)


def finish(trial: Trial) -> None:
    """Wait for the other threads, and raise what was raised there; no failure goes without."""
    trial.run("finish()", essential=True)


def emission_afterwards(trial: Trial) -> None:
    """Emit when the operations have ended."""
    trial.run("calls.clear()")
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
        seen = trial.look()
        called = [call[0] for call in seen.calls if isinstance(call, tuple)]
        names = sorted(name for name in called if name not in uncertain)
        works = works and seen.raised is None and names == expected
    return works


def in_a_pause(trial: Trial, operations: tuple[str, str], expect: Callable[[], None]) -> None:
    """Let another thread perform an operation in a pause of an operation of this one.

    Args:
        trial: What runs the steps.
        operations: Source of that of this thread, and of that of the other.
        expect: Judges what came of it, whichever pause it was.

    """
    set_up(trial)
    trial.run(TRY)
    trial.expect("('e',) in calls", "e called")
    if not work_in_turn(trial, operations):
        return
    for pauses in PAUSES_OF_AN_OPERATION:
        set_up(trial)
        trial.run(f"in_pause({pauses}, lambda: {operations[1]})")
        trial.run(operations[0])
        finish(trial)
        expect()


def has_line(trial: Trial, number: int, operations: str) -> bool:
    """Let another thread perform an operation before a line of one; return whether it has the line.

    Args:
        trial: What runs the steps.
        number: The number of the line; those from `MOST_LINES` on count as missing.
        operations: Source of the operation with the lines, and of that of the other thread.

    """
    trial.run(f"before_lines([{number}], {operations})")
    return number < MOST_LINES and bool(trial.names.get("has_lines"))


def before_each_line(
    trial: Trial,
    operations: tuple[str, str],
    expected: str,
    wrong: str,
    present: str = "efg",
    is_emission_one_of_them: bool = False,
) -> None:
    """Let another thread perform an operation before each of the first lines of one of this thread.

    Args:
        trial: What runs the steps.
        operations: Source of the operation of this thread, and of that of the other.
        expected: The names of the callbacks that an emission calls, in the end.
        wrong: What is judged: RAISED, MISSING or LEFT; the rest is left to other clauses.
        present: The names of the callbacks that are registered before.
        is_emission_one_of_them: Whether that emission is one of the operations.

    """
    calls = [(name,) for name in expected]

    def begin() -> None:
        trial.restart()
        trial.run(ELSEWHERE)
        trial.run(LINES)
        trial.run(f"""
            def named(name): return lambda: calls.append((name,))
            e, f, g, h = map(named, "efgh")
            def one(): {operations[0]}
            def other(): {operations[1]}
        """)
        if present:
            registered = f'for each in [{", ".join(present)}]: emitter.on("joined", each)'
            trial.run(registered, essential=True)

    def emit() -> None:
        if not is_emission_one_of_them:
            trial.run("calls.clear()")
            trial.run('emitter.emit("joined")')

    trial.restart()
    trial.run(BY_THIS_THREAD)
    begin()
    trial.run("one()")
    trial.run("other()")
    emit()
    seen = trial.look()
    if seen.raised is not None or {*seen.calls} != {*calls}:
        return  # what is wrong has nothing to do with threads

    def reaches(number: int) -> bool:
        begin()
        return has_line(trial, number, "one, other")

    for _ in itertools.takewhile(reaches, itertools.count()):
        finish(trial)
        emit()
        if wrong is RAISED:
            trial.close()
        elif not trial.has_raised:
            trial.expect(wrong.format(calls), f"{' and '.join(expected)} called", CALLED)


def test_no_thread_is_special(trial: Trial) -> None:
    trial.run("""
        def f(name): calls.append(("f", name))
        emitter.on("joined", f)
        emitter.emit("joined", "alice")
    """)
    trial.expect_calls(("f", "alice"))
    work_in_each_thread(trial)


@for_all(use=USES, threads="12")
def work_in_each_thread(trial: Trial, use: str, threads: str) -> None:
    trial.run(performed(use, ""))
    alone = trial.look()
    if type(alone.raised) is not (TypeError if use is RAISES else type(None)):
        return  # what is wrong has nothing to do with threads
    trial.restart()
    trial.run(BY_THREAD)
    trial.run(performed(use, threads))
    if alone.raised is None:
        trial.expect_calls(*[call for call in alone.calls if isinstance(call, tuple)])
    else:
        trial.expect_raised(TypeError)


@for_all(operations=[(OFF_F, OFF_F), (ON_I, ON_I), (EMIT, OFF_F), (EMIT, ON_I), (CANCEL_G, EMIT)])
def raise_nothing_in_a_pause(trial: Trial, operations: tuple[str, str]) -> None:
    def expect() -> None:
        emission_afterwards(trial)
        trial.expect("('e',) in calls", f"e {AFTERWARDS}", CALLED)

    in_a_pause(trial, operations, expect)


def still_calls(trial: Trial) -> None:
    """Expect that the emitter calls what is registered now."""
    trial.run("""
        def afterwards(): calls.append(("afterwards",))
        emitter.on("joined", afterwards)
        emitter.emit("joined")
    """)
    words, told = "afterwards called once", "afterwards called {calls.count(('afterwards',))} times"
    trial.expect("calls.count(('afterwards',)) == 1", words, told)


def test_operations_raise_nothing(trial: Trial) -> None:
    raise_nothing_in_a_pause(trial)
    before_each_line(trial, (OFF.format("f"), OFF.format("e")), "g", RAISED)
    # Another thread registers or removes before each of the first lines of an emission.
    trial.restart()
    trial.run(BY_THIS_THREAD)
    trial.restart()
    trial.run(ELSEWHERE)
    trial.run(LINES)
    trial.run("""
        def f(): calls.append(("f",))
        def g(): pass
        def h(): pass
        for each in [f, g]: emitter.on("joined", each)
        def change(): (emitter.on if len(others) % 2 else emitter.off)("joined", h)
        before_lines(range(30), lambda: emitter.emit("joined"), change)
    """)
    finish(trial)
    still_calls(trial)
    # Four threads, as often as Python lets them take turns.
    trial.restart()
    trial.run(BY_THIS_THREAD)
    trial.restart()
    trial.run(ELSEWHERE)
    trial.run(AT_ONCE)
    trial.run("""
        def f(): calls.append(("f",))
        def g(): pass
        def change(): emitter.on("joined", g); emitter.off("joined", g)
        def cancel(): emitter.off("left", emitter.once("left", g))
        def emit(): emitter.emit("joined")
        emitter.on("joined", f)
        at_once(emit, emit, *filter(works, [change, cancel]))
    """)
    finish(trial)
    still_calls(trial)


@for_all(operations=[(OFF_F, EMIT), (ON_I, EMIT), (ONCE_J, EMIT), (EMIT, OFF_F), (EMIT, EMIT)])
def are_called_in_a_pause(trial: Trial, operations: tuple[str, str]) -> None:
    number = operations.count(EMIT)

    def expect() -> None:
        trial.expect(
            f"calls.count(('e',)) == calls.count(('h',)) == {number}",
            f"e and h called by each of {number} emissions" if number > 1 else "e and h called",
            "calls of e: {calls.count(('e',))}, of h: {calls.count(('h',))}",
        )
        trial.expect("('g',) in calls", "g called")

    in_a_pause(trial, operations, expect)


def test_earlier_registrations_are_called(trial: Trial) -> None:
    are_called_in_a_pause(trial)
    for operation, expected in [(ON.format("f"), "efg"), (OFF.format("g"), "ef")]:
        operations = (operation, 'emitter.emit("joined")')
        before_each_line(trial, operations, expected, MISSING, is_emission_one_of_them=True)


@for_all(
    operations=[
        *[(ON_I, ON_J), (ON_I, OFF_F), (OFF_F, ON_I), (ONCE_J, ON_I), (TRY, ON_I)],
        (ON_I, OFF_ALL),
    ]
)
def are_kept_in_a_pause(trial: Trial, operations: tuple[str, str]) -> None:
    added = [name for name, each in ADDED.items() if each & {*operations}]

    def expect() -> None:
        emission_afterwards(trial)
        new = "sorted(name for name, in calls if name in 'ij')"
        trial.expect(f"{new} == {added}", f"{' and '.join(added)} {AFTERWARDS}", CALLED)

    in_a_pause(trial, operations, expect)


def test_registrations_are_kept(trial: Trial) -> None:
    are_kept_in_a_pause(trial)
    before_each_line(trial, (OFF.format("f"), OFF.format("e")), "g", MISSING)
    before_each_line(trial, (OFF.format("f"), ON.format("h")), "egh", MISSING)


@for_all(
    operations=[
        *[(OFF_F, ON_I), (ON_I, OFF_F), (OFF_F, CANCEL_G)],
        *[(ON_I, TRY), (TRY, ON_I)],
    ]
)
def stay_removed_in_a_pause(trial: Trial, operations: tuple[str, str]) -> None:
    def expect() -> None:
        removed = {name for name, each in REMOVED.items() if each & {*operations}}
        is_unspent = TRY in operations and ("g",) not in trial.calls  # the emission did not call it
        removed -= {"g"} if is_unspent else set()
        emission_afterwards(trial)
        for name in sorted(removed):
            trial.expect(f"('{name}',) not in calls", f"{name} not {AFTERWARDS}", CALLED)
        trial.expect("('e',) in calls", f"e {AFTERWARDS}", CALLED)

    in_a_pause(trial, operations, expect)


def test_removals_are_kept(trial: Trial) -> None:
    stay_removed_in_a_pause(trial)
    before_each_line(trial, ('emitter.emit("joined")', OFF.format("g")), "ef", LEFT)


def test_emissions_do_not_mix(trial: Trial) -> None:
    trial.run(BY_THIS_THREAD)
    trial.restart()
    trial.run(ELSEWHERE)
    trial.run(INTERLEAVED)
    trial.run("""
        def f(guest): calls.append(("f", guest)); turn()
        def g(guest): calls.append(("g", guest)); turn()
        def h(guest): calls.append(("h", guest)); turn()
        for each in [f, g, h]: emitter.on("joined", each)
        def one(): emitter.emit("joined", "alice")
        def other(): emitter.emit("joined", "bob")
        interleaved(one, other)
    """)
    finish(trial)
    trial.expect_calls(*[(name, guest) for guest in ("alice", "bob") for name in "fgh"])


@for_all(
    method=["on", "once"],
    operation=[
        'emitter.emit("joined", "bob")',
        'emitter.on("joined", h)',
        'emitter.on("joined", h); emitter.off("joined", h)',
        'emitter.once("left", g); emitter.emit("left", "bob")',
    ],
)
def test_callbacks_can_wait_for_other_threads(trial: Trial, method: str, operation: str) -> None:
    def run(performed: str) -> None:
        trial.restart()
        trial.run(ELSEWHERE)
        trial.run(MEANWHILE)
        steps = f"""
            def g(name): calls.append(("g", name))
            def h(name): pass
            def operation(): {operation}
            def f(name):
                if name == "alice": calls.append(("f", {performed}))
            emitter.{method}("joined", f)
            emitter.emit("joined", "alice")
        """
        trial.run(steps, essential=True)

    # First by the callback itself: what does not work there is left to other clauses.
    trial.run(BY_THIS_THREAD)
    run("noted(operation)")
    alone = trial.look()
    if alone.raised is not None:
        return
    run("meanwhile(operation)")
    finish(trial)
    trial.expect("('f', 'has waited') in calls", "the other thread ends while f waits for it")
    if alone.calls[:1] == (("g", "bob"),):
        trial.expect(
            "calls[0] == ('g', 'bob')",
            "an emission of the other thread calls g while f waits",
            "f waits in vain before g is called",
        )


def test_first_registrations_are_not_lost(trial: Trial) -> None:
    first_in_a_pause(trial)
    before_each_line(trial, (ON.format("f"), ON.format("e")), "ef", MISSING, present="")


@for_all(way=[BY_ON[0], BY_ONCE[0]], pauses=PAUSES_OF_AN_OPERATION)
def first_in_a_pause(trial: Trial, way: Entry, pauses: int) -> None:
    register, other = registered(way, "event", "f"), registered(way, "event", "g")
    trial.run(ELSEWHERE)
    trial.run(PAUSES)
    trial.run(f"in_pause({pauses}, lambda: {other})")
    trial.run(register)
    finish(trial)
    emission_afterwards(trial)
    trial.expect_calls(("f",), ("g",))


def test_once_is_called_once(trial: Trial) -> None:
    trial.run(ELSEWHERE)
    trial.run(EMITS_ELSEWHERE)
    trial.expect_calls(("f",), ("g",), ("h",))

    def reaches(number: int) -> bool:
        trial.restart()
        trial.run(ELSEWHERE)
        trial.run(LINES)
        trial.run("""
            def g(): calls.append(("g",))
            def emit(): emitter.emit("joined")
            emitter.once("joined", g)
        """)
        return has_line(trial, number, "emit, emit")

    for _ in itertools.takewhile(reaches, itertools.count()):
        trial.expect("len(calls) < 2", "g called once")
