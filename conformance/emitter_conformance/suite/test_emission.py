"""Chapter emission: which callbacks are called, when, and in which order."""

from __future__ import annotations

from emitter_conformance.checks.for_all import for_all
from emitter_conformance.checks.trial import Trial
from emitter_conformance.suite.test_registration import refuses_unhashable

# Neither the order in which the callbacks were made nor the reverse: a registry that keeps no
# order of its own cannot hit it by chance.
CALLBACKS = """
    order = [number * 7 % 20 for number in range(20)]
    def named(number): return lambda: calls.append((number,))
    callbacks = [named(number) for number in range(20)]
"""


def test_without_callbacks_does_nothing(trial: Trial) -> None:
    trial.run("""
        def f(name): calls.append(("f", name))
        emitter.emit("joined")
        emitter.emit("joined", ValueError("no seat"))
        emitter.on("joined", f)
        emitter.emit("left", "bob")
    """)
    trial.expect_calls()
    trial.run('emitter.emit("joined", "carol")')
    trial.expect_calls(("f", "carol"))


@for_all(event=["['joined']", "(['joined'],)"])
def test_unhashable_event_raises(trial: Trial, event: str) -> None:
    refuses_unhashable(trial, f"emit({event})")


@for_all(number=range(1, 13))
def test_calls_each_callback_once(trial: Trial, number: int) -> None:
    trial.run(f"""
        def named(name): return lambda: calls.append((name,))
        for name in "abcdefghijkl"[:{number}]:
            emitter.on("joined", named(name))
        emitter.emit("joined")
    """)
    trial.expect_calls(*[(name,) for name in "abcdefghijkl"[:number]])
    trial.run("""
        def annotated(_name): calls.append(("annotated", _name))
        annotated.__annotations__ = {"_name": "Nobody", "return": "Nobody"}  # not defined here
        emitter.on("left", annotated)
        emitter.emit("left", "alice")
    """)
    trial.expect_calls(("annotated", "alice"))


def test_calls_again_each_time(trial: Trial) -> None:
    trial.run("""
        def f(number): calls.append(("f", number))
        emitter.on("joined", f)
        for number in range(1100):
            emitter.emit("joined", number)
    """)
    trial.expect_all_calls("[('f', number) for number in range(1100)]")
    # It is the callback itself, with what it knows, that is called, whatever attributes it has.
    trial.run("""
        from unittest.mock import MagicMock
        class Counter:
            number = entered = 0
            def __call__(self): self.number += 1
            def enter(self): self.entered += 1
        counter, mock = Counter(), MagicMock()
        for callback in [counter, counter.enter, mock]:
            emitter.on("left", callback)
        for _ in range(3):
            emitter.emit("left")
        numbers = [counter.number, counter.entered, mock.call_count]
    """)
    trial.expect("numbers == [3, 3, 3]")
    # Nor does it end with the task that made it; a thread of its own leaves this one's loop alone.
    trial.run("""
        import asyncio, concurrent.futures
        entered = counter.entered
        async def main(): emitter.on("muted", counter.enter)
        with concurrent.futures.ThreadPoolExecutor() as pool:
            pool.submit(lambda: asyncio.run(main())).result()
        emitter.emit("muted")
        more = counter.entered - entered
    """)
    trial.expect("more == 1")


