"""Chapter arity: how many arguments a callback without `*args` receives."""

from __future__ import annotations

from emitter_conformance.checks.for_all import for_all
from emitter_conformance.checks.trial import Trial

NAMES = "abcdef"


def values(numbers: range) -> str:
    """Give the source of that many arguments, each preceded by a comma."""
    return "".join(f", {number}" for number in numbers)


@for_all(taken=range(7), surplus=range(5))
def surplus_is_dropped(trial: Trial, taken: int, surplus: int) -> None:
    parameters = ", ".join(NAMES[:taken])
    trial.run(f"""
        def f({parameters}): calls.append(({", ".join(['"f"', *NAMES[:taken]])},))
        emitter.on("joined", f)
        emitter.emit("joined"{values(range(1, taken + surplus + 1))})
    """)
    trial.expect_calls(("f", *range(1, taken + 1)))


def test_surplus_is_dropped(trial: Trial) -> None:
    surplus_is_dropped(trial)
    # Neither their names nor their number make a difference, nor what kind of function it is.
    trial.restart()
    names = ", ".join(f"a{number}" for number in range(300))
    trial.run(f"""
        def f(event, args, kwargs): calls.append(("f", event, args, kwargs))
        def g(self, callback): calls.append(("g", self, callback))
        def h(emitter): calls.append(("h", emitter))
        def i({names}): calls.append(("i", len([{names}])))
        def generate(a): yield
        for callback in [f, g, h, generate]:
            emitter.on("joined", callback)
        emitter.on("left", i)
        emitter.emit("joined", 1, 2, 3, 4)
        emitter.emit("left", *range(310))
    """)
    trial.expect_calls(("f", 1, 2, 3), ("g", 1, 2), ("h", 1), ("i", 300))


@for_all(required=range(4), defaults=range(1, 4), given=range(8))
def defaults_count(trial: Trial, required: int, defaults: int, given: int) -> None:
    given = max(given, required)
    names = list(NAMES[: required + defaults])
    parameters = ", ".join([*names[:required], *(f"{name}=0" for name in names[required:])])
    trial.run(f"""
        def f({parameters}): calls.append(("f", {", ".join(names)}))
        emitter.on("joined", f)
        emitter.emit("joined"{values(range(1, given + 1))})
    """)
    arguments = [number if number <= given else 0 for number in range(1, len(names) + 1)]
    trial.expect_calls(("f", *arguments))
    trial.run(f'emitter.emit("joined"{values(range(1, len(names) + 1))})')
    trial.expect_calls(("f", *range(1, len(names) + 1)))


def test_defaults_count(trial: Trial) -> None:
    defaults_count(trial)
    # Whatever the default is.
    trial.restart()
    trial.run("""
        class Frame:  # like an array, it is neither true nor false nor equal to anything
            def __bool__(self): raise ValueError("ambiguous")
            __eq__ = __len__ = lambda self, *other: bool(self)
            __hash__ = None
        def f(a, b=None): calls.append(("f", a, b))
        def g(a, b="*args"): calls.append(("g", a, b))
        def h(a, b=Frame(), c=()): calls.append(("h", a, b, c))
        for callback in [f, g, h]:
            emitter.on("joined", callback)
        emitter.emit("joined", 1, 2, 3, 4)
    """)
    trial.expect_calls(("f", 1, 2), ("g", 1, 2), ("h", 1, 2, 3))


def test_keyword_only_do_not_count(trial: Trial) -> None:
    trial.run("""
        def f(a, *, greeting="hello", note="none"):
            calls.append(("f", a, greeting, note))
        def g(*, greeting="hello"): calls.append(("g", greeting))
        emitter.on("joined", f)
        emitter.on("left", g)
        emitter.emit("joined", 1, 2, 3)
        emitter.emit("left", 1, 2, 3)
    """)
    trial.expect_calls(("f", 1, "hello", "none"), ("g", "hello"))
    trial.run("""
        def h(*, event="none", emitter="none", args="none", sender="none", context="none"):
            calls.append(("h", event, emitter, args, sender, context))
        emitter.on("muted", h)
        emitter.emit("muted", 1, 2, 3)
    """)
    trial.expect_calls(("h", *["none"] * 5))


