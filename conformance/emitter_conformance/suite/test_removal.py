"""Chapter removal: what `off` ends, and what it leaves alone."""

from __future__ import annotations

from emitter_conformance.trial import Trial


def test_ends_the_calls(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        def g(): calls.append(("g",))
        def h(): calls.append(("h",))
        for callback in [f, g, h]:
            emitter.on("joined", callback)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",), ("g",), ("h",))
    trial.run("""
        emitter.off("joined", g)
        emitter.emit("joined")
    """)
    trial.expect("('g',) not in calls[3:]", show="calls[3:]")
    trial.run("""
        emitter.off("joined", f)
        emitter.off("joined", h)
        emitted = len(calls)
        emitter.emit("joined")
    """)
    trial.expect("calls[emitted:] == []")
    trial.run("""
        class Greeter:
            def __bool__(self): return False
            def __call__(self): calls.append(("greeter",))
        greeter = Greeter()
        emitter.on("left", greeter)
        emitter.off("left", greeter)
        emitter.emit("left")
    """)
    trial.expect("('greeter',) not in calls", show="calls")


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
        emitter.on("joined", f)
        emitter.off("joined", g)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",))


def test_twice_is_silent(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",))
    trial.run("""
        emitter.off("joined", f)
        emitter.off("joined", f)
    """)
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
    trial.expect("('f',) in calls and ('h',) in calls", show="calls")


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


def test_is_by_equality(trial: Trial) -> None:
    trial.run("""
        class Room:
            def join(self): calls.append(("join",))
        room = Room()
        emitter.on("joined", room.join)
        emitter.emit("joined")
    """)
    trial.expect_calls(("join",))
    trial.run("""
        emitter.off("joined", room.join)
        emitter.emit("joined")
    """)
    trial.expect_calls()


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


def test_releases_the_callback(trial: Trial) -> None:
    trial.run("""
        import gc, weakref
        class Greeter:
            def __call__(self): calls.append(("greeter",))
        greeter = Greeter()
        alive = weakref.ref(greeter)
        emitter.on("joined", greeter)
        emitter.emit("joined")
        emitter.off("joined", greeter)
        del greeter
        gc.collect()
    """)
    trial.expect_calls(("greeter",))
    trial.expect("alive() is None")
