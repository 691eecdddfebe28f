"""Chapter emission: which callbacks are called, when, and in which order."""

from __future__ import annotations

from emitter_conformance.checks.catalogues import callbacks, surroundings, values
from emitter_conformance.checks.catalogues.entry import Entry, counts
from emitter_conformance.checks.catalogues.surroundings import within
from emitter_conformance.checks.catalogues.ways import ON, WAYS, registered, removed
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


def test_calls_each_callback_once(trial: Trial) -> None:
    calls_every_kind_once(trial)
    calls_what_is_no_other_clause(trial)
    calls_what_has_parameters(trial)
    calls_few_wherever(trial)
    calls_any_number_once(trial)
    is_the_only_one_who_calls(trial)


@for_all(number=counts(1100), sent=["number", "0"])
def calls_any_number_of_times(trial: Trial, number: int, sent: str) -> None:
    trial.run(f"""
        def f(number): calls.append(("f", number))
        emitter.on("joined", f)
        for number in range({number}):
            emitter.emit("joined", {sent})
    """)
    trial.expect_all_calls(f"[('f', {sent}) for number in range({number})]")


def test_calls_again_each_time(trial: Trial) -> None:
    calls_any_number_of_times(trial)
    trial.restart()
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
    trial.expect(
        "numbers == [3, 3, 3]",
        "the object, the method and the mock, themselves called 3 times each",
        "themselves called {numbers[0]}, {numbers[1]} and {numbers[2]} times",
    )
    # Nor does it end with the task that made it; a thread of its own leaves this one's loop alone.
    # What `on` raises there is judged by the chapter threads.
    trial.run("""
        import asyncio, concurrent.futures
        one, other = Counter(), Counter()
        async def main(): emitter.on("muted", one.enter)
        def use():
            emitter.on("muted", other.enter)
            asyncio.run(main())
        with concurrent.futures.ThreadPoolExecutor() as pool:
            pool.submit(use).exception()
        emitter.emit("muted")
    """)
    trial.expect(
        "one.entered == other.entered",
        "a callback registered in a task that has ended is called like others",
        "calls of it: {one.entered}, of another one: {other.entered}",
    )


@for_all(own="around", around=surroundings.NOT_NESTED, way=WAYS, callback=callbacks.FEW)
def test_ends_after_its_callbacks(trial: Trial, around: Entry, way: Entry, callback: Entry) -> None:
    use = f"""
        {registered(way, '"joined"', callback)}
        emitter.emit("joined", 1, 2)
        calls.append(("emit returned",))
    """
    trial.run(within(around, use))
    trial.expect_calls(("f", 1, 2), ("emit returned",), in_order=True)


def test_stays_in_the_callers_thread(trial: Trial) -> None:
    trial.run("""
        import threading
        here = threading.get_ident()
        def place(thread): return "here" if threading.get_ident() == thread else "elsewhere"
        def named(name): return lambda: calls.append((name, place(here)))
        for name in "abcdefgh":
            emitter.on("joined", named(name))
        emitter.emit("joined")
    """)
    trial.expect_calls(*[(name, "here") for name in "abcdefgh"])
    # Whether an emission in another thread calls at all is judged by the chapter threads.
    trial.run("""
        def heard(emitter, event, callback):
            try: emitter.on(event, callback), emitter.emit(event)
            except Exception: pass
        def i(): calls.append(("i", place(thread.ident)))
        thread = threading.Thread(target=heard, args=[emitter, "left", i])
        thread.start()
        thread.join()
    """)
    here = "{place for _, place in calls} <= {'here'}"
    trial.expect(here, "i called in the thread that emits")
    trial.look()
    # The same in a running event loop; a thread of its own leaves this one's loop alone.
    trial.run("""
        import asyncio, concurrent.futures, contextlib
        def run(main):
            with concurrent.futures.ThreadPoolExecutor() as pool:
                pool.submit(lambda: asyncio.run(main())).result()
        async def main():
            here = threading.get_ident()
            def j(): threading.get_ident() == here or calls.append(("j", "in another thread"))
            heard(EventEmitter(), "joined", j)
            await asyncio.sleep(0)
        run(main)
    """)
    trial.expect_calls()
    trial.run("""
        async def main():
            emitter, emitting = EventEmitter(), []
            def m(): calls.append(("m", place(*emitting)))
            with contextlib.suppress(Exception): emitter.on("left", m)
            def emit():
                emitting.append(threading.get_ident())
                with contextlib.suppress(Exception): emitter.emit("left")
                emitting[:] = ["ended"]
            await asyncio.get_running_loop().run_in_executor(None, emit)
            await asyncio.sleep(0)
        run(main)
    """)
    trial.expect(here, "m called in the thread that emits")


