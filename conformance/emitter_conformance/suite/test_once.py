"""Chapter once: callbacks for one call."""

from __future__ import annotations

from emitter_conformance.checks.catalogues import callbacks, events, exceptions, surroundings
from emitter_conformance.checks.catalogues.entry import Catalogue, Entry
from emitter_conformance.checks.catalogues.surroundings import within
from emitter_conformance.checks.catalogues.ways import ONCE, registered
from emitter_conformance.checks.for_all import for_all
from emitter_conformance.checks.trial import Trial

from .test_arity import NAMES, receives_two, values


def test_fires_once(trial: Trial) -> None:
    fires_whatever_it_is(trial)
    trial.restart()
    trial.run("""
        def g(name): calls.append(("g", name))
        def h(name): calls.append(("h", name))
        emitter.on("left", g)
        emitter.emit("left", "alice")
        emitter.once("left", h)
        emitter.emit("left", "bob")
        emitter.emit("left", "carol")
    """)
    trial.expect_calls(("g", "alice"), ("g", "bob"), ("h", "bob"), ("g", "carol"))
    trial.restart()
    trial.run("""
        def f(number): calls.append(("f", number))
        for number in range(20):
            handle = emitter.once("joined", f)
            try: emitter.off("joined", handle)
            except Exception: pass
            del handle
            emitter.once("joined", f)
            emitter.emit("joined", number)
    """)
    trial.expect(
        "{('f', number) for number in range(20)} <= {*calls}", "f called in each of 20 emissions"
    )
    trial.restart()
    trial.run("""
        def named(number): return lambda: numbers.append(number)
        numbers = []
        for number in range(1100):
            emitter.once("joined", named(number))
        emitter.emit("joined")
    """)
    trial.expect(
        "sorted(numbers) == list(range(1100))",
        "each of 1100 callbacks called once",
        "{len(numbers)} calls, of {len(set(numbers))} callbacks",
    )
    trial.restart()
    trial.run("""
        def f(): calls.append(("f",))
        for _ in range(2):
            emitter.once("joined", f)
        for _ in range(3):
            emitter.emit("joined")
    """)
    trial.expect("len(calls) <= 2", "f called no more than twice")


