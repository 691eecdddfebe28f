"""Chapter rejection: `on` refuses coroutine functions, and nothing else."""

from __future__ import annotations

from emitter_conformance.checks.for_all import for_all
from emitter_conformance.checks.trial import Trial


def rejected(trial: Trial, callback: str) -> None:
    """Expect that `on` refuses a callback, and still takes an ordinary one."""
    trial.run(f'emitter.on("joined", {callback})')
    trial.expect_raised(ValueError)
    trial.run("""
        def g(): calls.append(("g",))
        emitter.on("left", g)
        emitter.emit("left")
    """)
    trial.expect_calls(("g",))
    trial.run(f'emitter.on("left", {callback})')
    trial.expect_raised(ValueError)


@for_all(callback=["f", "h", "wrapper"])
def test_coroutine_functions(trial: Trial, callback: str) -> None:
    trial.run("""
        import functools
        async def f(): pass
        async def h(a, *args, b=0): pass
        @functools.wraps(lambda: None)
        async def wrapper(): pass
    """)
    rejected(trial, callback)


@for_all(callback=["Room().join", "Room.open", "Room.close"])
def test_async_methods(trial: Trial, callback: str) -> None:
    trial.run("""
        class Room:
            async def join(self): pass
            @staticmethod
            async def open(): pass
            @classmethod
            async def close(cls): pass
    """)
    rejected(trial, callback)


PARTIALS = ["partial(f, 1)", "partial(partial(f, 1), 2)", "partial(inner, 2)", "Later(f, 1)"]


@for_all(callback=PARTIALS)
def test_async_partials(trial: Trial, callback: str) -> None:
    trial.run("""
        from functools import partial
        async def f(a, b): pass
        inner = partial(f, 1)
        inner.note = "kept apart: Python merges a partial of a partial without attributes"
        class Later(partial): pass
    """)
    rejected(trial, callback)


@for_all(callback=["AsyncMock()", "AsyncMock(spec=Room)"])
def test_async_mocks(trial: Trial, callback: str) -> None:
    trial.run("""
        from unittest.mock import AsyncMock
        class Room: pass
    """)
    rejected(trial, callback)


@for_all(callback=["f", "Room().join", "create_autospec(greet)"])
def test_marked_functions(trial: Trial, callback: str) -> None:
    trial.run("""
        import asyncio, inspect
        from unittest.mock import create_autospec
        def f(): calls.append(("f",))
        class Room:
            def join(self): calls.append(("join",))
        for function in [f, Room.join]:
            if hasattr(inspect, "markcoroutinefunction"):
                inspect.markcoroutinefunction(function)
            else:
                function._is_coroutine = asyncio.coroutines._is_coroutine
        async def greet(): pass
    """)
    rejected(trial, callback)


def test_is_raised_by_the_decorator(trial: Trial) -> None:
    trial.run("""
        async def f(): pass
        decorate = emitter.on("joined")
        decorate(f)
    """)
    trial.expect_raised(ValueError)
    trial.run("""
        @emitter.on("joined")
        def g(): calls.append(("g",))
        emitter.emit("joined")
    """)
    trial.expect_calls(("g",))


@for_all(register=["emitter.on('joined', f)", "emitter.on('joined')(f)"])
def test_holds_in_a_running_loop(trial: Trial, register: str) -> None:
    # A thread of its own leaves this one's loop alone.
    trial.run(f"""
        import asyncio, concurrent.futures
        async def f(): pass
        def g(): calls.append(("g",))
        async def main():
            emitter = EventEmitter()
            emitter.on("joined", g)
            try: {register}
            except ValueError: calls.append(("ValueError raised",))
            emitter.emit("joined")
        with concurrent.futures.ThreadPoolExecutor() as pool:
            pool.submit(lambda: asyncio.run(main())).result()
    """)
    trial.expect_calls(("ValueError raised",), ("g",))


def test_registers_nothing(trial: Trial) -> None:
    trial.run("""
        import functools
        async def f(needed): pass
        def g(): calls.append(("g",))
        emitter.on("joined", g)
        emitter.emit("joined")
    """)
    trial.expect_calls(("g",))
    trial.run("""
        def register(event, callback): emitter.on(event, callback)
        def decorate(event, callback): emitter.on(event)(callback)
        rejected = [f, functools.partial(f)]
        attempts = [(way, each) for way in [register, decorate] for each in rejected]
        for event, (attempt, callback) in zip(["muted", "left", "hidden", "away"], attempts):
            emitter.on(event, g)
            try: attempt(event, callback)
            except Exception: emitter.emit(event)
            else: g()  # accepted: other clauses judge that
    """)
    trial.expect_calls(*[("g",)] * 4)


def test_everything_else_is_accepted(trial: Trial) -> None:
    trial.run("""
        import functools, types, typing
        async def greet(): pass
        async def async_generator(): yield
        def generator(): yield
        class Greeter:
            async def __call__(self): pass
        @functools.lru_cache
        async def cached(): pass
        @functools.wraps(greet)
        def wrapper(): return greet()
        from unittest.mock import ANY, MagicMock, Mock
        def annotated() -> typing.Awaitable[None]: return greet()
        def tagged(): return greet()
        tagged._is_coroutine = ANY  # it equals the mark
        class Starter:
            def __init__(self, func): self.func = func
            def __call__(self): return self.func()
        greeters = [async_generator, generator, Greeter(), cached, wrapper, lambda: greet()]
        greeters += [annotated, tagged]
        for greeter in [*greeters, Mock(), MagicMock()]:
            emitter.on("joined", greeter)
        for greeter in [Starter(greet), functools.partial(Greeter())]:
            emitter.on("opened", greeter)
        for unsigned in [dict, max]:
            emitter.on("muted", unsigned)
        @types.coroutine
        def awaited(): yield
        class Waiting(tuple):
            def __call__(self): pass
            def __await__(self): yield
        for unusual in [awaited, Greeter, Waiting([greet, 1])]:
            emitter.on("ended", unusual)
    """)
    trial.run("""
        def f():
            calls.append(("f",))
            coroutine = greet()
            coroutine.close()
            return coroutine
        emitter.on("left", f)
        emitter.emit("left")
    """)
    trial.expect_calls(("f",))
