"""Chapter arity: how many arguments a callback without `*args` receives."""

from __future__ import annotations

from emitter_conformance.quantify import for_all
from emitter_conformance.trial import Trial

NAMES = "abcdef"


def values(numbers: range) -> str:
    """Give the source of that many arguments, each preceded by a comma."""
    return "".join(f", {number}" for number in numbers)


@for_all(taken=range(7), surplus=range(5))
def test_surplus_is_dropped(trial: Trial, taken: int, surplus: int) -> None:
    parameters = ", ".join(NAMES[:taken])
    trial.run(f"""
        def f({parameters}): calls.append(({", ".join(['"f"', *NAMES[:taken]])},))
        emitter.on("joined", f)
        emitter.emit("joined"{values(range(1, taken + surplus + 1))})
    """)
    trial.expect_calls(("f", *range(1, taken + 1)))


@for_all(required=range(4), defaults=range(1, 4), given=range(8))
def test_defaults_count(trial: Trial, required: int, defaults: int, given: int) -> None:
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
        def h(*, event="none", emitter="none", args="none"):
            calls.append(("h", event, emitter, args))
        emitter.on("muted", h)
        emitter.emit("muted", 1, 2, 3)
    """)
    trial.expect_calls(("h", "none", "none", "none"))


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
