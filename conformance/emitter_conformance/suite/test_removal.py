"""Chapter removal: what `off` ends, and what it leaves alone."""

from __future__ import annotations

import textwrap

from emitter_conformance.checks.catalogues import callbacks, surroundings
from emitter_conformance.checks.catalogues.entry import Entry, entries
from emitter_conformance.checks.catalogues.surroundings import within
from emitter_conformance.checks.catalogues.ways import ON, registered
from emitter_conformance.checks.for_all import for_all
from emitter_conformance.checks.trial import Trial
from emitter_conformance.suite.test_registration import (
    EQUAL_CALLBACKS,
    UNEQUAL_CALLBACKS,
    refuses_unhashable,
)


def test_ends_the_calls(trial: Trial) -> None:
    ends_whatever_it_is(trial)
    ends_some_of_three(trial)


def test_unknown_event_is_silent(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        emitter.off("left", f)
        emitter.on("joined", f)
        emitter.off("left", f)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",))


def test_unknown_callback_is_silent(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        def g(): calls.append(("g",))
        async def h(): pass
    """)
    trial.run('emitter.on("joined", f), emitter.on("left", g)', essential=True)
    trial.run('emitter.emit("joined")')
    trial.expect_calls(("f",))
    trial.run("""
        emitter.off("joined", g)
        emitter.off("joined", h)
    """)
    trial.expect_calls()
    # Nor does it matter whether the event has others left.
    trial.run('emitter.off("joined", f)', essential=True)
    trial.run('emitter.off("joined", g)')
    trial.expect_calls()


def test_twice_is_silent(trial: Trial) -> None:
    trial.run('def f(): calls.append(("f",))')
    trial.run('emitter.on("joined", f)', essential=True)
    trial.run('emitter.emit("joined")')
    trial.expect_calls(("f",))
    for _ in range(2):
        trial.run('emitter.off("joined", f)', essential=True)
    trial.expect_calls()


def test_none_removes_nothing(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        def g(): calls.append(("g",))
        emitter.on("joined", f)
        emitter.on("left", g)
        emitter.off("joined", None)
        emitter.emit("joined")
        emitter.emit("left")
    """)
    trial.expect_calls(("f",), ("g",))


def test_needs_a_callback(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        emitter.on("joined", f)
        emitter.off("joined")
    """)
    trial.expect_raised(TypeError)
    trial.run('emitter.emit("joined")')
    trial.expect_calls(("f",))


@for_all(event=["['joined']", "(['joined'],)"])
def test_unhashable_event_raises(trial: Trial, event: str) -> None:
    refuses_unhashable(trial, f"off({event}, f)")


def test_leaves_other_callbacks(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        def g(): calls.append(("g",))
        def h(): calls.append(("h",))
        for callback in [f, g, h]:
            emitter.on("joined", callback)
        emitter.off("joined", g)
        emitter.emit("joined")
    """)
    trial.expect("('f',) in calls and ('h',) in calls", "f and h called")
    trial.run("""
        import functools
        class Room:
            def __call__(self): calls.append(("room",))
            def join(self): calls.append(("join",))
        def another(name): return lambda: calls.append((name,))
        @functools.wraps(f)
        def wrapper(): calls.append(("wrapper",))
        room, i, j = Room(), another("i"), another("j")
        calls.clear()
        for callback in [wrapper, functools.partial(f), room.join, i, j]:
            emitter.on("left", callback)
        for callback in [f, Room.join, room, i]:
            try: emitter.off("left", callback)
            except Exception: pass
        emitter.emit("left")
    """)
    trial.expect(
        "{('wrapper',), ('f',), ('join',), ('j',)} <= set(calls)", "wrapper, f, join and j called"
    )
    trial.run("""
        calls.clear()
        def attempt(method, *given):
            try: return method("opened", *given)
            except Exception: pass  # other clauses judge that
        handle = attempt(emitter.once, f)
        attempt(emitter.emit)
        attempt(emitter.once, g)
        attempt(emitter.off, handle)
        attempt(emitter.emit)
    """)
    trial.expect("('g',) in calls", "g called")
    trial.run("""
        class Guest:
            def __hash__(self): return 1
            def __call__(self): calls.append(("guest",))
        guest = Guest()
        calls.clear()
        emitter.on("muted", guest)
        try: emitter.off("muted", Guest())
        except Exception: pass
        emitter.emit("muted")
    """)
    trial.expect("('guest',) in calls", "guest called")
    trial.run("""
        calls.clear()
        emitter.on("opened", f)
        for _ in range(1100):
            emitter.on("opened", g)
            emitter.off("opened", g)
        emitter.emit("opened")
    """)
    trial.expect("('f',) in calls", "f called")
    leaves_those_that_are_alike(trial)


@for_all(given=UNEQUAL_CALLBACKS)
def leaves_those_that_are_alike(trial: Trial, given: Entry) -> None:
    trial.run(f"""
        callbacks, other = {given}, EventEmitter()
        for callback in callbacks:
            emitter.on("joined", callback)
            other.on("joined", callback)
        other.emit("joined")
        number = len(calls)
        emitter.off("joined", callbacks[0])
        emitter.emit("joined")
    """)
    trial.expect(
        "len(calls) >= 2 * number - 1", "one call less", "{len(calls) - number} of {number} calls"
    )


def test_leaves_other_events(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        for event in ["joined", "left", "muted"]:
            emitter.on(event, f)
        emitter.off("left", f)
        emitter.emit("joined")
        emitter.emit("muted")
    """)
    trial.expect_calls(("f",), ("f",))
    trial.run("""
        def g(): calls.append(("g",))
        emitter.on("opened", g)
        for event in ["*", "", None, "all", "any", ..., ()]:
            try: emitter.off(event, g)
            except Exception: pass
        emitter.emit("opened")
    """)
    trial.expect_calls(("g",))
    trial.run("""
        def h(): calls.append(("h",))
        handle = emitter.once("closed", h)
        try: emitter.off("opened", handle)
        except Exception: pass
        emitter.emit("closed")
    """)
    trial.expect("('h',) in calls", "h called")


@for_all(given=EQUAL_CALLBACKS)
def test_is_by_equality(trial: Trial, given: Entry) -> None:
    trial.run(f"""
        def other(): calls.append(("other",))
        callback, equal = {given}
        emitter.on("left", other)
        emitter.on("joined", callback)
        emitter.off("joined", equal)
        emitter.emit("left")
        emitter.emit("joined", ("f",))
    """)
    trial.expect_calls(("other",))


def test_can_be_undone(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        for _ in range(2):
            emitter.on("joined", f)
            emitter.emit("joined")
            emitter.off("joined", f)
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",), ("f",), ("f",))
    trial.run("""
        def g():
            calls.append(("g",))
            emitter.off("left", g)
            emitter.on("left", g)
        emitter.on("left", g)
        emitter.emit("left")
        renewed = len(calls)
        emitter.emit("left")
    """)
    trial.expect(
        "('g',) in calls[renewed:]", "g called by the second emission", show="calls[renewed:]"
    )


ENDINGS = [
    Entry("removed", 'emitter.on("joined", given)\nemitter.off("joined", given)'),
    Entry(
        "removed after a call",
        """\
emitter.on("joined", given)
try: emitter.emit("joined", "alice")
except Exception: pass
emitter.off("joined", given)""",
    ),
    Entry(
        "removed by itself",
        """\
emitter.on("joined", lambda *args: emitter.off("joined", given))
emitter.on("joined", given)
try: emitter.emit("joined", "alice")
except Exception: pass
emitter.off("joined", given)""",
    ),
    Entry(
        "removed by those before it and after it",
        """\
def remover(): return lambda *args: emitter.off("joined", given)
removers = [remover(), remover()]
for each in [removers[0], given, removers[1]]:
    emitter.on("joined", each)
try: emitter.emit("joined", "alice")
except Exception: pass
for each in removers:
    emitter.off("joined", each)""",
    ),
    Entry(
        "removed in an emission that a TypeError ends",
        """\
def failing():
    def fail(*args):
        emitter.off("joined", given)
        raise TypeError("no seat")
    return fail
failures = [failing(), failing()]
for each in [failures[0], given, failures[1]]:
    emitter.on("joined", each)
for each in failures:
    try: emitter.emit("joined", "alice")
    except Exception: pass
for each in failures:
    emitter.off("joined", each)
emitter.off("joined", given)""",
    ),
    Entry(
        "spent",
        """\
emitter.once("joined", given)
try: emitter.emit("joined", "alice")
except Exception: pass""",
    ),
    Entry(
        "spent twice",
        """\
emitter.once("joined", given)
emitter.once("joined", given)
for _ in range(2):
    try: emitter.emit("joined", "alice")
    except Exception: pass""",
    ),
    Entry("cancelled", 'emitter.off("joined", emitter.once("joined", given))'),
]
KEPT = entries(
    """\
# a function: given
def given(*args): calls.append(("given",))
# a lambda with a parameter: given
given = lambda a: calls.append(("given",))
# a class: given
given = type("Guest", (), {"__init__": lambda self, a: calls.append(("given",))})
# a partial: given
import functools
given = functools.partial(lambda a: calls.append(("given",)))
# a callable object: given
class Greeter:
    def __call__(self, a): calls.append(("given",))
given = Greeter()
# a function that its own default leads to: given
class Room: pass
def given(a, room=Room()): calls.append(("given",))
given.__defaults__[0].greet = given
# a callback that fails: given
def given(a): calls.append(("given",)); raise ValueError("no seat")
# a callback that raises TypeError: given
def given(a): calls.append(("given",)); raise TypeError("no row")
"""
)


@for_all(ending=ENDINGS, what=KEPT)
def test_releases_the_callback(trial: Trial, ending: Entry, what: Entry) -> None:
    trial.run("import gc, weakref")
    trial.run("alive, kept = weakref.ref(given), None")
    ended = textwrap.indent(ending.source, " ")
    trial.run(f"try:\n{ended}\nexcept Exception: pass")
    trial.run("""
        records.clear()
        del given
        alive() is None or gc.collect()
        kept = alive()
    """)
    trial.look()
    trial.run('try: emitter.emit("joined", "alice")\nexcept Exception: pass')
    if not trial.look().calls:  # if it is called, what is wrong is not that it is kept
        trial.expect_freed("kept", "the callback is freed after its removal")


@for_all(
    callback=callbacks.CALLBACKS,
    way=ON,
    around=surroundings.SAME_THREAD[:3],
)
def ends_whatever_it_is(trial: Trial, callback: Entry, way: Entry, around: Entry) -> None:
    trial.run(f"""
        given = {callback}
        {registered(way, '"joined"', "given")}
        emitter.emit("joined", 1, 2)
    """)
    trial.expect_calls(("f", 1, 2))
    trial.run(within(around, 'emitter.off("joined", given)\nemitter.emit("joined", 3, 4)'))
    trial.expect_calls()


@for_all(order=["fgh", "gfh", "hgf"], number=range(1, 4), before=["", "emits"], new=["", "is on"])
def ends_some_of_three(trial: Trial, order: str, number: int, before: str, new: str) -> None:
    """Expect that some of three are removed, before or after an emission, and others come.

    Args:
        trial: What runs the steps.
        order: The names of the callbacks in the order in which they are removed.
        number: How many are.
        before: Whether an emission came before, or "".
        new: Whether as many others are registered in their place, or "".

    """
    trial.run(f"""
        def f(): calls.append(("f",))
        def g(): calls.append(("g",))
        def h(): calls.append(("h",))
        for callback in [f, g, h]:
            emitter.on("joined", callback)
        {'emitter.emit("joined")' if before else ""}
        for callback in [{", ".join(order)}][:{number}]:
            emitter.off("joined", callback)
            {'emitter.on("joined", lambda: None)' if new else ""}
        calls.clear()
        emitter.emit("joined")
        gone = {{(name,) for name in "{order[:number]}"}} & {{*calls}}
    """)
    trial.expect("gone == set()", "nothing that was removed is called", show="sorted(gone)")