def test_double_star_does_not_count(trial: Trial) -> None:
    trial.run("""
        def f(a, **kwargs): calls.append(("f", a, len(kwargs)))
        def g(**kwargs): calls.append(("g", len(kwargs)))
        emitter.on("joined", f)
        emitter.on("left", g)
        emitter.emit("joined", 1, 2, 3)
        emitter.emit("left", 1, 2, 3)
    """)
    trial.expect_calls(("f", 1, 0), ("g", 0))


def test_positional_only_count(trial: Trial) -> None:
    trial.run("""
        def f(a, /, b): calls.append(("f", a, b))
        def g(a, b=0, /): calls.append(("g", a, b))
        emitter.on("joined", f)
        emitter.on("left", g)
        emitter.emit("joined", 1, 2, 3)
        emitter.emit("left", 1, 2, 3)
    """)
    trial.expect_calls(("f", 1, 2), ("g", 1, 2))
    trial.run("""
        def h(a=0, /, b=0, *, c=0): calls.append(("h", a, b, c))
        emitter.on("muted", h)
        emitter.emit("muted", 1, 2, 3)
    """)
    trial.expect_calls(("h", 1, 2, 0))


@for_all(required=range(1, 6), given=range(5), rest=[False, True])
def test_too_few_raises(trial: Trial, required: int, given: int, rest: bool) -> None:
    parameters = ", ".join(NAMES[:required]) + ", *rest" * rest
    few = min(given, required - 1)
    trial.run(f"""
        def f({parameters}): calls.append(("f",))
        emitter.on("joined", f)
        emitter.emit("joined"{values(range(few))})
    """)
    trial.expect_raised(TypeError)
    trial.expect_calls()
    trial.run(f'emitter.emit("joined"{values(range(required))})')
    trial.expect_calls(("f",))


def test_bound_methods(trial: Trial) -> None:
    trial.run("""
        class Room:
            def join(self, a): calls.append(("join", a))
            def close(self): calls.append(("close",))
        room = Room()
        emitter.on("joined", room.join)
        emitter.on("left", room.close)
        emitter.emit("joined", 1, 2, 3)
        emitter.emit("left", 1, 2, 3)
    """)
    trial.expect_calls(("join", 1), ("close",))
    trial.run("""
        emitter.on("muted", Room.join)
        emitter.emit("muted", room, 1, 2)
    """)
    trial.expect_calls(("join", 1))
    trial.run("""
        def meet(room, a): calls.append(("meet", a))
        Room.meet = meet
        emitter.on("opened", meet)
        emitter.on("closed", room.meet)
        emitter.emit("opened", 1, 2, 3)
        emitter.emit("closed", 1, 2, 3)
    """)
    trial.expect_calls(("meet", 2), ("meet", 1))


def test_static_methods(trial: Trial) -> None:
    trial.run("""
        class Room:
            @staticmethod
            def join(a, b): calls.append(("join", a, b))
        emitter.on("joined", Room.join)
        emitter.emit("joined", 1, 2, 3)
    """)
    trial.expect_calls(("join", 1, 2))


def test_class_methods(trial: Trial) -> None:
    trial.run("""
        class Room:
            @classmethod
            def join(cls, a): calls.append(("join", cls is Room, a))
        emitter.on("joined", Room.join)
        emitter.emit("joined", 1, 2, 3)
    """)
    trial.expect_calls(("join", True, 1))