def test_keeps_the_running_loop(trial: Trial) -> None:
    # A thread of its own leaves this one's loop alone.
    trial.run("""
        import asyncio, concurrent.futures
        async def main():
            loop, emitter = asyncio.get_running_loop(), EventEmitter()
            def running():
                try: return "the loop" if asyncio.get_running_loop() is loop else "another"
                except RuntimeError: return "no loop"
            def named(name): return lambda: calls.append((name, running()))
            for name in ["f", "g", "h"]: emitter.on("joined", named(name))
            emitter.emit("joined")
            calls.append(("it runs again", running()))
        with concurrent.futures.ThreadPoolExecutor() as pool:
            pool.submit(lambda: asyncio.run(main())).result()
    """)
    names = ["f", "g", "h", "it runs again"]
    trial.expect_calls(*[(name, "the loop") for name in names])


@for_all(way=WAYS)
def test_callbacks_find_context_variables(trial: Trial, way: Entry) -> None:
    trial.run(f"""
        import contextvars
        request = contextvars.ContextVar("request", default="none")
        def f(): calls.append(("f", request.get()))
        {registered(way, '"joined"')}
        request.set("7")
        emitter.emit("joined")
    """)
    trial.expect_calls(("f", "7"))


def test_stays_in_the_callers_context(trial: Trial) -> None:
    trial.run("""
        import contextvars
        guest = contextvars.ContextVar("guest", default="nobody")
        def f(): guest.set("bob")
        def set_and_emitted(register):
            emitter = EventEmitter()
            getattr(emitter, register)("joined", f)
            guest.set("alice")
            emitter.emit("joined")
            return guest.get()
        seen = [contextvars.copy_context().run(set_and_emitted, each) for each in ["on", "once"]]
    """)
    trial.expect(
        "seen == ['bob', 'bob']",
        "'bob', which f sets in the context, is there after `emit`",
        "{seen[0]} is there after a call for `on`, {seen[1]} after one for `once`",
    )


@for_all(result=values.AWAITED, way=WAYS, around=[surroundings.LOOP])
def leaves_it_alone_in_a_loop(trial: Trial, result: Entry, way: Entry, around: Entry) -> None:
    ignores(trial, result, way, around)


def test_ignores_return_values(trial: Trial) -> None:
    ignores_each_result(trial)
    leaves_it_alone_in_a_loop(trial)
    leaves_the_registration(trial)
    leaves_it_alone(trial)


