"""Chapter arity: how many arguments a callback without `*args` receives."""

from __future__ import annotations

from emitter_conformance.checks.catalogues import callbacks
from emitter_conformance.checks.catalogues.entry import Entry
from emitter_conformance.checks.catalogues.ways import ON, registered
from emitter_conformance.checks.for_all import for_all
from emitter_conformance.checks.trial import Trial

NAMES = "abcdef"


MANY = 20
"""So many arguments are not written out."""


def values(numbers: range) -> str:
    """Return the source of that many arguments, each preceded by a comma."""
    if len(numbers) > MANY:
        return f", *range({numbers.start}, {numbers.stop})"
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


@for_all(names=["event, args, kwargs", "self, callback", "emitter"])
def names_do_not_count(trial: Trial, names: str) -> None:
    trial.run(f"""
        def f({names}): calls.append(("f", {names}))
        emitter.on("joined", f)
        emitter.emit("joined", 1, 2, 3, 4)
    """)
    trial.expect_calls(("f", *range(1, len(names.split()) + 1)))


def test_surplus_is_dropped(trial: Trial) -> None:
    surplus_is_dropped(trial)
    names_do_not_count(trial)
    trial.restart()
    trial.run("""
        def generate(a): yield
        emitter.on("joined", generate)
        emitter.emit("joined", 1, 2, 3, 4)
    """)
    trial.expect_calls()
    trial.restart()
    trial.run("""
        names = ", ".join(f"a{number}" for number in range(300))
        f = eval(f"lambda {names}: calls.append(('f', len([{names}])))")
        emitter.on("joined", f)
        emitter.emit("joined", *range(310))
    """)
    trial.expect_calls(("f", 300))


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
        for event, callback in [("joined", f), ("left", g), ("muted", h)]:
            emitter.on(event, callback)
            emitter.emit(event, 1, 2, 3, 4)
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


def test_too_few_raises(trial: Trial) -> None:
    raises_for_too_few(trial)
    raises_for_no_other(trial)


@for_all(own="callback", callback=callbacks.TAKING_FEWER, given=range(2))
def raises_for_no_other(trial: Trial, callback: Entry, given: int) -> None:
    """Expect a call with fewer arguments than the signature has, where the callback takes them."""
    trial.run(f"""
        emitter.on("joined", {callback})
        emitter.emit("joined"{values(range(1, given + 1))})
    """)
    trial.expect_calls(("f", *range(1, given + 1)))


@for_all(required=range(1, 6), given=range(5), rest=[False, True])
def raises_for_too_few(trial: Trial, required: int, given: int, rest: bool) -> None:
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
    count_without_self(trial)
    trial.restart()
    trial.run("""
        class Room:
            def join(self, a): calls.append(("join", a))
        emitter.on("joined", Room.join)
        emitter.emit("joined", Room(), 1, 2)
    """)
    trial.expect_calls(("join", 1))


@for_all(own="callback", callback=callbacks.STATIC_METHODS, way=ON, given=range(2, 5))
def test_static_methods(trial: Trial, callback: Entry, way: Entry, given: int) -> None:
    receives_two(trial, callback, way, given)


@for_all(own="callback", callback=callbacks.CLASS_METHODS, way=ON, given=range(2, 5))
def test_class_methods(trial: Trial, callback: Entry, way: Entry, given: int) -> None:
    receives_two(trial, callback, way, given)


@for_all(own="callback", callback=callbacks.CLASSES, way=ON, given=range(2, 5))
def test_classes(trial: Trial, callback: Entry, way: Entry, given: int) -> None:
    receives_two(trial, callback, way, given)


def test_callable_objects(trial: Trial) -> None:
    count_the_call(trial)
    trial.restart()
    trial.run("""
        class Greeter:
            def __call__(self, a, b): calls.append(("greeter", a, b))
        greeter = Greeter()
        greeter.__call__ = lambda: calls.append(("never called by Python",))
        emitter.on("joined", greeter)
        emitter.emit("joined", 1, 2, 3)
    """)
    trial.expect_calls(("greeter", 1, 2))


@for_all(own="callback", callback=callbacks.PARTIALS, way=ON, given=range(2, 5))
def test_partials(trial: Trial, callback: Entry, way: Entry, given: int) -> None:
    receives_two(trial, callback, way, given)