def test_classes(trial: Trial) -> None:
    trial.run("""
        class Guest:
            def __init__(self, a): calls.append(("Guest", a))
        class Seat:
            def __new__(cls, a, b):
                calls.append(("Seat", a, b))
                return super().__new__(cls)
        emitter.on("joined", Guest)
        emitter.on("left", Seat)
        emitter.emit("joined", 1, 2, 3)
        emitter.emit("left", 1, 2, 3)
    """)
    trial.expect_calls(("Guest", 1), ("Seat", 1, 2))
    trial.run("""
        class Room: pass
        emitter.on("muted", Room)
        emitter.emit("muted", 1, 2, 3)
    """)
    trial.expect_calls()
    trial.run("""
        import collections, dataclasses
        class Friend(Guest): pass
        @dataclasses.dataclass
        class Ticket:
            row: int
            number: int = 0
            def __post_init__(self): calls.append(("Ticket", self.row, self.number))
        class Meta(type):
            def __call__(cls, a): calls.append(("Meta", a))
        class Hall(metaclass=Meta):
            def __init__(self): pass
        for callback in [Friend, Ticket, Hall, collections.namedtuple("Pair", "one other")]:
            emitter.on("opened", callback)
        emitter.emit("opened", 1, 2, 3)
    """)
    trial.expect_calls(("Guest", 1), ("Ticket", 1, 2), ("Meta", 1))


def test_callable_objects(trial: Trial) -> None:
    trial.run("""
        class Greeter:
            def __call__(self, a, b): calls.append(("greeter", a, b))
        greeter = Greeter()
        emitter.on("joined", greeter)
        emitter.emit("joined", 1, 2, 3)
    """)
    trial.expect_calls(("greeter", 1, 2))
    trial.run("""
        greeter = Greeter()
        greeter.__call__ = lambda: calls.append(("never called by Python",))
        emitter.on("left", greeter)
        emitter.emit("left", 1, 2, 3)
    """)
    trial.expect_calls(("greeter", 1, 2))
    trial.run("""
        import functools
        class Polite(Greeter): pass
        class Decorated:
            @functools.wraps(lambda self, a: None)
            def __call__(self, *args): calls.append(("decorated", *args))
        for callback in [Polite(), Decorated()]:
            emitter.on("muted", callback)
        emitter.emit("muted", 1, 2, 3)
    """)
    trial.expect_calls(("greeter", 1, 2), ("decorated", 1))


def test_partials(trial: Trial) -> None:
    trial.run("""
        from functools import partial
        def f(a, b, c, note="none"): calls.append(("f", a, b, c, note))
        emitter.on("joined", partial(f, "x", note="late"))
        emitter.on("left", partial(partial(f, "x"), "y", note="later"))
        emitter.emit("joined", 1, 2, 3)
        emitter.emit("left", 1, 2, 3)
    """)
    trial.expect_calls(("f", "x", 1, 2, "late"), ("f", "x", "y", 1, "later"))
    trial.run("""
        def g(a, b, *, note): calls.append(("g", a, b, note))
        emitter.on("muted", partial(g, note="late"))
        emitter.emit("muted", 1, 2, 3)
    """)
    trial.expect_calls(("g", 1, 2, "late"))
    trial.run("""
        def i(a, b="none", c="none"): calls.append(("i", a, b, c))
        emitter.on("closed", partial(i, b="late"))
        emitter.emit("closed", 1, 2, 3)
    """)
    trial.expect_calls(("i", 1, "late", "none"))
    trial.run("""
        import functools
        class Room:
            def join(self, a, b): calls.append(("join", a, b))
            def __call__(self, a, b): calls.append(("room", a, b))
        class Guest:
            def __init__(self, a, b): calls.append(("Guest", a, b))
        @functools.wraps(lambda a, b: None)
        def wrapper(*args): calls.append(("wrapper", *args))
        room = Room()
        for function in [room.join, room, Guest, wrapper]:
            emitter.on("opened", partial(function, "x"))
        emitter.on("opened", partial(setattr, room, "name"))
        emitter.emit("opened", 1, 2, 3)
        calls.append(("name", room.name))
    """)
    trial.expect_calls(
        *[("join", "x", 1), ("room", "x", 1), ("Guest", "x", 1), ("wrapper", "x", 1)],
        ("name", 1),
    )