def test_ends_after_its_callbacks(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        emitter.on("joined", f)
        emitter.emit("joined")
        calls.append(("emit returned",))
    """)
    trial.expect_calls(("f",), ("emit returned",), in_order=True)
    # The same in a running event loop; a thread of its own leaves this one's loop alone.
    trial.run("""
        import asyncio, concurrent.futures
        async def main():
            def g(): calls.append(("g",))
            def h(): calls.append(("g",))
            emitter = EventEmitter()
            emitter.on("joined", g)
            try: emitter.once("left", h)
            except NotImplementedError: emitter.on("left", h)
            for event in ["joined", "left"]:
                try: emitter.emit(event)
                except RuntimeError: pass
            calls.append(("emit returned",))
        with concurrent.futures.ThreadPoolExecutor() as pool:
            pool.submit(lambda: asyncio.run(main())).result()
    """)
    trial.expect_calls(("g",), ("g",), ("emit returned",), in_order=True)


def test_stays_in_the_callers_thread(trial: Trial) -> None:
    trial.run("""
        import threading
        here = threading.get_ident()
        def named(name): return lambda: calls.append((name, threading.get_ident() == here))
        for name in "abcdefgh":
            emitter.on("joined", named(name))
        emitter.emit("joined")
    """)
    trial.expect_calls(*[(name, True) for name in "abcdefgh"])
    trial.run("""
        def i(): calls.append(("i", threading.current_thread() is thread))
        emitter.on("left", i)
        thread = threading.Thread(target=lambda: emitter.emit("left"))
        thread.start()
        thread.join()
    """)
    trial.expect_calls(("i", True))
    # The same in a running event loop; a thread of its own leaves this one's loop alone.
    trial.run("""
        import asyncio, concurrent.futures
        async def main():
            here = threading.get_ident()
            def j(): threading.get_ident() == here or calls.append(("j", "in another thread"))
            emitter = EventEmitter()
            emitter.on("joined", j)
            emitter.emit("joined")
            emitting = []
            def k(): calls.append(("k", threading.get_ident() in emitting))
            emitter.on("left", k)
            def emit():
                emitting.append(threading.get_ident())
                emitter.emit("left")
                emitting.clear()
            await asyncio.get_running_loop().run_in_executor(None, emit)
            await asyncio.sleep(0)
        with concurrent.futures.ThreadPoolExecutor() as pool:
            pool.submit(lambda: asyncio.run(main())).result()
    """)
    trial.expect_calls(("k", True))


def test_keeps_the_running_loop(trial: Trial) -> None:
    # A thread of its own leaves this one's loop alone.
    trial.run("""
        import asyncio, concurrent.futures
        async def main():
            loop, emitter = asyncio.get_running_loop(), EventEmitter()
            def named(name):
                def f():
                    try: calls.append((name, asyncio.get_running_loop() is loop))
                    except RuntimeError: calls.append((name, "no loop"))
                return f
            for name in ["f", "g", "h"]:
                emitter.on("joined", named(name))
            emitter.emit("joined")
            calls.append(("it runs again", asyncio.get_running_loop() is loop))
        with concurrent.futures.ThreadPoolExecutor() as pool:
            pool.submit(lambda: asyncio.run(main())).result()
    """)
    trial.expect_calls(("f", True), ("g", True), ("h", True), ("it runs again", True))


def test_stays_in_the_callers_context(trial: Trial) -> None:
    trial.run("""
        import contextvars
        guest = contextvars.ContextVar("guest", default="nobody")
        def f():
            calls.append(("f", guest.get()))
            guest.set("bob")
        def set_and_emitted(register):
            emitter = EventEmitter()
            getattr(emitter, register)("joined", f)
            guest.set("alice")
            emitter.emit("joined")
            return guest.get()
        seen = [contextvars.copy_context().run(set_and_emitted, each) for each in ["on", "once"]]
    """)
    trial.expect_calls(("f", "alice"), ("f", "alice"))
    trial.expect("seen == ['bob', 'bob']")


def test_ignores_return_values(trial: Trial) -> None:
    trial.run("""
        def returning(value):
            def f():
                calls.append((repr(value),))
                return value
            return f
        values = [None, False, True, 0, -1, "stop", ..., StopIteration(), NotImplemented, None]
        for value in values:
            emitter.on("joined", returning(value))
        emitter.emit("joined")
        emitter.emit("joined")
    """)
    values = [None, False, True, 0, -1, "stop", ..., StopIteration(), NotImplemented, None]
    trial.expect_calls(*[(repr(value),) for value in values] * 2)
    trial.run("""
        emitter = EventEmitter()
        async def greet(): calls.append(("the coroutine runs",))
        def generate(): yield calls.append(("the generator runs",))
        async def stream(): yield calls.append(("the generator runs",))
        def undo(): calls.append(("what is returned is called",))
        class Task:  # like an array too, it is neither true nor false nor equal to anything
            def __bool__(self): raise ValueError("ambiguous")
            __eq__ = __lt__ = __len__ = __iter__ = lambda self, *other: bool(self)
            def use(self, *args): calls.append(("what is returned is used",))
            close = cancel = result = send = add_done_callback = __enter__ = __exit__ = use
        coroutine = greet()
        odd = [coroutine, generate(), stream(), undo, ValueError("returned"), Task(), [undo], 7]
        for event, values in [("joined", range(8)), ("left", odd)]:
            levels = [record.levelname for record in records if record.levelno >= 40]
            calls.clear()
            records.clear()
            for value in values:
                emitter.on(event, returning(value))
            emitter.emit(event)
        coroutine.close()
    """)
    trial.expect("len(calls) == 8", show="calls")
    trial.expect_levels("levels")
    trial.run("""
        def replacing(value):
            def f(name):
                calls.append(name)
                return value
            return f
        calls.clear()
        for value in [("bob",), ["carol"], {"name": "dave"}, ("erin",)]:
            emitter.on("opened", replacing(value))
        emitter.emit("opened", "alice")
        names = {*calls}  # each of them receives its own
    """)
    trial.expect("names == {'alice'}")
    # The same in a thread without an event loop; what is logged there is not in `records`.
    trial.run("""
        import logging, threading
        class Noting(logging.Handler):
            def emit(self, record):
                if threading.current_thread() is thread:
                    logged.append(record.getMessage())
        logged, numbers, coroutine = [], [], greet()
        def errors():
            return len(logged) + sum(record.levelno >= logging.ERROR for record in records)
        def work(value):
            emitter = EventEmitter()
            emitter.on("joined", returning(value))
            emitter.emit("joined")
        root, noting = logging.getLogger(), Noting(logging.ERROR)
        root.addHandler(noting)
        try:
            for value in [coroutine, 1]:
                before = errors()
                thread = threading.Thread(target=work, args=(value,))
                thread.start()
                thread.join()
                numbers.append(errors() - before)
        finally:
            root.removeHandler(noting)
        coroutine.close()
        more = numbers[0] - numbers[1]  # than for a number
    """)
    trial.expect("more == 0")
    trial.run("""
        import asyncio
        async def main():
            future = asyncio.get_running_loop().create_future()
            emitter = EventEmitter()
            emitter.on("joined", returning(future))
            emitter.emit("joined")
            return future.cancelled()
        thread = threading.Thread(target=lambda: ended.append(asyncio.run(main())))
        ended = []
        thread.start()
        thread.join()
    """)
    trial.expect("ended == [False]")
    # Those of `once` as well.
    trial.run("""
        def heard_once(value):
            emitter = EventEmitter()
            try:
                emitter.once("joined", returning(value))
                emitter.emit("joined")
            except RuntimeError: pass  # of a registry that changed, or there is no `once`
        calls.clear()
        waiting = greet()
        for value in [waiting, generate(), undo, Task(), [undo]]:
            heard_once(value)
        waiting.close()
        used = [call for call in calls if call[0].startswith(("the ", "what "))]
    """)
    trial.expect("used == []")


def test_passes_the_same_objects(trial: Trial) -> None:
    trial.run("""
        room, guests = {"name": "lobby"}, ["alice"]
        def f(a, b): calls.append(("f", a is room, b is guests))
        emitter.on("joined", f)
        emitter.emit("joined", room, guests)
    """)
    trial.expect_calls(("f", True, True))
    trial.run("""
        things = [("alice", "bob"), None, [], {}, "", {"thing": 1}, bytearray(), set(), lambda: 1]
        def g(thing): calls.append(("g", any(thing is each for each in things)))
        emitter.on("left", g)
        for each in things:
            emitter.emit("left", each)
    """)
    trial.expect_calls(*[("g", True)] * 9)
    trial.run("""
        import dataclasses, enum
        @dataclasses.dataclass
        class Guest: pass
        class Mood(enum.Enum): GOOD = "good"
        class Name(str): pass
        class Pair(tuple): pass
        class Frame:  # like an array, it is neither true nor false nor equal to anything
            def __bool__(self): raise ValueError("ambiguous")
            __eq__ = __lt__ = __len__ = __iter__ = lambda self, *other: bool(self)
        async def greet(): pass
        things = [Guest(), Frame(), Name("alice"), "".join(["al", "ice"]), Pair(), iter([]), greet]
        things += [Mood.GOOD, float("nan"), ([],), 10**20]
        emitter.on("hidden", g)
        for each in things:
            emitter.emit("hidden", each)
    """)
    trial.expect_calls(*[("g", True)] * 11)
    trial.run("""
        try: raise ValueError("no seat")
        except ValueError as caught: error = caught
        try: emitter.emit("unheard", error)
        except Exception: pass
    """)
    trial.expect("error.__traceback__ is not None", show="error.__traceback__")
    trial.run("""
        def h(number: str, more: int): calls.append(("h", number, more))
        emitter.on("muted", h)
        emitter.emit("muted", 1, "2")
    """)
    trial.expect_calls(("h", 1, "2"))
    trial.run("""
        def named(name):
            def f(thing):
                calls.append((name, thing))
                emitter.emit("closed", "the inner one")
            return f
        calls.clear()
        for name in ["i", "j", "k"]:
            emitter.on("opened", named(name))
        emitter.emit("opened", "the outer one")
        received = {thing for _, thing in calls}
    """)
    trial.expect("received == {'the outer one'}")


def test_releases_its_arguments(trial: Trial) -> None:
    trial.run("""
        import gc, weakref
        class Frame: pass
        def f(frame): calls.append(("f",))
        frame = Frame()
        alive = weakref.ref(frame)
        emitter.on("joined", f)
        emitter.emit("joined", frame)
        try: emitter.once("muted", f)
        except NotImplementedError: pass
        for event in ["left", "muted"]:
            try: emitter.emit(event, frame)
            except Exception: pass
        del frame
        gc.collect()
    """)
    trial.expect("('f',) in calls", show="calls")
    trial.expect("alive() is None")


def test_added_callback_waits(trial: Trial) -> None:
    trial.run("""
        def g(): calls.append(("g",))
        def h(): calls.append(("h",))
        def f():
            calls.append(("f",))
            emitter.on("joined", g)
            emitter.on("joined", h)
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",))
    trial.run('emitter.emit("joined")')
    trial.expect_calls(("f",), ("g",), ("h",))


def test_removed_callback_still_runs(trial: Trial) -> None:
    trial.run("""
        callbacks = []
        def removing(name):
            def f():
                calls.append((name,))
                if len(calls) == 1:
                    for other in callbacks:
                        if other is not f:
                            emitter.off("joined", other)
            return f
        callbacks += [removing("f"), removing("g"), removing("h")]
        for callback in callbacks:
            emitter.on("joined", callback)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",), ("g",), ("h",))


def test_callback_can_remove_itself(trial: Trial) -> None:
    trial.run("""
        def leaving(name):
            def f():
                calls.append((name,))
                emitter.off("joined", f)
            return f
        for name in ["f", "g", "h"]:
            emitter.on("joined", leaving(name))
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",), ("g",), ("h",))
    trial.run('emitter.emit("joined")')
    trial.expect_calls()


def test_nested_emission_runs_at_once(trial: Trial) -> None:
    trial.run("""
        def f(depth):
            calls.append(("f begins", depth))
            emitter.emit("left")
            if depth:
                emitter.emit("joined", depth - 1)
            calls.append(("f ends", depth))
        def g(): calls.append(("g",))
        emitter.on("joined", f)
        emitter.on("left", g)
        emitter.emit("joined", 1)
    """)
    trial.expect_calls(
        ("f begins", 1),
        ("g",),
        ("f begins", 0),
        ("g",),
        ("f ends", 0),
        ("f ends", 1),
        in_order=True,
    )
    trial.run("""
        import sys
        def h(depth):
            calls.append(("h", depth))
            if depth:
                emitter.emit("muted", depth - 1)
        emitter.on("muted", h)
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(limit + 5000)  # an emission may take many frames
        try: emitter.emit("muted", 70)
        finally: sys.setrecursionlimit(limit)
    """)
    trial.expect_all_calls("[('h', 70 - depth) for depth in range(71)]", in_order=True)
    trial.run("""
        other = EventEmitter()
        def i(depth):
            calls.append(("i begins", depth))
            if depth:
                other.emit("opened", depth - 1)
            calls.append(("i ends", depth))
        for each in [emitter, other]:
            each.on("opened", i)
        emitter.emit("opened", 1)
    """)
    trial.expect_calls(
        ("i begins", 1), ("i begins", 0), ("i ends", 0), ("i ends", 1), in_order=True
    )


def test_nested_emission_sees_changes(trial: Trial) -> None:
    trial.run("""
        def f():
            calls.append(("f",))
            if len(calls) == 1:
                emitter.off("joined", f)
                emitter.on("joined", g)
                emitter.emit("joined")
                nested.extend(calls)
        def g(): calls.append(("g",))
        nested = []
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    trial.expect("nested == [('f',), ('g',)]")
    trial.run("""
        def deeper(depth):
            def h():
                calls.append(depth)
                emitter.off("left", h)
                if depth and len(calls) < 9:
                    emitter.on("left", deeper(depth - 1))
                    emitter.emit("left")
            return h
        emitter.on("left", deeper(5))
        calls.clear()
        emitter.emit("left")
    """)
    trial.expect("calls == [5, 4, 3, 2, 1, 0]")


def test_order_is_registration_order(trial: Trial) -> None:
    trial.run(CALLBACKS)
    trial.run("""
        for number in order:
            register = emitter.once if number % 2 else emitter.on
            register("joined", callbacks[number])
        emitter.emit("joined")
    """)
    trial.expect_all_calls("[(number * 7 % 20,) for number in range(20)]", in_order=True)
    trial.run("""
        for number in range(1100):
            emitter.on("left", named(number))
        emitter.emit("left")
    """)
    trial.expect_all_calls("[(number,) for number in range(1100)]", in_order=True)
    # And whatever they are, and however they are registered.
    trial.run("""
        import functools
        class Greeter:
            def __init__(self, number): self.number = number
            def __bool__(self): return False
            def __call__(self): calls.append((self.number,))
            def greet(self): self()
        kinds = [Greeter, lambda i: Greeter(i).greet, lambda i: functools.partial(named(i)), named]
        mixed = [kinds[number % 4](number) for number in range(20)]
        for number, callback in enumerate(mixed):
            emitter.on("muted")(callback) if number % 5 == 1 else emitter.on("muted", callback)
        calls.clear()
        emitter.emit("muted")
    """)
    trial.expect("calls == sorted(calls)", show="calls")  # other clauses tell whether all are


def test_repeated_registration_keeps_its_place(trial: Trial) -> None:
    trial.run(CALLBACKS)
    trial.run("""
        for number in order + order[:1]:
            emitter.on("joined", callbacks[number])
        emitter.emit("joined")
    """)
    trial.expect_all_calls("[(number * 7 % 20,) for number in range(20)]", in_order=True)


def test_renewed_registration_goes_last(trial: Trial) -> None:
    trial.run(CALLBACKS)
    trial.run("""
        for number in order:
            emitter.on("joined", callbacks[number])
        emitter.off("joined", callbacks[order[0]])
        emitter.on("joined", callbacks[order[0]])
        emitter.emit("joined")
    """)
    trial.expect_all_calls("[(number * 7 % 20,) for number in range(1, 21)]", in_order=True)
