"""Chapter type_error: a TypeError leaves the emission."""

from __future__ import annotations

from emitter_conformance.checks.for_all import for_all
from emitter_conformance.checks.trial import Trial


@for_all(error=["TypeError('no seat')", "TypeError()", "TypeError('no seat', 7)"])
def test_leaves_emit(trial: Trial, error: str) -> None:
    trial.run(f"""
        error = {error}
        def f():
            calls.append(("f",))
            raise error
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    trial.expect_raised(TypeError, the="error")
    trial.expect_calls(("f",))
    trial.run("""
        import traceback
        cause = KeyError("no room")
        def g():
            calls.append(("g",))
            raise TypeError("no row") from cause
        emitter.on("left", g)
        raised, places = None, []
        try: emitter.emit("left")
        except TypeError as caught:
            raised = caught
            places = [frame.name for frame in traceback.extract_tb(caught.__traceback__)]
    """)
    trial.expect_calls(("g",))
    trial.expect("isinstance(raised, TypeError)", show="raised")
    trial.expect("'g' in places", show="places")
    trial.expect("(raised.args, raised.__cause__) == (('no row',), cause)")
    # Whether Python raises it or a callback, and while another exception is handled.
    trial.run("""
        def handling():
            try: raise KeyError("no room")
            except KeyError: raise TypeError("no row")
        wrong = [lambda: len(7), lambda: "a" + 1, lambda: None(), lambda: int([]), handling]
        left = []
        for number, callback in enumerate(wrong):
            emitter.on(f"muted {number}", callback)
            try: emitter.emit(f"muted {number}")
            except TypeError: left.append(number)
    """)
    trial.expect("left == [0, 1, 2, 3, 4]")
    # All that it carries is what it was in the callback.
    trial.run("""
        def state(error):
            notes = getattr(error, "__notes__", None)
            return [error.__context__, error.__suppress_context__, notes, vars(error) or None]
        def h():
            try:
                try: raise KeyError("no room")
                finally: raise TypeError("no row")
            except TypeError as error:
                error.seat = 7
                error.__notes__ = ["the seventh"]
                inside.append(state(error))
                raise
        inside, outside = [], []
        emitter.on("hidden", h)
        try: emitter.emit("hidden")
        except TypeError as caught: outside.append(state(caught))
    """)
    trial.expect("outside == inside")


BASES = ["ValueError", "KeyError", "AttributeError", "AssertionError", "RuntimeError", "OSError"]
BASES += ["ArithmeticError", "ImportError", "LookupError", "Warning", "Exception"]


@for_all(base=BASES)
def test_subclasses_leave_emit(trial: Trial, base: str) -> None:
    bases = "TypeError, Exception" if base == "Exception" else f"{base}, TypeError"
    trial.run(f"""
        class SeatError(TypeError):
            def __bool__(self): return False
        class RowError({bases}): pass
        error, row_error = SeatError("no seat"), RowError("no row")
        def f():
            calls.append(("f",))
            raise error
        def g():
            calls.append(("g",))
            raise row_error
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    trial.expect_raised(TypeError, the="error")
    trial.run("""
        emitter.on("left", g)
        emitter.emit("left")
    """)
    trial.expect_raised(TypeError, the="row_error")
    trial.expect_calls(("f",), ("g",))


def test_from_a_call_that_does_not_fit(trial: Trial) -> None:
    trial.run("""
        def f(*, name): calls.append(("f",))
        def g(*args, name): calls.append(("g",))
        def h(): calls.append(("h",))
        emitter.on("joined", f)
        emitter.emit("joined", "alice")
    """)
    trial.expect_raised(TypeError)
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


def test_from_once(trial: Trial) -> None:
    trial.run("""
        error = TypeError("no seat")
        def f():
            calls.append(("f",))
            raise error
        emitter.once("joined", f)
        emitter.emit("joined")
    """)
    trial.expect_raised(TypeError, the="error")
    trial.expect_calls(("f",))
    trial.run("""
        import traceback
        cause = KeyError("no room")
        def g(): raise TypeError("no row") from cause
        def left(method):
            emitter = EventEmitter()
            getattr(emitter, method)("left", g)
            try: emitter.emit("left")
            except TypeError as raised:
                places = [frame.name for frame in traceback.extract_tb(raised.__traceback__)]
                return raised.args, raised.__cause__, "g" in places
        usual, once = left("on"), left("once")
    """)
    trial.expect("once == usual")


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
    trial.expect("('f', 'alice') in calls", show="calls")
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
    trial.expect("len(calls) == 1", show="calls")


@for_all(wrong=["lambda name: None", "failing", "leaving"], earlier=range(1, 4))
def test_earlier_callbacks_have_run(trial: Trial, wrong: str, earlier: int) -> None:
    trial.run(f"""
        def failing(): raise TypeError("no seat")
        def leaving(): raise KeyboardInterrupt
        def named(name): return lambda: calls.append((name,))
        for name in "fgh"[:{earlier}]:
            emitter.on("joined", named(name))
        emitter.on("joined", {wrong})
        emitter.on("joined", named("later"))
        left = False
        try: emitter.emit("joined")
        except (TypeError, KeyboardInterrupt): left = True
    """)
    trial.expect_calls(*[(name,) for name in "fgh"[:earlier]])
    trial.expect("left is True")


CALLABLES = ["f", "Room().join", "functools.partial(f)", "Greeter()"]


@for_all(callback=CALLABLES, arguments=["'alice'", "'alice', 'bob'", ""])
def test_callback_is_not_called_again(trial: Trial, callback: str, arguments: str) -> None:
    trial.run(f"""
        import functools
        def f(*args):
            calls.append(("f",))
            raise TypeError("no seat")
        class Room:
            def join(self, *args): f()
        class Greeter:
            def __call__(self, *args): f()
        callback = {callback}
        emitter.on("joined", callback)
        try: emitter.emit("joined", {arguments})
        except Exception: pass
    """)
    trial.expect_calls(("f",))


def test_keeps_registrations(trial: Trial) -> None:
    trial.run("""
        def f(failing):
            calls.append(("f", failing))
            if failing:
                raise TypeError("no seat")
        emitter.on("joined", f)
        for failing in [True, True, False]:
            try: emitter.emit("joined", failing)
            except Exception: pass
    """)
    trial.expect_calls(("f", True), ("f", True), ("f", False))


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