def test_wrapped_functions(trial: Trial) -> None:
    trial.run("""
        import functools
        def f(a): calls.append(("f", a))
        @functools.wraps(f)
        def wrapper(*args, **kwargs):
            calls.append(("wrapper", *args))
            return f(*args, **kwargs)
        emitter.on("joined", wrapper)
        emitter.emit("joined", 1, 2, 3)
    """)
    trial.expect_calls(("wrapper", 1), ("f", 1))
    trial.run("""
        def recorded(callback):
            @functools.wraps(callback)
            def recording(*args): calls.append((callback.__name__, *args))
            return recording
        @recorded
        def g(): pass
        @recorded
        def h(a, b): pass
        emitter.on("left", g)
        emitter.on("muted", h)
        emitter.emit("left", 1, 2, 3)
        emitter.emit("muted", 1, 2, 3)
    """)
    trial.expect_calls(("g",), ("h", 1, 2))
    trial.run("""
        @functools.wraps(lambda a: None)
        def optional(a, b="none"): calls.append(("optional", a, b))
        emitter.on("hidden", optional)
        emitter.emit("hidden", 1, 2, 3)
    """)
    trial.expect_calls(("optional", 1, "none"))
    trial.run("""
        class Room:
            @functools.wraps(lambda self, a: None)
            def join(self, *args): calls.append(("join", *args))
        class Recorder:
            def __init__(self, callback): functools.wraps(callback)(self)
            def __call__(self, *args): calls.append((self.__name__, *args))
        events = ["opened", "closed", "away"]
        for event, callback in zip(events, [Room().join, Recorder(g), Recorder(h)]):
            emitter.on(event, callback)
            emitter.emit(event, 1, 2, 3)
    """)
    trial.expect_calls(("join", 1), ("g",), ("h", 1, 2))
    trial.run("""
        @functools.singledispatch
        def dispatched(a): calls.append(("dispatched", a))
        @functools.lru_cache()
        def cached(a, b): calls.append(("cached", a, b))
        import types
        def leave(guest, a): pass
        for callback in [recorded(recorded(recorded(h))), dispatched, cached]:
            emitter.on("ended", callback)
        emitter.emit("ended", 1, 2, 3)
        emitter.on("parted", recorded(types.MethodType(leave, "alice")))
        emitter.emit("parted", 1, 2, 3)
    """)
    trial.expect_calls(("h", 1, 2), ("dispatched", 1), ("cached", 1, 2), ("leave", 1))


def test_declared_signatures(trial: Trial) -> None:
    trial.run("""
        import inspect
        def f(*args): calls.append(("f", *args))
        f.__signature__ = inspect.signature(lambda a, b: None)
        emitter.on("joined", f)
        emitter.emit("joined", 1, 2, 3)
    """)
    trial.expect_calls(("f", 1, 2))
    trial.run("""
        class Greeter:
            def __call__(self, *args): calls.append(("greeter", *args))
        greeter, other = Greeter(), Greeter()
        greeter.__signature__ = inspect.signature(lambda a: None)
        other.__signature__ = inspect.signature(lambda a, b: None)
        class Guest:
            __signature__ = inspect.signature(lambda a: None)
            def __init__(self, *args): calls.append(("Guest", *args))
        events = ["opened", "closed", "away"]
        for event, callback in zip(events, [greeter, other, Guest]):
            emitter.on(event, callback)
            emitter.emit(event, 1, 2, 3)
    """)
    trial.expect_calls(("greeter", 1), ("greeter", 1, 2), ("Guest", 1))
    trial.run("""
        def optional(a, b="none"): calls.append(("optional", a, b))
        optional.__signature__ = inspect.signature(lambda a: None)
        emitter.on("left", optional)
        emitter.emit("left", 1, 2, 3)
    """)
    trial.expect_calls(("optional", 1, "none"))
    trial.run("""
        import functools
        from unittest.mock import create_autospec
        @functools.wraps(optional)
        def wrapper(*args): calls.append(("wrapper", *args))
        @functools.wraps(lambda a, b: None)
        def declaring(*args): calls.append(("declaring", *args))
        declaring.__signature__ = inspect.signature(lambda a: None)
        class Room:
            def join(self, *args): calls.append(("join", *args))
            join.__signature__ = inspect.signature(lambda self, a: None)
        mock = create_autospec(lambda a: None, side_effect=lambda *args: calls.append(args))
        for callback in [wrapper, declaring, Room().join, mock]:
            emitter.on("muted", callback)
        emitter.emit("muted", 1, 2, 3)
    """)
    trial.expect_calls(("wrapper", 1), ("declaring", 1), ("join", 1), (1,))


