"""Chapter varargs: callbacks with `*args`."""

from __future__ import annotations

from emitter_conformance.checks.for_all import for_all
from emitter_conformance.checks.trial import Trial

from .test_arity import NAMES, values


@for_all(given=[*range(1, 13), 1100])
def test_takes_everything(trial: Trial, given: int) -> None:
    trial.run(f"""
        def f(*args): calls.append(("f", *args))
        emitter.on("joined", f)
        emitter.emit("joined"{values(range(given))})
    """)
    trial.expect_calls(("f", *range(given)))
    trial.run('emitter.emit("joined", "alice", "bob", "alice", None, None)')
    trial.expect_calls(("f", "alice", "bob", "alice", None, None))
    trial.run("""
        for alone in [("alice", "bob"), (), "alice", None]:
            emitter.emit("joined", alone)
    """)
    trial.expect_calls(*[("f", each) for each in [("alice", "bob"), (), "alice", None]])
    trial.run("""
        import functools
        class Guest:
            def __init__(self, *guests): calls.append(("Guest", *guests))
            @staticmethod
            def join(*guests): calls.append(("join", *guests))
        for callback in [functools.partial(f, "x"), Guest, Guest.join]:
            emitter.on("left", callback)
        emitter.emit("left", 1, 2, 3)
    """)
    trial.expect_calls(("f", "x", 1, 2, 3), ("Guest", 1, 2, 3), ("join", 1, 2, 3))


def test_may_be_empty(trial: Trial) -> None:
    trial.run("""
        def f(*args): calls.append(("f", *args))
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",))


@for_all(leading=range(1, 5), more=range(5), defaults=[False, True])
def test_after_leading_parameters(trial: Trial, leading: int, more: int, defaults: bool) -> None:
    names = NAMES[:leading]
    parameters = ", ".join(name + "=0" * defaults for name in names)
    trial.run(f"""
        def f({parameters}, *rest): calls.append(("f", {", ".join(names)}, *rest))
        emitter.on("joined", f)
        emitter.emit("joined"{values(range(1, leading + more + 1))})
    """)
    trial.expect_calls(("f", *range(1, leading + more + 1)))


def test_beside_keywords(trial: Trial) -> None:
    trial.run("""
        def f(*args, greeting="hello"): calls.append(("f", *args, greeting))
        def g(a, *args, greeting="hello", **kwargs): calls.append(("g", a, *args, len(kwargs)))
        def h(*args, **kwargs): calls.append(("h", *args, len(kwargs)))
        emitter.on("joined", f)
        emitter.on("left", g)
        emitter.on("muted", h)
        emitter.emit("joined", 1, 2, 3)
        emitter.emit("left", 1, 2, 3)
        emitter.emit("muted", 1, 2, 3)
    """)
    trial.expect_calls(("f", 1, 2, 3, "hello"), ("g", 1, 2, 3, 0), ("h", 1, 2, 3, 0))


def test_in_methods(trial: Trial) -> None:
    trial.run("""
        class Room:
            def join(self, *args): calls.append(("join", *args))
            def __call__(self, a, *args): calls.append(("room", a, *args))
            def leave(*args): calls.append(("leave", *args[1:]))
        room = Room()
        emitter.on("joined", room.join)
        for callback in [room, room.leave]:
            emitter.on("left", callback)
        emitter.emit("joined", 1, 2, 3)
        emitter.emit("left", 1, 2, 3)
    """)
    trial.expect_calls(("join", 1, 2, 3), ("room", 1, 2, 3), ("leave", 1, 2, 3))
