"""Chapter registration: what `on` creates, and what counts as the same."""

from __future__ import annotations

from emitter_conformance.checks.catalogues import callbacks, surroundings
from emitter_conformance.checks.catalogues.entry import Entry, counts, entries
from emitter_conformance.checks.catalogues.events import EVENTS, FEW, UNEQUAL
from emitter_conformance.checks.catalogues.surroundings import within
from emitter_conformance.checks.catalogues.ways import ON, ONCE, WAYS, registered, removed
from emitter_conformance.checks.for_all import for_all
from emitter_conformance.checks.trial import Trial


@for_all(
    callback=[
        *callbacks.CALLBACKS,
        Entry("a built-in function", "len"),
        Entry("a built-in method", "[].append"),
    ],
)
def test_on_returns_the_callback(trial: Trial, callback: Entry) -> None:
    trial.run(f"""
        given, equal = {callback}, {callback}
        returned = emitter.on("joined", given)
        again = emitter.on("joined", equal)
    """)
    trial.expect(
        "returned is given", "`on` returns the callback itself", "another object: {returned}"
    )
    trial.expect(
        "again is equal",
        "`on` returns the callback itself, also if an equal one is registered",
        "{'the registered one' if again is given else 'another object: ' + repr(again)!s}",
    )


@for_all(callback=callbacks.FEW, event=FEW, around=surroundings.FEW)
def decorator_registers(trial: Trial, callback: Entry, event: Entry, around: Entry) -> None:
    trial.run(f'decorate, unused = emitter.on({event}), emitter.on("left")')
    trial.run(within(around, f"decorate({callback})"))
    trial.run(f"""
        emitter.emit("left", 0, 0)
        emitter.emit({event}, 1, 2)
        emitter.emit({event}, 3, 4)
    """)
    trial.expect_calls(("f", 1, 2), ("f", 3, 4))


def test_decorator_registers(trial: Trial) -> None:
    decorator_registers(trial)
    # It is the function itself that is registered.
    trial.restart()
    trial.run("""
        def f(): calls.append(("f",))
        emitter.on("joined")(f)
        emitter.off("joined", f)
        emitter.emit("joined")
    """)
    trial.expect_calls()


@for_all(callback=callbacks.CALLBACKS)
def test_decorator_returns_the_function(trial: Trial, callback: Entry) -> None:
    trial.run(f"""
        given = {callback}
        returned = emitter.on("joined")(given)
    """)
    trial.expect(
        "returned is given",
        "the decorator returns the function itself",
        "another object: {returned}",
    )