def test_built_in_methods(trial: Trial) -> None:
    trial.run("""
        emitter.on("joined", calls.append)
        emitter.emit("joined", ("append", 1), ("surplus", 2))
    """)
    trial.expect_calls(("append", 1))
    trial.run("""
        guests = ["bob"]
        emitter.on("left", guests.clear)
        emitter.emit("left", 1)
        emitter.on("muted", guests.insert)
        emitter.emit("muted", 0, "alice", "surplus")
    """)
    trial.expect("guests == ['alice']")
    trial.run("""
        class Room: pass
        for event, callback, *args in [
            ("opened", setattr, Room, "name", "lobby"),
            ("closed", list.append, guests, "bob"),
            ("hidden", guests.__setitem__, 0, "carol"),
            ("ended", list, guests),
        ]:
            emitter.on(event, callback)
            emitter.emit(event, *args, "surplus")
    """)
    trial.expect("[Room.name, *guests] == ['lobby', 'carol', 'bob']")


def test_each_by_its_own(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        def g(a): calls.append(("g", a))
        def h(a, b): calls.append(("h", a, b))
        def i(*args): calls.append(("i", *args))
        for callback in [h, f, i, g]:
            emitter.on("joined", callback)
        emitter.emit("joined", 1, 2, 3)
    """)
    trial.expect_calls(("f",), ("g", 1), ("h", 1, 2), ("i", 1, 2, 3))
    trial.run("""
        for number in range(20):
            j = (lambda a: calls.append(("j", a))) if number % 2 else lambda: calls.append(("j",))
            emitter.on("left", j)
            emitter.emit("left", number)
            emitter.off("left", j)
            del j
    """)
    trial.expect_all_calls("[('j', n) if n % 2 else ('j',) for n in range(20)]")
    trial.run("""
        import functools
        class Greeter(functools.partial):
            def __eq__(self, other): return isinstance(other, Greeter)
            def __hash__(self): return 1
            def __repr__(self): return "Greeter()"
        short = Greeter(lambda: calls.append(("short",)))
        long = Greeter(lambda a, b: calls.append(("long", a, b)))
        emitter.on("muted", short)
        emitter.on("closed", long)
        emitter.emit("muted", 1, 2, 3)
        emitter.emit("closed", 1, 2, 3)
    """)
    trial.expect_calls(("short",), ("long", 1, 2))
    trial.run("""
        class Equal(functools.partial):
            def __eq__(self, other): return isinstance(other, Equal) and self.args == other.args
            def __hash__(self): return hash(self.args)
        def k(number): calls.append(("k", number))
        def l(number, a): calls.append(("l", number, a))
        removed = []
        for number in range(20):
            one, other = [Equal([k, l][number % 2], number) for _ in range(2)]
            emitter.on(f"hidden {number}", one)
            emitter.emit(f"hidden {number}", "alice")
            emitter.off(f"hidden {number}", other)
            removed.append(other)
            del one
    """)
    trial.expect_all_calls("[('l', n, 'alice') if n % 2 else ('k', n) for n in range(20)]")
    trial.run("""
        class Room: pass
        Room.open = lambda room: calls.append(("open",))
        Room.close = lambda room, a: calls.append(("close", a))
        room = Room()
        for callback in [room.open, room.close]:
            emitter.on("opened", callback)
        emitter.emit("opened", 1, 2, 3)
    """)
    trial.expect_calls(("open",), ("close", 1))
