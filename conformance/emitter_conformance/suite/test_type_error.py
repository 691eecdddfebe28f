"""Chapter type_error: a TypeError leaves the emission."""

from __future__ import annotations

from emitter_conformance.checks.catalogues import surroundings
from emitter_conformance.checks.catalogues.entry import Entry
from emitter_conformance.checks.catalogues.exceptions import TYPE_ERRORS
from emitter_conformance.checks.catalogues.ways import ON, ONCE, registered
from emitter_conformance.checks.for_all import for_all
from emitter_conformance.checks.trial import Trial

BUILT_IN = "[].extend"


def test_leaves_emit(trial: Trial) -> None:
    leaves_in_all_surroundings(trial)
    leaves_whoever_raises_it(trial)
    leaves_as_it_was(trial)


STATE = """
    # state(error): its attributes, notes and context
    def state(error):
        return dict(
            vars(error),
            __notes__=[*error.__notes__],
            __context__=error.__context__,
            __suppress_context__=error.__suppress_context__,
        )
    def changed(before, after):
        names = sorted({*before, *after})
        return [(each, after.get(each)) for each in names if before.get(each) != after.get(each)]
"""
HANDLING = 'try: raise LookupError("handled while emit is called")\nexcept LookupError: emit()'


@for_all(emission=["emit()", HANDLING])
def leaves_as_it_was(trial: Trial, emission: str) -> None:
    trial.run(STATE)
    trial.run("""
        states, error = [], TypeError("no row")
        error.seat, error.__notes__ = 7, ["the seventh"]
        def f(guest):
            try:
                try: raise KeyError("no room")
                finally: raise error
            except TypeError: states.append(state(error)); raise
        emitter.on("joined", f)
        def emit():
            try: emitter.emit("joined", "alice")
            except TypeError as caught: states.append(state(caught))
    """)
    trial.run(emission)
    trial.expect("len(states) == 2", "the error leaves `emit`", "nothing leaves it")
    trial.expect(
        "changed(*states) == []",
        "the error leaves `emit` as f raised it",
        "its {changed(*states)[0][0]!s} is {changed(*states)[0][1]} then",
    )


@for_all(error=TYPE_ERRORS[3:], way=ON, around=surroundings.FEW)
def test_subclasses_leave_emit(trial: Trial, error: Entry, way: Entry, around: Entry) -> None:
    leaves(trial, error, way, around)


def test_from_a_call_that_does_not_fit(trial: Trial) -> None:
    trial.run("""
        def f(*, name): calls.append(("f",))
        def g(*args, name): calls.append(("g",))
        def h(): calls.append(("h",))
        emitter.on("joined", f)
        emitter.emit("joined", "alice")
    """)
    trial.expect_raised(TypeError)
    # The error of a call says what Python says of it, and not what `bind` of a signature says.
    trial.run("""
        def said(operation, *arguments):
            try: operation(*arguments)
            except TypeError as error: return str(error)
        words = said(f), said(emitter.emit, "joined")
    """)
    told = "another TypeError: {words[1]!s} (the call: {words[0]!s})"
    trial.expect("words[1] in (None, words[0])", "the TypeError of the call", told)
    trial.run("""
        emitter.on("left", g)
        emitter.emit("left", "alice")
    """)
    trial.expect_raised(TypeError)
    trial.run("""
        emitter.on("muted", h)
        emitter.emit("muted")
    """)
    trial.expect_calls(("h",))


@for_all(error=TYPE_ERRORS, way=ONCE, around=surroundings.FEW)
def test_from_once(trial: Trial, error: Entry, way: Entry, around: Entry) -> None:
    leaves(trial, error, way, around)


def test_is_not_logged(trial: Trial) -> None:
    trial.run("""
        def f(name):
            calls.append(("f", name))
            raise TypeError("no seat")
        emitter.on("joined", f)
        try: emitter.emit("joined", "alice")
        except Exception: pass
    """)
    trial.expect_not_logged()
    trial.expect("('f', 'alice') in calls", "f called with ('alice')")
    trial.run("""
        emitter.once("left", f)
        try: emitter.emit("left", "alice")
        except Exception: pass
        else: records.clear()  # it does not leave: other clauses judge that
    """)
    trial.expect_not_logged()


def test_stops_the_emission(trial: Trial) -> None:
    trial.run("""
        def failing(name):
            def f(guest):
                calls.append((name, guest))
                raise TypeError(name)
            return f
        for name in ["f", "g", "h"]:
            emitter.on("joined", failing(name))
        try: emitter.emit("joined", "alice")
        except BaseException: pass
    """)
    trial.expect("len(calls) == 1", "no callback called after the one that raises")


@for_all(wrong=["lambda guest, seat: None", "failing", "leaving"], earlier=range(1, 4))
def test_earlier_callbacks_have_run(trial: Trial, wrong: str, earlier: int) -> None:
    trial.run(f"""
        def failing(guest): raise TypeError("no seat")
        def leaving(guest): raise KeyboardInterrupt
        def named(name): return lambda guest: calls.append((name,))
        for name in "fgh"[:{earlier}]:
            emitter.on("joined", named(name))
        emitter.on("joined", {wrong})
        emitter.on("joined", named("later"))
        try: emitter.emit("joined", "alice")
        except (TypeError, KeyboardInterrupt): pass
    """)
    earlier_calls = [(name,) for name in "fgh"[:earlier]]
    trial.expect(f"calls[:{earlier}] == {earlier_calls}", "the earlier callbacks called first")