def test_passes_the_same_objects(trial: Trial) -> None:
    passes_whatever_it_is(trial)
    trial.restart()
    trial.run("""
        def f(number: str, more: int): calls.append(("f", number, more))
        emitter.on("joined", f)
        emitter.emit("joined", 1, "2")
    """)
    trial.expect_calls(("f", 1, "2"))
    trial.restart()
    trial.run("""
        things = [[], []]
        def f(thing): calls.append(("f", "it" if thing is things[len(calls)] else "another"))
        emitter.on("joined", f)
        for thing in things:
            emitter.emit("joined", thing)
    """)
    trial.expect_calls(("f", "it"), ("f", "it"))
    trial.restart()
    trial.run("""
        def f(error): calls.append(("f", "traced" if error.__traceback__ else "no traceback"))
        try: raise ValueError("no seat")
        except ValueError as caught: error = caught
        try: emitter.emit("left", error)
        except Exception: pass  # another clause is about what nothing waits for
        emitter.on("joined", f)
        emitter.emit("joined", error)
    """)
    trial.expect_calls(("f", "traced"))
    trial.restart()
    trial.run("""
        def named(name):
            def f(thing):
                calls.append((name, thing))
                try: emitter.emit("left", "inner")
                except Exception: pass  # another clause is about what nothing waits for
            return f
        for name in ["f", "g", "h"]:
            emitter.on("joined", named(name))
        emitter.emit("joined", "outer")
    """)
    trial.expect_calls(("f", "outer"), ("g", "outer"), ("h", "outer"))


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
        def g(frame): raise TypeError("no seat")
        def h(frame): raise KeyError("no row")
        emitter.on("ended", g)
        emitter.on("failed", h)
        for event in ["left", "muted", "ended", "failed"]:
            try: emitter.emit(event, frame)
            except Exception: pass
        records.clear()
        del frame
        gc.collect()
        kept = alive()
    """)
    trial.expect("('f',) in calls", "f called")
    trial.expect_freed("kept", "the argument is freed after the emission")


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
    # Nor is it called where there are more callbacks than an emission may copy in one go.
    trial.run("""
        def adding(number):
            def i():
                calls.append((number,))
                emitter.on("left", lambda: calls.append(("added",)))
            return i
        for number in range(23): emitter.on("left", adding(number))
        emitter.emit("left")
    """)
    trial.expect_all_calls("[(number,) for number in range(23)]")


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
    nests_any_depth(trial)
    trial.restart()
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


@for_all(depth=counts(70, most=200))
def nests_any_depth(trial: Trial, depth: int) -> None:
    trial.run(f"""
        import sys
        def h(depth):
            calls.append(("h", depth))
            if depth:
                emitter.emit("muted", depth - 1)
        emitter.on("muted", h)
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(limit + {70 * depth})  # an emission may take many frames
        try: emitter.emit("muted", {depth})
        finally: sys.setrecursionlimit(limit)
    """)
    trial.expect_all_calls(
        f"[('h', {depth} - depth) for depth in range({depth + 1})]", in_order=True
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
    trial.expect(
        "nested == [('f',), ('g',)]",
        "f called, then g alone by the nested emission",
        show="nested",
    )
    trial.run("""
        def deeper(depth):
            def h():
                calls.append(("h", depth))
                emitter.off("left", h)
                if depth and len(calls) < 9:
                    emitter.on("left", deeper(depth - 1))
                    emitter.emit("left")
            return h
        emitter.on("left", deeper(5))
        calls.clear()
        emitter.emit("left")
    """)
    trial.expect_calls(*[("h", depth) for depth in range(5, -1, -1)], in_order=True)


def test_order_is_registration_order(trial: Trial) -> None:
    trial.run(CALLBACKS)
    trial.run("""
        for number in order:
            emitter.on("joined", callbacks[number])
        emitter.emit("joined")
    """)
    trial.expect_all_calls("[(number * 7 % 20,) for number in range(20)]", in_order=True)
    trial.run("""
        for number in range(1100):
            emitter.on("left", named(number))
        emitter.emit("left")
    """)
    trial.expect_all_calls("[(number,) for number in range(1100)]", in_order=True)
    trial.look()
    # Nor do those that stay change their order when others go, and another one comes.
    trial.run("""
        others = [named(number) for number in range(10)]
        for other in others[:8]:
            emitter.on("closed", other)
        for number in (2, 5):
            try: emitter.off("closed", others[number])
            except Exception: pass  # other clauses judge that
        emitter.on("closed", others[9])
        emitter.emit("closed")
    """)
    trial.expect("calls == sorted(calls)", "callbacks called by their numbers")
    trial.look()
    trial.run("""
        for number in order:
            register = emitter.once if number % 2 else emitter.on
            register("opened", callbacks[number])
        emitter.emit("opened")
    """)
    trial.expect_all_calls("[(number * 7 % 20,) for number in range(20)]", in_order=True)
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
    trial.expect(
        "calls == sorted(calls)", "calls in the order of registration"
    )  # other clauses show whether all are


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
    trial.run("""
        def f(): calls.append(("f",))
        def g(): calls.append(("g",))
        def renew(): emitter.off("left", f); emitter.on("left", f)
        for callback in [renew, f, g]: emitter.on("left", callback)
        emitter.emit("left")
        emitter.off("left", renew)
    """)
    trial.look()
    trial.run('emitter.emit("left")')
    trial.expect("('f',) not in calls[:-1]", "f called last")


@for_all(
    own="around",
    callback=callbacks.CALLBACKS,
    way=WAYS,
    around=surroundings.NOT_NESTED,
)
def calls_every_kind_once(trial: Trial, callback: Entry, way: Entry, around: Entry) -> None:
    register = registered(way, '"joined"', callback)
    trial.run(within(around, f'{register}\nemitter.emit("joined", 1, 2)'))
    trial.expect_calls(("f", 1, 2))


@for_all(own="callback", callback=callbacks.WITHOUT_A_CLAUSE, way=WAYS)
def calls_what_is_no_other_clause(trial: Trial, callback: Entry, way: Entry) -> None:
    register = registered(way, '"joined"', callback)
    trial.run(f'{register}\nemitter.emit("joined", 1, 2)')
    trial.expect("[call[0] for call in calls] == ['f']", "f called once")


@for_all(own="callback", callback=callbacks.CUT, way=ON)
def calls_what_has_parameters(trial: Trial, callback: Entry, way: Entry) -> None:
    register = registered(way, '"joined"', callback)
    trial.run(f'{register}\nemitter.emit("joined", 1, 2)')
    if trial.is_quiet:
        trial.expect_calls(("f", 1, 2))
    else:
        trial.look()  # the clause about its parameters judges that


@for_all(callback=callbacks.FEW, way=WAYS, around=surroundings.SURROUNDINGS)
def calls_few_wherever(trial: Trial, callback: Entry, way: Entry, around: Entry) -> None:
    register = registered(way, '"joined"', callback)
    trial.run(within(around, f'{register}\nemitter.emit("joined", 1, 2)'))
    trial.expect_calls(("f", 1, 2))


@for_all(number=[*range(2, 13), 110, 1100], way=WAYS)
def calls_any_number_once(trial: Trial, number: int, way: Entry) -> None:
    trial.run(f"""
        def named(number): return lambda: calls.append((number,))
        for number in range({number}):
            {registered(way, '"joined"', "named(number)")}
        emitter.emit("joined")
    """)
    trial.expect_all_calls(f"[(number,) for number in range({number})]")


@for_all(way=WAYS)
def is_the_only_one_who_calls(trial: Trial, way: Entry) -> None:
    trial.run("""
        def f(*args): calls.append(("f", *args))
        def g(*args): pass
    """)
    register, remove = registered(way, '"joined"'), removed(way, '"joined"')
    trial.run(f'emitter.on("joined", g)\nemitter.emit("joined", 1)\n{register}\n{remove}')
    trial.expect_calls()


@for_all(result=values.RESULTS, way=WAYS, around=surroundings.SAME_THREAD)
def ignores_each_result(trial: Trial, result: Entry, way: Entry, around: Entry) -> None:
    ignores(trial, result, way, around)


def ignores(trial: Trial, result: Entry, way: Entry, around: Entry) -> None:
    """Expect that what a callback returns is left alone."""
    trial.run(f"""
        result = {result}
        def f(*args): return calls.append(("f", *args)) or result
        def g(*args): calls.append(("g", *args))
    """)
    register = "for each in [f, g]: " + registered(way, '"joined"', "each")
    trial.run(within(around, f'{register}\nemitter.emit("joined", 1, 2)'))
    trial.expect_calls(("f", 1, 2), ("g", 1, 2))
    trial.expect_not_logged()


@for_all(result=[*values.RESULTS[:4], *values.AWAITED], way=ON)
def leaves_the_registration(trial: Trial, result: Entry, way: Entry) -> None:
    trial.run(f"""
        result = {result}
        def f(): return calls.append(("f",)) or result
        {registered(way, '"joined"')}
        emitter.emit("joined")
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",), ("f",))