def test_decorator_can_be_applied_again(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        def g(): calls.append(("g",))
        def h(): calls.append(("h",))
        decorate = emitter.on("joined")
        decorate(f)
        decorate(g)
        decorate(h)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",), ("g",), ("h",))
    trial.run("""
        def heard(again):
            emitter, number = EventEmitter(), len(calls)
            def i(): calls.append(("i",))
            decorate = emitter.on("left")
            decorate(i)
            emitter.off("left", i)
            again(emitter, decorate, i)
            emitter.emit("left")
            return len(calls) - number
        by_on = heard(lambda emitter, decorate, i: emitter.on("left", i))
        by_decorator = heard(lambda emitter, decorate, i: decorate(i))
    """)
    told = "{by_decorator} calls of a function that is decorated again, {by_on} after on"
    trial.expect("by_decorator == by_on", "a function that was removed is registered again", told)


def test_decorator_waits_for_its_function(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        decorate = emitter.on("joined")
        emitter.emit("joined")
    """)
    trial.expect_calls()
    trial.run("""
        decorate(f)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",))


def test_none_means_the_decorator_form(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        emitter.on("joined", None)(f)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",))


def is_a_callback(trial: Trial, method: str, way: Entry) -> None:
    """Expect that a callable with a special method is registered like any other."""
    trial.run(f"""
        class Greeter:
            __hash__ = object.__hash__
            def {method}
            def __call__(self): calls.append(("greeter",))
        greeter = Greeter()
        {registered(way, '"joined"', "greeter")}
        emitter.emit("joined")
    """)
    trial.expect_calls(("greeter",))


@for_all(method=["__bool__(self): return False", "__len__(self): return 0"], way=WAYS)
def test_falsy_callable_is_a_callback(trial: Trial, method: str, way: Entry) -> None:
    is_a_callback(trial, method, way)


@for_all(
    method=[
        "__bool__(self): raise ValueError('neither true nor false')",
        "__eq__(self, other): return self is other or other is None",
    ],
    way=WAYS,
)
def test_only_none_is_no_callback(trial: Trial, method: str, way: Entry) -> None:
    is_a_callback(trial, method, way)


def test_same_callback_twice_is_one(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        emitter.on("joined", f)
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",))
    trial.run("""
        emitter.off("joined", f)
        emitter.emit("joined")
    """)
    trial.expect_calls()
    trial.run("""
        def named(number): return lambda: calls.append((number,))
        callbacks = [named(number) for number in range(70)]
        for callback in callbacks * 2:
            emitter.on("left", callback)
        emitter.emit("left")
    """)
    trial.expect_all_calls("[(number,) for number in range(70)]")
    trial.run("""
        calls.clear()
        for _ in range(2):
            emitter.on("muted")(f)
            calls.append("emits")
            emitter.emit("muted")
        first, again = calls.index("emits", 1) - 1, len(calls[calls.index("emits", 1) :]) - 1
    """)
    trial.expect(
        "first == again",
        "no call more for the second registration",
        "calls after the first one: {first}, after the second: {again}",
    )


EQUAL_CALLBACKS = entries(
    """\
# a method, looked up twice: [room.join, room.join]
class Room:
    def join(self, call): calls.append(call)
room = Room()
# a class method, looked up twice: [Room.join, Room.join]
class Room:
    @classmethod
    def join(cls, call): calls.append(call)
# a built-in method, looked up twice: [calls.append, calls.append]
# equal objects: [Greeter("hello"), Greeter("hello")]
class Greeter:
    def __init__(self, greeting): self.greeting = greeting
    def __eq__(self, other): return self.greeting == getattr(other, "greeting", None)
    def __hash__(self): return hash(self.greeting)
    def __call__(self, call): calls.append(call)
"""
)


@for_all(given=EQUAL_CALLBACKS)
def test_equal_callbacks_are_one(trial: Trial, given: Entry) -> None:
    trial.run(f"""
        callbacks = {given}
        for callback in callbacks:
            emitter.on("joined", callback)
        emitter.emit("joined", ("f",))
    """)
    trial.expect("len(calls) == 1", "one call", "{len(calls)} calls")


UNEQUAL_CALLBACKS = entries(
    """\
# functions of the same code: [named("f"), named("g"), named("h")]
def named(name): return lambda: calls.append((name,))
# methods of equal objects: [Room("f").join, Room("g").join]
class Room(list):
    def __init__(self, name): self.name = name
    def join(self): calls.append((self.name,))
# methods of equal objects with a hash: [Room("f").join, Room("g").join]
import dataclasses
@dataclasses.dataclass(frozen=True)
class Room:
    name: str = dataclasses.field(compare=False)
    def join(self): calls.append((self.name,))
# wrappers of one function: [wrapper("f"), wrapper("g")]
import functools
def join(): pass
def wrapper(name): return functools.wraps(join)(lambda: calls.append((name,)))
# objects with the same hash: [Guest("f"), Guest("g")]
class Guest:
    def __init__(self, name): self.name = name
    def __hash__(self): return 1
    def __call__(self): calls.append((self.name,))
# methods of one object: [room.open, room.close]
class Room: pass
def method(name):
    def change(room): calls.append((name,))
    return change
Room.open, Room.close, room = method("f"), method("g"), Room()
# partials of the same arguments: [functools.partial(f, "f"), functools.partial(f, "f")]
import functools
def f(name): calls.append((name,))
# lambdas of the same code: [lambda: calls.append(("f",)) for _ in range(2)]
# class methods of two classes: [Base.close, Derived.close]
class Base:
    name = "f"
    @classmethod
    def close(cls): calls.append((cls.name,))
class Derived(Base): name = "g"
"""
)


@for_all(given=UNEQUAL_CALLBACKS)
def test_unequal_callbacks_are_separate(trial: Trial, given: Entry) -> None:
    trial.run(f"""
        callbacks = {given}
        for callback in callbacks:
            emitter.on("joined", callback)
        emitter.emit("joined")
    """)
    is_same = "partial" in given.source or "lambda" in given.source
    names = "ff" if is_same else "fgh" if '"h"' in given.source else "fg"
    trial.expect_calls(*[(name,) for name in names])


@for_all(number=counts(2000))
def test_one_callback_on_several_events(trial: Trial, number: int) -> None:
    trial.run(f"""
        def f(number): calls.append(("f", number))
        events = [f"joined{{number}}" for number in range({number})]
        for event in events:
            emitter.on(event, f)
        for number, event in enumerate(events):
            emitter.emit(event, number)
    """)
    trial.expect_all_calls(f"[('f', number) for number in range({number})]")


def test_any_hashable_is_an_event(trial: Trial) -> None:
    serves_wherever(trial)
    serves_as_an_event(trial)


@for_all(own="event", event=EVENTS, way=[ON[0], ONCE[0]])
def serves_as_an_event(trial: Trial, event: Entry, way: Entry) -> None:
    """Expect what a fake without `off` can be asked."""
    trial.run("def f(a, b): calls.append(('f', a, b))")
    trial.run(f"{registered(way, event)}\nemitter.emit({event}, 1, 2)")
    trial.expect_calls(("f", 1, 2))


@for_all(own="event", event=EVENTS, way=WAYS, around=surroundings.SURROUNDINGS)
def serves_wherever(trial: Trial, event: Entry, way: Entry, around: Entry) -> None:
    trial.run("def f(a, b): calls.append(('f', a, b))")
    use = f"{registered(way, event)}\nemitter.emit({event}, 1, 2)\n{removed(way, event)}"
    trial.run(within(around, use))
    trial.expect_calls(("f", 1, 2))
    trial.run(f"emitter.emit({event}, 1, 2)")
    trial.expect_calls()


def test_equal_events_are_one(trial: Trial) -> None:
    trial.run("""
        import enum
        class Event(str, enum.Enum): JOINED = "joined"
        def f(name): calls.append(("f", name))
        def g(name): calls.append(("g", name))
        emitter.on(1, f)
        emitter.on(1.0, g)
        emitter.emit(True, "alice")
    """)
    trial.expect_calls(("f", "alice"), ("g", "alice"))
    trial.run("""
        emitter.off(True, g)
        emitter.emit(1, "bob")
    """)
    trial.expect_calls(("f", "bob"))
    trial.run("""
        emitter.on(("room", 1), f)
        emitter.emit(tuple(["room", 1.0]), "carol")
        emitter.on("joined", f)
        emitter.emit(Event.JOINED, "dave")
    """)
    trial.expect_calls(("f", "carol"), ("f", "dave"))
    trial.run("""
        import gc
        class Seat:
            def __eq__(self, other): return isinstance(other, Seat)
            def __hash__(self): return 7
        emitter.on(Seat(), f)
        gc.collect()
        emitter.emit(Seat(), "erin")
    """)
    trial.expect_calls(("f", "erin"))


@for_all(pair=UNEQUAL)
def test_unequal_events_are_separate(trial: Trial, pair: Entry) -> None:
    trial.run(f"""
        one, other = {pair}
        def f(): calls.append(("f",))
        def g(): calls.append(("g",))
        emitter.on(one, f)
        try: emitter.emit(other)
        except Exception: pass
    """)
    trial.expect_calls()
    trial.run("""
        emitter.on(other, g)
        emitter.emit(one)
    """)
    trial.expect_calls(("f",))
    trial.run("emitter.emit(other)")
    trial.expect_calls(("g",))
    trial.run("""
        try: emitter.off(one, f)
        except Exception: pass
        calls.clear()
        emitter.emit(one)
        heard = ("g",) in calls
    """)
    trial.expect("heard is False", "g is not called for the other event", "it is called")


SPECIAL = [
    *["error", "new_listener", "newListener", "removeListener", "remove_listener", "a.b", "a:b"],
    *["joined left", "joined,left"],
    *["*", "**", "#", "?", "", "_", "_a", "any", "all", "on", "once", "off", "emit", "once:a"],
    *["connect", "connected", "disconnect", "disconnected", "open", "close", "closed", "ready"],
    *["message", "change", "end", "exit", "finish", "done", "complete", "reset", "destroy"],
    *["exception", "warning", "failed", "removed", "unhandledRejection", "__all__", "__init__"],
]


@for_all(event=[Entry(name, repr(name)) for name in SPECIAL], way=[*ON[:1], *ONCE[:1]])
def is_heard_alone(trial: Trial, event: Entry, way: Entry) -> None:
    """Expect what a fake without `off` can be asked: the event has its own callbacks alone."""
    trial.run(f"""
        def f(*args): calls.append(("f", *args))
        def g(*args): calls.append(("g", *args))
        emitter.on("joined", g)
        {registered(way, event)}
        emitter.emit("joined", "alice")
    """)
    trial.expect_calls(("g", "alice"))
    trial.run(f"emitter.emit({event}, 'bob')")
    trial.expect_calls(("f", "bob"))


@for_all(event=[Entry(name, repr(name)) for name in SPECIAL], way=[*ON[:1], *ONCE[:1]])
def is_not_special(trial: Trial, event: Entry, way: Entry) -> None:
    trial.run(f"""
        error = ValueError("no seat")
        def f(*args): calls.append(("f", *args))
        def g(*args): calls.append(("g", *args))
        def h(*args): calls.append(("h", *args))
        def k(*args): calls.append(("k", *args))
        for unheard in [(), ("unheard",), (error,), (error, "unheard")]:
            try: emitter.emit("plain", *unheard)
            except Exception: continue
            emitter.emit({event}, *unheard)
        other = EventEmitter()
        other.on("joined", k)
        try:
            other.off("plain", k)
            other.emit("joined", "still")
            other.off("joined", k)
        except Exception: pass
        emitter.on("joined", g)
        if calls == [("k", "still")]: emitter.off({event}, g)
        calls.clear()
        {registered(way, event)}
        emitter.on("a.c", h)
        emitter.off("a.c", h)
        emitter.emit("joined", "alice")
    """)
    trial.expect_calls(("g", "alice"))
    trial.run(f"emitter.emit({event}, 'bob')")
    trial.expect_calls(("f", "bob"))
    trial.run("""
        def i(): raise ValueError("no seat")
        emitter.on("muted", i)
        try: emitter.emit("muted")
        except Exception: pass
        emitter.emit("joined", "carol")
    """)
    trial.expect_calls(("g", "carol"))


def test_no_event_is_special(trial: Trial) -> None:
    is_not_special(trial)
    is_heard_alone(trial)
    # Nor is one that the emitter makes up, and emits itself.
    trial.restart()
    trial.run("""
        def g(): pass
        def h(): raise ValueError("no seat")
        def use(emitter):
            for step in [lambda: emitter.on("joined", g),
                         lambda: emitter.once("joined", g),
                         lambda: emitter.off("joined", g),
                         lambda: emitter.on("left", h),
                         lambda: emitter.emit("left")]:
                try: step()
                except Exception: pass
        def spying(event, *args): emitted.append(event); return plain(event, *args)
        emitted, heard, plain = [], [], emitter.emit
        try: emitter.emit = spying
        except Exception: pass  # an emitter need not let that happen
        else:
            use(emitter)
            try: del emitter.emit  # it may be the only emitter
            except Exception: emitter.emit = plain
        for event in list(emitted):
            if isinstance(event, str) and event != "left":  # what any user can write
                emitter = EventEmitter()
                emitter.on(event, lambda *args: heard.append(event))
                use(emitter)
    """)
    trial.expect(
        "heard == []",
        "no event of its own that a user could register for",
        "it emits {', '.join(map(repr, heard))!s}",
    )


def refuses_unhashable(trial: Trial, step: str) -> None:
    """Expect that a step with an event that is not hashable raises, on a used and a new emitter."""
    trial.run("def f(): calls.append(('f',))")
    trial.run(f"emitter.{step}")
    trial.expect_raised(TypeError)
    trial.run("""
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",))
    trial.run(f"""
        emitter = EventEmitter()
        def g(): calls.append(("g",))
        emitter.once("left", g)
        try: emitter.emit("left")
        except RuntimeError: pass
        def f(): calls.append(("f",))
        emitter.{step}
    """)
    trial.expect_raised(TypeError)


@for_all(
    event=["['joined']", "(['joined'],)"],
    step=["on({}, f)", "once({}, f)"],
)
def test_unhashable_event_raises(trial: Trial, event: str, step: str) -> None:
    refuses_unhashable(trial, step.format(event))


def test_unhashable_callback_raises(trial: Trial) -> None:
    trial.run("""
        class Greeter:
            __hash__ = None
            def __call__(self): calls.append(("greeter",))
        def f(): calls.append(("f",))
        emitter.on("joined", f)
        emitter.on("joined", Greeter())
    """)
    trial.expect_raised(TypeError)
    trial.run('emitter.emit("joined")')
    trial.expect_calls(("f",))


OFF = [
    *["off(Seat('__hash__'), f)", "off(Seat('__eq__'), f)"],
    *["off('joined', Seat('__hash__'))", "off('joined', Seat('__eq__'))"],
]


def test_exceptions_of_hash_leave(trial: Trial) -> None:
    leave(trial)
    leave_off(trial)


@for_all(
    error=["RuntimeError", "KeyError"],  # a ValueError says that there is no signature
    step=[
        *["on(Seat('__hash__'), f)", "once(Seat('__hash__'), f)", "emit(Seat('__hash__'))"],
        *["on(Seat('__eq__'), f)", "once(Seat('__eq__'), f)", "emit(Seat('__eq__'))"],
        *["on('joined', Seat('__hash__'))", "on('joined', Seat('__eq__'))", *OFF],
    ],
)
def leave(trial: Trial, error: str, step: str) -> None:
    leaves(trial, error, step)


@for_all(error=["ValueError", "AttributeError", "IndexError"], step=OFF)
def leave_off(trial: Trial, error: str, step: str) -> None:
    leaves(trial, error, step)


def leaves(trial: Trial, error: str, step: str) -> None:
    """Expect that an exception of `__hash__` or `__eq__` leaves the method."""
    # Without a signature of its own, that of inspect compares it up to Python 3.12.
    trial.run(f"""
        import inspect
        class Seat:
            __signature__ = inspect.Signature()
            def __init__(self, failing=""): self.failing = failing
            def __call__(self): calls.append(("seat",))
            def asked(self, name):
                if self.failing == name and begun:
                    asked.append({error}(name))
                    raise asked[-1]
            def __hash__(self): return self.asked("__hash__") or 7
            def __eq__(self, other):
                for each in [self, other]:
                    if isinstance(each, type(self)): each.asked("__eq__")
                return self is other
        asked, begun, left = [], False, 0
        def f(): calls.append(("f",))
        emitter.on("joined", f)
        emitter.on(Seat(), f)
        emitter.on("joined", Seat())
        emitter.emit("joined")
        begun = True
        try: emitter.{step}
        except Exception as error:
            if error in asked: left = len(asked)
    """)
    trial.expect_calls(("f",), ("seat",))
    trial.expect(
        "left == len(asked)",
        "what `__hash__` or `__eq__` raises leaves the method",
        "{asked[-1]} does not leave it",
    )


def test_holds_its_callbacks(trial: Trial) -> None:
    trial.run("""
        import gc
        class Room:
            def join(self): calls.append(("join",))
        emitter.on("joined", lambda: calls.append(("lambda",)))
        emitter.on("joined", Room().join)
        gc.collect()
        emitter.emit("joined")
    """)
    trial.expect_calls(("lambda",), ("join",))
    trial.run("""
        import functools
        class Greeter:
            def __call__(self): calls.append(("greeter",))
        emitter.on("muted", Greeter())
        emitter.on("muted", functools.partial(lambda name: calls.append((name,)), "partial"))
        gc.collect()
        emitter.emit("muted")
    """)
    trial.expect_calls(("greeter",), ("partial",))
    trial.run("""
        def made():
            def function(): calls.append(("function",))
            return function
        def listening():
            class Guest:
                def __init__(self): calls.append(("guest",))
            return Guest
        for callback in [made(), listening()]:
            emitter.on("opened", callback)
        del callback
        gc.collect()
        emitter.emit("opened")
    """)
    trial.expect_calls(("function",), ("guest",))
    trial.run("""
        emitter.once("left", Room().join)
        gc.collect()
        try: emitter.emit("left")
        except RuntimeError: pass
    """)
    trial.expect_calls(("join",))


def test_has_no_limit(trial: Trial) -> None:
    trial.run("""
        def greeter(number): return lambda: calls.append(number)
        for number in range(5000):
            emitter.on("joined", greeter(number))
        emitter.emit("joined")
    """)
    trial.expect("len(calls) == 5000", "5000 calls", "{len(calls)} calls")
    trial.expect(
        "sorted(calls) == list(range(5000))",
        "each of 5000 callbacks called once",
        "calls of {len(set(calls))} callbacks",
    )


def test_decorator_goes_through_on(trial: Trial) -> None:
    trial.run("""
        class Room(EventEmitter):
            def on(self, event, *given, **named):
                has_callback = given or "callback" in named
                calls.append(("on", "a callback") if has_callback else ("on",))
                return super().on(event, *given, **named)
        room = Room()
        def f(): pass
        room.on("joined")(f)
    """)
    trial.expect_calls(("on",), ("on", "a callback"))