@for_all(own="callback", callback=callbacks.WRAPPERS, way=ON, given=range(2, 5))
def test_wrapped_functions(trial: Trial, callback: Entry, way: Entry, given: int) -> None:
    receives_two(trial, callback, way, given)


@for_all(own="callback", callback=callbacks.DECLARED, way=ON, given=range(2, 5))
def test_declared_signatures(trial: Trial, callback: Entry, way: Entry, given: int) -> None:
    receives_two(trial, callback, way, given)


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
    trial.expect(
        "guests == ['alice']",
        "`guests.clear` and `guests.insert` called with their arguments alone",
        "guests is {guests} afterwards",
    )
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
    trial.expect(
        "(Room.name, guests) == ('lobby', ['carol', 'bob'])",
        "each built-in called with its arguments alone",
        "Room.name is {getattr(Room, 'name', None)} and guests is {guests} afterwards",
    )


PAIRS = [  # whatever they share, each has a number of its own
    Entry(
        "a method and its function",
        "room.join, join",
        """\
def join(room, a="a"): calls.append(("f", a))
class Room: pass
Room.join = join
room = Room()""",
    ),
    Entry(
        "two partials",
        "partial(f, 1), partial(g, 1)",
        """\
from functools import partial
def f(x, a): calls.append(("f", a))
def g(x, a, b): calls.append(("g", a, b))""",
    ),
    Entry(
        "two objects of a class",
        "One(f), One(g)",
        """\
import functools
def f(a): calls.append(("f", a))
def g(a, b): calls.append(("g", a, b))
class One:
    def __init__(self, function): functools.wraps(function)(self)
    def __call__(self, *args): self.__wrapped__(*args)""",
    ),
    Entry(
        "two wrappers",
        "wrapper(f), wrapper(g)",
        """\
import functools
def f(a): calls.append(("f", a))
def g(a, b): calls.append(("g", a, b))
def wrapper(function):
    @functools.wraps(function)
    def wrapped(*args): function(*args)
    return wrapped""",
    ),
]


@for_all(pair=PAIRS, turned=["", "[::-1]"])
def each_of_two(trial: Trial, pair: Entry, turned: str) -> None:
    trial.run(f"""
        one, other = ({pair}){turned}
        emitter.on("joined", one)
        emitter.on("left", other)
        emitter.emit("joined", 1, 2, 3)
        emitter.emit("left", 1, 2, 3)
    """)
    expected = [("f", 2), ("f", 1)] if "join" in pair.source else [("f", 1), ("g", 1, 2)]
    trial.expect_calls(*expected)


@for_all(first=range(3), second=range(3))
def each_of_two_that_are_equal(trial: Trial, first: int, second: int) -> None:
    trial.run(f"""
        import functools
        class Equal(functools.partial):
            def __eq__(self, other): return isinstance(other, Equal)
            def __hash__(self): return 1
        def f({", ".join("abc"[:first])}): calls.append(("f",))
        def g({", ".join("abc"[:second])}): calls.append(("g",))
        emitter.on("joined", Equal(f))
        emitter.on("joined", Equal(g))
        emitter.emit("joined", 1, 2, 3)
    """)
    trial.expect("len(calls) == 1", "f or g called, with as many arguments as it takes")


def test_each_by_its_own(trial: Trial) -> None:
    each_of_two(trial)
    each_of_two_that_are_equal(trial)
    trial.restart()
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
    trial.restart()
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


def receives_two(trial: Trial, callback: Entry, way: Entry, given: int) -> None:
    """Expect that a callback with two positional parameters receives two arguments."""
    trial.run(f"""
        {registered(way, '"joined"', callback)}
        emitter.emit("joined"{values(range(1, given + 1))})
    """)
    if trial.is_quiet:
        trial.run("""
            def g(a, b): calls.append(("g",))
            emitter.on("left", g)
            emitter.emit("left", 1, 2)
        """)
        if ("g",) in trial.calls:  # a function is called, and this is not, whatever its parameters
            trial.look()
            return
    trial.expect_calls(("f", 1, 2))


@for_all(own="callback", callback=callbacks.METHODS, way=ON, given=range(2, 5))
def count_without_self(trial: Trial, callback: Entry, way: Entry, given: int) -> None:
    receives_two(trial, callback, way, given)


@for_all(own="callback", callback=callbacks.OBJECTS, way=ON, given=range(2, 5))
def count_the_call(trial: Trial, callback: Entry, way: Entry, given: int) -> None:
    receives_two(trial, callback, way, given)