@for_all(around=surroundings.FEW, result=values.AWAITED, way=WAYS)
def leaves_it_alone(trial: Trial, around: Entry, result: Entry, way: Entry) -> None:
    trial.run(f"""
        import logging
        class Noting(logging.Handler):
            def emit(self, record): calls.append(("logged",))
        result, handler = {result}, Noting(logging.ERROR)
        def f(): return result
        {registered(way, '"joined"')}
    """)
    emitting = "root = logging.getLogger()\nroot.addHandler(handler)\n"
    emitting += 'try: emitter.emit("joined")\nfinally: root.removeHandler(handler)'
    trial.run(within(around, emitting))
    trial.expect_calls()


@for_all(
    own="argument",
    argument=values.ARGUMENTS,
    way=WAYS,
    others=["{}", "{}, 1", "1, {}"],
    around=surroundings.FEW,
)
def passes_whatever_it_is(
    trial: Trial, argument: Entry, way: Entry, others: str, around: Entry
) -> None:
    taken = "a, b" if "," in others else "a"
    trial.run(f"""
        given = {argument}
        expected = ({others.format("given")},)
        def same(args):
            others = "others: " + ", ".join(type(each).__name__ for each in args)
            return "the same" if [*map(id, args)] == [*map(id, expected)] else others
        def f(*args): calls.append(("f", same(args)))
        def g({taken}): calls.append(("g", same([{taken}])))
    """)
    first, last = registered(way, '"joined"'), registered(way, '"joined"', "g")
    trial.run(within(around, f'{first}\n{last}\nemitter.emit("joined", *expected)'))
    trial.expect_calls(("f", "the same"), ("g", "the same"))