def test_callback_is_not_called_again(trial: Trial) -> None:
    is_not_called_again(trial)
    built_in_is_not_called_again(trial)


WORDS = [
    "no seat",
    "takes 1 positional argument but 2 were given",
    "missing 1 required argument",
    "got an unexpected keyword argument 'event'",
]


@for_all(
    callback=["f", "Room().join", "functools.partial(f)", "Greeter()", "lambda _: f()", BUILT_IN],
    words=WORDS,
)
def is_not_called_again(trial: Trial, callback: str, words: str) -> None:
    trial.run(f"""
        import functools
        def f(*args):
            calls.append(("f",))
            raise TypeError("{words}")
        class Room:
            def join(self, *args): f()
        class Greeter:
            def __call__(self, *args): f()
        class Guests:
            def __iter__(self): f()
        callback = {callback}
        emitter.on("joined", callback)
        times = []
        for _ in range(2):
            before = len(calls)
            try: emitter.emit("joined", Guests())
            except Exception: pass
            times.append(len(calls) - before)
    """)
    if callback == BUILT_IN and not trial.calls:
        return  # the clauses about its parameters judge that
    trial.expect("calls != []", "f called")
    trial.expect(
        "max(times) < 2", "f called once for each emission", "f called {max(times)} times for one"
    )


def built_in_is_not_called_again(trial: Trial) -> None:
    """Expect one call of a built-in whose TypeError passes through no frame of Python."""
    trial.restart()
    trial.run("""
        emitter.on("joined", calls.extend)
        try: emitter.emit("joined", map(int, ["1", None, "2", None]))
        except Exception: pass
    """)
    if trial.calls:
        trial.expect("calls == [1]", "calls.extend called once", "called twice: {calls}")


def test_keeps_registrations(trial: Trial) -> None:
    trial.run("""
        def f(failing):
            calls.append(("f", failing))
            if failing:
                raise TypeError("no seat")
        emitter.on("joined", f)
        for failing in ["failing", "failing", ""]:
            try: emitter.emit("joined", failing)
            except Exception: pass
    """)
    trial.expect_calls(("f", "failing"), ("f", "failing"), ("f", ""))
    ends_often(trial)


@for_all(
    ended=[
        ("raise TypeError('no seat')", 1100),  # more than the stack is deep
        ("raise KeyboardInterrupt", 110),
        ("emitter.emit('left')", 110),
    ]
)
def ends_often(trial: Trial, ended: tuple[str, int]) -> None:
    """Expect that an emitter still emits after an exception has ended many emissions."""
    ending, number = ended
    trial.run(f"""
        def f(is_ended):
            calls.append(("f", is_ended))
            if is_ended:
                {ending}
        def g(): raise TypeError("no row")
        emitter.on("joined", f)
        emitter.on("left", g)
        for _ in range({number}):
            try: emitter.emit("joined", True)
            except BaseException: pass
        calls.clear()
        emitter.on("muted", f)
        emitter.emit("muted", False)
    """)
    trial.expect_calls(("f", False))


def test_leaves_nested_emissions(trial: Trial) -> None:
    trial.run("""
        error = TypeError("no seat")
        def f():
            calls.append(("f",))
            emitter.emit("left")
            calls.append(("f went on",))
        def g():
            calls.append(("g",))
            raise error
        emitter.on("joined", f)
        emitter.on("left", g)
        emitter.emit("joined")
    """)
    trial.expect_raised(TypeError, the="error")
    trial.expect_calls(("f",), ("g",))


def leaves(trial: Trial, error: Entry, way: Entry, around: Entry) -> None:
    """Expect that an error leaves the emission, with its arguments, cause and traceback."""
    trial.run(f"""
        import traceback
        error, cause, left = {error}, KeyError("no room"), None
        args = error.args
        def f():
            calls.append(("f",))
            raise error from cause
        {registered(way, '"joined"')}
    """)
    emitting = """
        global left
        try: emitter.emit("joined")
        except BaseException as raised:
            left = raised
            if not calls: raise  # it is not from the callback
    """
    trial.run(surroundings.within(around, emitting))
    trial.expect_calls(("f",))
    trial.expect(
        "left is error",
        "the same error leaves `emit`",
        "{'nothing leaves it' if left is None else 'another one: ' + repr(left)!s}",
    )
    trial.expect("error.args == args", "the error keeps its arguments", "they are {error.args} now")
    cause = "it is {error.__cause__} now"
    trial.expect("error.__cause__ is cause", "the error keeps its cause", cause)
    trial.run("places = [frame.name for frame in traceback.extract_tb(error.__traceback__)]")
    ends = "the traceback of the error reaches f"
    trial.expect("'f' in places", ends, "it ends in {places[-1]!s}")


@for_all(raises=["len(7)", '"a" + 1', "None()", "int([])", "handling()"])
def leaves_whoever_raises_it(trial: Trial, raises: str) -> None:
    trial.run(f"""
        def handling():
            try: raise KeyError("no room")
            except KeyError: raise TypeError("no row")
        def f():
            calls.append(("f",))
            {raises}
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    trial.expect_raised(TypeError)
    trial.expect_calls(("f",))


@for_all(error=TYPE_ERRORS[:3], way=ON, around=surroundings.FEW)
def leaves_in_all_surroundings(trial: Trial, error: Entry, way: Entry, around: Entry) -> None:
    leaves(trial, error, way, around)