def test_is_removed_before_the_call(trial: Trial) -> None:
    trial.run("""
        def f():
            calls.append(("f",))
            if len(calls) < 3:
                emitter.emit("joined")
        emitter.once("joined", f)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",))
    # Where a removal goes through `off`, a subclass sees when it happens.
    trial.restart()
    trial.run("""
        def f(): calls.append(("f",))
        try:
            class Room(EventEmitter):
                def off(self, event, callback):
                    if callback is not None: calls.append(("removed",))
                    super().off(event, callback)
        except TypeError:
            Room = EventEmitter
        room = Room()
        room.once("joined", f)
        room.emit("joined")
    """)
    trial.expect("calls[-1:] == [('f',)]", "no removal after the call of f")


@for_all(
    kind=Catalogue(
        [*exceptions.EXCEPTIONS, *exceptions.TYPE_ERRORS, *exceptions.BASE_EXCEPTIONS],
        exceptions.EXCEPTIONS.suggested,
    ),
    way=ONCE,
    around=surroundings.SAME_THREAD[:2],
)
def test_is_spent_whatever_it_raises(trial: Trial, kind: Entry, way: Entry, around: Entry) -> None:
    trial.run(f"""
        def f(name):
            calls.append(("f", name))
            raise {kind}
        {registered(way, '"joined"')}
    """)
    trial.run(within(around, 'try: emitter.emit("joined", "alice")\nexcept BaseException: pass'))
    trial.expect_calls(("f", "alice"))
    trial.run('emitter.emit("joined", "bob")')
    trial.expect_calls()


ENDING = ["TypeError", "KeyboardInterrupt", "asyncio.CancelledError", "SystemExit"]


@for_all(kind=ENDING)
def test_waits_if_it_was_not_called(trial: Trial, kind: str) -> None:
    trial.run(f"""
        import asyncio
        def failing(name):
            def f(guest):
                calls.append((name,))
                raise {kind}
            return f
        for name in ["f", "g", "h"]:
            emitter.once("joined", failing(name))
        for _ in range(3):
            try: emitter.emit("joined", "alice")
            except BaseException: pass
    """)
    trial.expect_calls(("f",), ("g",), ("h",))
    trial.run("""
        def waiting(): return lambda guest: calls.append(("i",))
        first, second = failing("first"), failing("second")
        emitter.on("left", first)
        for _ in range(4):
            emitter.once("left", waiting())
        emitter.on("left", second)
        try: emitter.emit("left", "alice")
        except BaseException: pass
        emitter.off("left", first)
        emitter.off("left", second)
        emitter.emit("left", "alice")
        waited = calls.count(("i",))
    """)
    trial.expect(
        "waited == 4", "each of 4 waiting callbacks called once", "{waited} of them called"
    )


def test_handle_cancels(trial: Trial) -> None:
    cancels_whatever_waits(trial)
    trial.restart()
    trial.run("""
        def f(): calls.append(("f",))
        event, equal = "joined", "".join(["join", "ed"])
        emitter.off(equal, emitter.once(event, f))
        emitter.emit(event)
    """)
    trial.expect_calls()


@for_all(callback=callbacks.CALLBACKS, around=surroundings.SAME_THREAD[:2])
def cancels_whatever_waits(trial: Trial, callback: Entry, around: Entry) -> None:
    trial.run(f"""
        def g(a, b): calls.append(("g", a, b))
        handle = emitter.once("joined", {callback})
        emitter.once("joined", g)
    """)
    trial.run(within(around, 'emitter.off("joined", handle)\nemitter.emit("joined", 1, 2)'))
    trial.expect_calls(("g", 1, 2))


@for_all(callback=callbacks.FEW, event=events.FEW, around=surroundings.FEW)
def test_spent_handle_is_silent(trial: Trial, callback: Entry, event: Entry, around: Entry) -> None:
    trial.run(f"""
        handle = emitter.once({event}, {callback})
        emitter.emit({event}, 1, 2)
    """)
    trial.run(within(around, f"emitter.off({event}, handle)"))
    trial.expect_calls(("f", 1, 2))


def test_decorator_registers(trial: Trial) -> None:
    trial.run("""
        @emitter.once("joined")
        def f(name): calls.append(("f", name))
        emitter.emit("joined", "alice")
        emitter.emit("joined", "bob")
    """)
    trial.expect_calls(("f", "alice"))
    trial.run("""
        decorate = emitter.once("left")
        @decorate
        def g(): calls.append(("g",))
        @decorate
        def h(): calls.append(("h",))
        emitter.emit("left")
        emitter.emit("left")
    """)
    trial.expect("('g',) in calls and ('h',) in calls", "g and h called")
    trial.run("""
        calls.clear()
        first, second = emitter.once("muted"), emitter.once("opened")
        first(g)
        emitter.emit("muted")
    """)
    trial.expect("('g',) in calls", "g called")


@for_all(callback=callbacks.CALLBACKS)
def test_decorator_returns_the_function(trial: Trial, callback: Entry) -> None:
    trial.run(f"""
        given = {callback}
        returned = emitter.once("joined")(given)
    """)
    trial.expect(
        "returned is given",
        "the decorator returns the function itself",
        "another object: {returned}",
    )


@for_all(first=["on", "once"])
def test_is_independent_of_on(trial: Trial, first: str) -> None:
    second = "once" if first == "on" else "on"
    trial.run(f"""
        def f(name): calls.append(("f", name))
        emitter.{first}("joined", f)
        emitter.{second}("joined", f)
        emitter.emit("joined", "alice")
        emitter.emit("joined", "bob")
    """)
    trial.expect_calls(("f", "alice"), ("f", "alice"), ("f", "bob"))


@for_all(first=ONCE, second=ONCE)
def test_twice_fires_twice(trial: Trial, first: Entry, second: Entry) -> None:
    trial.run(f"""
        def f(name): calls.append(("f", name))
        {registered(first, '"joined"')}
        {registered(second, '"joined"')}
        emitter.emit("joined", "alice")
    """)
    trial.expect_calls(("f", "alice"), ("f", "alice"))


def test_is_per_event(trial: Trial) -> None:
    trial.run("""
        def f(name): calls.append(("f", name))
        emitter.once("joined", f)
        emitter.once("left", f)
        emitter.emit("muted", "nobody")
        emitter.emit("joined", "alice")
        emitter.emit("left", "bob")
    """)
    trial.expect_calls(("f", "alice"), ("f", "bob"))


@for_all(given=range(7), rest=[False, True])
def receives_all_that_fit(trial: Trial, given: int, rest: bool) -> None:
    names = ["*args"] if rest else list(NAMES[:given])
    trial.run(f"""
        def f({", ".join(names)}): calls.append(("f", {", ".join(names)}))
        emitter.once("joined", f)
        emitter.emit("joined"{values(range(given))})
    """)
    trial.expect_calls(("f", *range(given)))


def test_receives_all_arguments(trial: Trial) -> None:
    receives_all_that_fit(trial)
    # And receives the very objects, if callbacks of `on` do.
    trial.restart()
    trial.run("""
        class Guest: pass
        things = [[], None, ("alice", "bob"), {}, Guest(), "", *range(20)]
        def received(register):
            calls.clear()
            def f(*args): calls.append(("f", *[args.count(each) for each in things]))
            def g(thing): calls.append(("g", thing is things[0]))
            register("joined", f)
            register("left", g)
            emissions = [("joined", *things), ("left", things[0])]
            def h(thing): calls.append(("h", thing is things[2]))
            register("muted", h)
            def i(*args): calls.append(("i", *args))
            register("opened", i)
            for emission in [*emissions, ("muted", things[2]), ("opened", None)]:
                try: emitter.emit(*emission)
                except Exception as error: calls.append((f"{type(error).__name__} raised",))
            return list(calls)
        by_on, emitter = received(emitter.on), EventEmitter()
        by_once = received(emitter.once)
    """)
    trial.expect(
        "by_once == by_on",
        "a callback of `once` receives what one of `on` does",
        show="[call for call in by_once if call not in by_on]",
    )


def test_none_means_the_decorator_form(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        emitter.once("joined", None)(f)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",))


@for_all(taken=range(4), surplus=range(1, 3))
def test_is_not_cut(trial: Trial, taken: int, surplus: int) -> None:
    parameters = ", ".join(NAMES[:taken])
    trial.run(f"""
        def f({parameters}): calls.append(("f",))
        emitter.once("joined", f)
        emitter.emit("joined"{values(range(taken + surplus))})
    """)
    trial.expect_raised(TypeError)
    trial.expect_calls()
    trial.run(f"""
        emitter.emit("joined"{values(range(taken))})
    """)
    trial.expect_calls()
    trial.run(f"""
        import functools
        class Room:
            def join(self{", " * bool(parameters)}{parameters}): calls.append(("join",))
        for event, callback in [("left", functools.partial(f)), ("muted", Room().join)]:
            emitter.once(event, callback)
            try: emitter.emit(event{values(range(taken + surplus))})
            except TypeError: pass
    """)
    trial.expect_calls()
    trial.run(f"""
        @functools.wraps(f)
        def wrapper(*args): calls.append(("wrapper", *args))
        emitter.once("opened", wrapper)
        try: emitter.emit("opened"{values(range(taken + surplus))})
        except RuntimeError: pass
    """)
    trial.expect_calls(("wrapper", *range(taken + surplus)))


@for_all(own="callback", callback=callbacks.CUT, way=ONCE, given=range(2, 5))
def test_is_cut(trial: Trial, callback: Entry, way: Entry, given: int) -> None:
    receives_two(trial, callback, way, given)


def test_accepts_async_callbacks(trial: Trial) -> None:
    trial.run("""
        async def f(): pass
        def g(): calls.append(("g",))
        emitter.once("joined", f)
        emitter.once("joined")(f)
        emitter.once("joined", g)
        emitter.emit("joined")
    """)
    trial.expect_calls(("g",))
    trial.run("""
        import asyncio, functools, inspect
        from unittest.mock import AsyncMock
        def h(): calls.append(("h",))
        if hasattr(inspect, "markcoroutinefunction"):
            inspect.markcoroutinefunction(h)
        else:
            h._is_coroutine = asyncio.coroutines._is_coroutine
        for callback in [h, functools.partial(f), AsyncMock()]:
            emitter.once("left", callback)
        emitter.emit("left")
    """)
    trial.expect_calls(("h",))


def test_original_does_not_cancel(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        emitter.once("joined", f)
        try: emitter.off("joined", f)
        except Exception: pass
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",))
    trial.run("""
        def g(): calls.append(("g",))
        emitter.once("left")(g)
        try: emitter.off("left", g)
        except Exception: pass
        emitter.emit("left")
    """)
    trial.expect_calls(("g",))


@for_all(callback=callbacks.CALLBACKS, way=ONCE, around=surroundings.SAME_THREAD[:2])
def original_cancels(trial: Trial, callback: Entry, way: Entry, around: Entry) -> None:
    trial.run(f"""
        def g(a, b): calls.append(("g", a, b))
        original = {callback}
        {registered(way, '"joined"', "original")}
        emitter.once("joined", g)
    """)
    trial.run(within(around, 'emitter.off("joined", original)\nemitter.emit("joined", 1, 2)'))
    trial.expect_calls(("g", 1, 2))


def test_original_cancels(trial: Trial) -> None:
    original_cancels(trial)
    # And so does an equal one, in its own event only.
    trial.restart()
    trial.run("""
        class Room:
            def join(self, event): calls.append(("join", event))
        room = Room()
        for event in ["joined", "left"]:
            emitter.once(event, room.join)
        emitter.off("joined", room.join)
        for event in ["joined", "left"]:
            emitter.emit(event, event)
    """)
    trial.expect_calls(("join", "left"))


def test_cancelled_during_an_emission_still_runs(trial: Trial) -> None:
    trial.run("""
        handles = {}
        def cancelling(name):
            def f():
                calls.append((name,))
                if len(calls) == 1:
                    for other in handles.keys() - {name}:
                        emitter.off("joined", handles[other])
            return f
        for name in ["f", "g", "h"]:
            handles[name] = emitter.once("joined", cancelling(name))
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",), ("g",), ("h",))


def test_registers_through_on(trial: Trial) -> None:
    trial.run("""
        def f(): pass
        def what_on_returned(): pass
        class Room(EventEmitter):
            def on(self, event, callback=None):
                calls.append(("on", event))
                super().on(event, callback)
                return what_on_returned
        returned = Room().once("joined", f)
    """)
    trial.expect_calls(("on", "joined"))
    trial.expect(
        "returned is what_on_returned",
        "`once` returns what `self.on` returned",
        "another object: {returned}",
    )


def test_is_spent_through_off(trial: Trial) -> None:
    trial.run("""
        class Room(EventEmitter):
            def off(self, event, callback):
                if callback is not None: calls.append(("off", event))
                return super().off(event, callback)
        def f(): calls.append(("f",))
        room = Room()
        room.once("joined", f)
        room.emit("joined")
    """)
    trial.expect_calls(("off", "joined"), ("f",))


def test_decorator_goes_through_once(trial: Trial) -> None:
    trial.run("""
        class Room(EventEmitter):
            def once(self, event, *given, **named):
                has_callback = given or "callback" in named
                calls.append(("once", "a callback") if has_callback else ("once",))
                return super().once(event, *given, **named)
        def f(): pass
        Room().once("joined")(f)
    """)
    trial.expect_calls(("once",), ("once", "a callback"))


def test_nested_emission_calls_it_too(trial: Trial) -> None:
    trial.run("""
        nested = set()
        def emitting(event):
            def emit_again(): event in nested or nested.add(event) or emitter.emit(event)
            return emit_again
        def named(number): return lambda: calls.append((number,))
        for event in "abcdefghij":
            emitter.on(event, emitting(event))
            for number in range(10): emitter.once(event, named(number))
            emitter.emit(event)
    """)
    trial.expect_all_calls("[(number,) for number in range(10)] * 20")


@for_all(
    way=ONCE,
    callback=callbacks.CALLBACKS,
    around=surroundings.SAME_THREAD[:3],
)
def fires_whatever_it_is(trial: Trial, way: Entry, callback: Entry, around: Entry) -> None:
    trial.run(registered(way, '"joined"', callback))
    trial.run(within(around, 'emitter.emit("joined", 1, 2)\nemitter.emit("joined", 3, 4)'))
    trial.expect_calls(("f", 1, 2))
