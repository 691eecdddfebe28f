"""Chapter logging: what happens to exceptions other than TypeError."""

from __future__ import annotations

import logging

from emitter_conformance.checks.catalogues import events, exceptions, surroundings
from emitter_conformance.checks.catalogues.entry import Catalogue, Entry, counts
from emitter_conformance.checks.catalogues.exceptions import EXCEPTIONS
from emitter_conformance.checks.catalogues.surroundings import within
from emitter_conformance.checks.catalogues.ways import ON, ONCE, registered
from emitter_conformance.checks.for_all import for_all
from emitter_conformance.checks.trial import Trial
from emitter_conformance.core import describe

BASE_KINDS = exceptions.BASE_EXCEPTIONS
FAILING = """
    error = ValueError("no seat")
    def f():
        calls.append(("f",))
        raise error
"""
NUMBERED = """
    def failing(number):
        def f():
            calls.append((number,))
            raise ValueError(number)
        return f
"""


def test_emission_goes_on(trial: Trial) -> None:
    goes_on_after_every_kind(trial)
    goes_on_after_what_is_built_in(trial)
    goes_on_whatever_fails(trial)
    trial.restart()
    trial.run(NUMBERED)
    trial.run("""
        for number in range(110):
            emitter.on("joined", failing(number))
        emitter.emit("joined")
    """)
    trial.expect_all_calls("[(number,) for number in range(110)]")


@for_all(
    own="exception",
    exception=EXCEPTIONS,
    way=ON,
    around=[*surroundings.SAME_THREAD, surroundings.DISABLED],
)
def goes_on_after_every_kind(trial: Trial, exception: Entry, way: Entry, around: Entry) -> None:
    trial.run(failing(exception, around, registered(way, '"joined"')))
    trial.expect_calls(("f", "alice"), ("g", "alice"), ("h", "alice"))


@for_all(own="exception", exception=exceptions.BUILT_IN, way=ON[:1])
def goes_on_after_what_is_built_in(trial: Trial, exception: Entry, way: Entry) -> None:
    trial.run(failing(exception, surroundings.PLAIN, registered(way, '"joined"')))
    trial.expect_calls(("f", "alice"), ("g", "alice"), ("h", "alice"))


@for_all(failures=[*range(1, 5), 40])
def one_error_record_per_failure(trial: Trial, failures: int) -> None:
    trial.run(NUMBERED)
    trial.run(f"""
        for number in range({failures}):
            emitter.on("joined", failing(number))
        emitter.emit("joined")
    """)
    trial.expect_levels("['ERROR'] * max(1, len(calls))")


@for_all(own="exception", exception=EXCEPTIONS, way=ON, around=surroundings.SAME_THREAD)
def logs_every_kind(trial: Trial, exception: Entry, way: Entry, around: Entry) -> None:
    logs(trial, exception, way, around)


def test_one_error_record_per_failure(trial: Trial) -> None:
    logs_every_kind(trial)
    logs_what_is_built_in(trial)
    one_error_record_per_failure(trial)
    trial.restart()
    trial.run(NUMBERED)
    trial.run("""
        for number in range(150):
            emitter.on(f"left {number}", failing(number))
            emitter.emit(f"left {number}")
    """)
    trial.expect_levels("['ERROR'] * max(1, len(calls))")
    one_error_record_each_time(trial)


@for_all(number=counts(300))
def one_error_record_each_time(trial: Trial, number: int) -> None:
    trial.run(NUMBERED)
    trial.run(f"""
        emitter.on("joined", failing(0))
        for _ in range({number}):
            emitter.emit("joined")
    """)
    trial.expect_levels("['ERROR'] * max(1, len(calls))")


def test_record_carries_the_traceback(trial: Trial) -> None:
    trial.run(FAILING)
    trial.run("""
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    logged = "(record.exc_info or None) and record.exc_info[2] and record.exc_info[1]"
    trial.expect_record("a record with the exception", f"({logged}) is error", logged)
    # A built-in callback has no line of its own that a traceback could lead to.
    trial.run("""
        records.clear()
        emitter.on("removed", {}.popitem)
        emitter.emit("removed")
    """)
    trial.expect_record("a record with a KeyError", f"isinstance({logged}, KeyError)", logged)
    trial.run("""
        records.clear()
        def g(): raise error from KeyError("no room")
        emitter.on("left", g)
        emitter.emit("left")
    """)
    trial.expect_record("a record with the exception", f"({logged}) is error", logged)
    trial.run("""
        records.clear()
        def i():
            try: raise KeyError("no room")
            except KeyError: raise error
        emitter.on("opened", i)
        emitter.emit("opened")
    """)
    trial.expect_record("a record with the exception", f"({logged}) is error", logged)
    trial.run("""
        import builtins
        records.clear()
        class Group(Exception): exceptions = (error,)  # before Python 3.11
        group = getattr(builtins, "ExceptionGroup", Group)("no seats", [error])
        def j(): raise group
        emitter.on("closed", j)
        emitter.emit("closed")
    """)
    trial.expect_record("a record with the exception", f"({logged}) is group", logged)
    # Whatever the project wants to hear of.
    trial.run("""
        import logging
        def h(): raise error
        emitter.on("muted", h)
        records.clear()
        def emit():
            logging.getLogger().setLevel(logging.WARNING)
            emitter.emit("muted")
        emit()
    """)
    trial.expect_record("a record with the exception", f"({logged}) is error", logged)


LONG_SOURCE = '" ".join(map(str, range(1100)))'
LONG: str = eval(LONG_SOURCE)
NAMED: list[object] = [
    *["joined", "0", "a b", "*", "'", '"', "(a", "\\n", "a.b", "é", "a" * 99, "a\nb", "a  b"],
    *["%", "%s", "%d", "%%", "s%", "%(a)s", "%(event)s", "{}", "{0}", "{event}", "{", "a%s{}"],
    *[0, 7, -1, 10**20, 0.5, None, True, b"joined"],
    *[(), (1,), (1, None), ("%s",), ("joined", "left"), (("a", 1), "{}")],
    LONG[:300],
]


@for_all(
    event=Catalogue(NAMED, lambda found: [*found.texts, *(LONG[:each] for each in found.counts)])
)
def test_record_names_the_event(trial: Trial, event: object) -> None:
    size = len(event) if isinstance(event, str) else 0
    is_long = size > 99 and event == LONG[:size]
    source = f"{LONG_SOURCE}[:{size}]" if is_long else repr(event)
    trial.run(FAILING)
    trial.run(f"""
        def taking(name): raise error
        emitter.on({source}, taking)
        emitter.emit({source}, "alice")
    """)
    named = " or ".join(
        f"{text}({source}) in record.getMessage()" for text in ("str", "repr", "format")
    )
    is_plain = is_long or "\n" in str(event)
    words = f"a record whose message contains {describe.value(event) if is_plain else event}"
    trial.expect_record(words, named, "record.getMessage()")
    trial.run(f"""
        emitter = EventEmitter()
        def g():
            emitter.emit("left")
            raise error
        def i(): raise KeyError("no room")
        emitter.on({source}, g)
        emitter.on("left", i)
        records.clear()
        emitter.emit({source})
    """)
    trial.expect_record(words, named, "record.getMessage()")
    trial.run("""
        import enum
        class Event(enum.Enum): JOINED = "joined"
        emitter = EventEmitter()
        def h(): raise error
        emitter.on(Event.JOINED, h)
        records.clear()
        emitter.emit(Event.JOINED)
    """)
    words = "a record whose message contains Event.JOINED"
    trial.expect_record(words, "'Event.JOINED' in record.getMessage()", "record.getMessage()")


def test_silent_without_failure(trial: Trial) -> None:
    trial.run("""
        def f(name): calls.append(("f",))
        emitter.on("joined", f)
        emitter.once("joined", f)
        for event in ["joined", "left"]:
            try: emitter.emit(event, "alice")
            except Exception: pass
    """)
    trial.expect_levels("[]")
    trial.expect("('f',) in calls", "f called")
    trial.run("""
        def named(number): return lambda: calls.append((number,))
        for number in range(110):
            emitter.on("left", named(number))
        records.clear()
        try: emitter.emit("left", "surplus")
        except Exception: pass
    """)
    trial.expect_levels("[]")
    trial.run("""
        import asyncio, contextlib
        async def greet(): pass
        async def main():
            records.clear()  # that of asyncio about the loop
            coroutine = greet()
            emitter.on("opened", lambda: coroutine)
            try: emitter.emit("opened")
            except Exception: pass
            await asyncio.sleep(0)  # for an emitter that makes a task of it
            coroutine.close()
        with contextlib.closing(asyncio.new_event_loop()) as loop:
            loop.run_until_complete(main())
    """)
    trial.expect_levels("[]")
    # A callback that takes an hour, by every clock there is.
    trial.run("""
        import time
        clocks = {name: getattr(time, name) for name in ["time", "monotonic", "perf_counter"]}
        def later(clock): return lambda: clock() + 3600
        def slow():
            calls.append(("slow",))
            for name, clock in clocks.items(): setattr(time, name, later(clock))
        emitter.on("muted", slow)
        records.clear()
        try: emitter.emit("muted")
        except Exception: pass
        finally:
            for name, clock in clocks.items(): setattr(time, name, clock)
    """)
    trial.expect_levels("[]")


@for_all(own="exception", exception=exceptions.BUILT_IN, way=ONCE[:1])
def covers_what_is_built_in(trial: Trial, exception: Entry, way: Entry) -> None:
    covers(trial, exception, way, surroundings.PLAIN)


def test_covers_once(trial: Trial) -> None:
    covers_every_kind(trial)
    covers_what_is_built_in(trial)


@for_all(own="exception", exception=EXCEPTIONS, way=ONCE, around=surroundings.SAME_THREAD)
def covers_every_kind(trial: Trial, exception: Entry, way: Entry, around: Entry) -> None:
    covers(trial, exception, way, around)


def covers(trial: Trial, exception: Entry, way: Entry, around: Entry) -> None:
    """Expect that an exception of a `once` callback is kept, and logged as one of `on` is."""
    trial.run(f"""
        def usual(name): raise {exception}
        emitter.on("joined", usual)
        try: emitter.emit("joined", "alice")
        except Exception: pass
        emitter.off("joined", usual)
    """)
    errors = [record for record in trial.look().records if record.levelno >= logging.ERROR]
    kinds = [type(record.error).__name__ for record in errors if record.error is not None]
    trial.run("records.clear()")
    trial.run(failing(exception, around, registered(way, '"joined"')))
    trial.expect_calls(("f", "alice"), ("g", "alice"), ("h", "alice"))
    trial.expect_levels(str([record.levelname for record in errors]))
    if kinds:
        trial.expect_record(
            f"a record with {kinds[0]}",
            f"type(record.exc_info[1]).__name__ == {kinds[0]!r}",
            "record.exc_info and type(record.exc_info[1]).__name__",
        )


@for_all(exception=Catalogue([*EXCEPTIONS, *exceptions.BUILT_IN], EXCEPTIONS.suggested))
def keeps_what_fails(trial: Trial, exception: Entry) -> None:
    fails_often(trial, exception, 2)


def test_keeps_registrations(trial: Trial) -> None:
    fails_often(trial, EXCEPTIONS[0], 30)
    keeps_what_fails(trial)


def fails_often(trial: Trial, exception: Entry, number: int) -> None:
    """Expect that a callback is called again after each failure."""
    trial.run(f"""
        def f(name):
            calls.append(("f", name))
            raise {exception}
        emitter.on("joined", f)
        for _ in range({number}):
            try: emitter.emit("joined", "alice")
            except Exception: pass
    """)
    trial.expect_all_calls(f"[('f', 'alice')] * {number}")


def test_nested_failure_stays_nested(trial: Trial) -> None:
    trial.run(FAILING)
    trial.run("""
        def g():
            emitter.emit("left")
            calls.append(("g went on",))
        emitter.on("joined", g)
        emitter.on("left", f)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",), ("g went on",), in_order=True)


@for_all(kind=BASE_KINDS, way=[*ON, *ONCE], around=surroundings.SAME_THREAD[:1])
def test_base_exceptions_leave(trial: Trial, kind: Entry, way: Entry, around: Entry) -> None:
    trial.run(f"""
        import traceback
        error, cause, context = {kind}, KeyError("no room"), LookupError("no seat")
        def f():
            calls.append(("f",))
            try: raise context
            except LookupError: raise error from cause
        {registered(way, '"joined"')}
        try: raise OSError("handled while emit is called")
        except OSError: emitter.emit("joined")
    """)
    trial.expect_raised(BaseException, the="error")
    trial.expect_calls(("f",))
    trial.run("places = [frame.name for frame in traceback.extract_tb(error.__traceback__)]")
    trial.expect(
        "'f' in places",
        "the traceback of the exception reaches f",
        "it ends in {places[-1]!s}",
    )
    trial.expect(
        "error.__cause__ is cause", "the exception keeps its cause", "it is {error.__cause__} now"
    )
    trial.expect(
        "error.__context__ is context",
        "the exception keeps its context",
        "it is {error.__context__!r} now",
    )


@for_all(kind=BASE_KINDS, way=[*ON, *ONCE])
def test_base_exceptions_stop_the_emission(trial: Trial, kind: Entry, way: Entry) -> None:
    trial.run(f"""
        def failing(name):
            def f(guest):
                calls.append((name, guest))
                raise {kind}
            return f
        for name in ["f", "g", "h"]:
            {registered(way, '"joined"', "failing(name)")}
        try: emitter.emit("joined", "alice")
        except BaseException: pass
    """)
    trial.expect("len(calls) == 1", "no callback called after the one that raises")


@for_all(kind=BASE_KINDS, way=[*ON, *ONCE], around=surroundings.SAME_THREAD)
def test_base_exceptions_are_not_logged(
    trial: Trial, kind: Entry, way: Entry, around: Entry
) -> None:
    trial.run(f"""
        def f(name):
            calls.append(("f", name))
            raise {kind}
        {registered(way, '"joined"')}
    """)
    emitting = 'try: emitter.emit("joined", "alice")\nexcept BaseException: pass'
    trial.run(within(around, emitting))
    trial.expect_not_logged()
    trial.expect("('f', 'alice') in calls", "f called with ('alice')")


def test_logger_is_livekit(trial: Trial) -> None:
    trial.run(FAILING)
    trial.run("""
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    trial.expect_record("a record of logger 'livekit'", "record.name == 'livekit'", "record.name")
    has_no_other_logger(trial)


@for_all(way=[*ON, *ONCE], around=surroundings.SAME_THREAD)
def has_no_other_logger(trial: Trial, way: Entry, around: Entry) -> None:
    trial.run(FAILING)
    trial.run(within(around, quiet(registered(way, '"joined"'))))
    trial.run("loggers = {record.name for record in records if record.levelno >= 40}")
    trial.expect("loggers <= {'livekit'}", "no other logger", "{', '.join(sorted(loggers))!s}")


def test_message_is_livekits(trial: Trial) -> None:
    is_the_same_for_once(trial)
    has_the_text_of_the_event(trial)


@for_all(event=events.FEW[2:])
def has_the_text_of_the_event(trial: Trial, event: Entry) -> None:
    trial.run(f"""
        def f(): raise ValueError("no seat")
        emitter.on({event}, f)
        emitter.emit({event})
        texts = [str({event}), format({event})]
    """)
    trial.expect_record(
        "a record with the message `failed to emit event` and the text of the event",
        'record.getMessage() in [f"failed to emit event {text}" for text in texts]',
        "record.getMessage()",
    )


@for_all(callback=["f", "lambda name: f(name)"], way=[*ON, *ONCE])
def is_the_same_for_once(trial: Trial, callback: str, way: Entry) -> None:
    trial.run(f"""
        def f(name): raise ValueError("no seat")
        def g(): raise ValueError("no row")
        emitter.on("joined", g)
        {registered(way, '"joined"', callback)}
        emitter.emit("joined", "alice")
        told = [record.getMessage() for record in records if record.levelno >= 40]
        messages = [message for message in told if message.startswith("failed")]
    """)
    expected = "failed to emit event joined"
    message = "record.getMessage()"
    trial.expect_record(
        f"a record with the message {expected!r}", f"{message} == {expected!r}", message
    )
    trial.expect(
        f"{{*messages}} <= {{{expected!r}}}",
        "the same message for a callback of `once`",
        "{' and '.join(map(repr, messages))!s}",
    )
    # The emitted one of two equal events.
    trial.run("""
        records.clear()
        try:
            emitter.on(1, g)
            emitter.emit(True)
        except Exception: pass  # other clauses judge that
        told = [record.getMessage() for record in records if record.levelno >= 40]
        messages = [message for message in told if message.startswith("failed")]
    """)
    trial.expect(
        "{*messages} <= {'failed to emit event True'}",
        "a message that names the event as it was emitted, True",
        "{' and '.join(map(repr, messages))!s}",
    )


@for_all(
    use=[
        'emitter.on("joined", Room().join)',
        'emitter.on("joined")(g)',
        'emitter.on("joined", f)',
        'emitter.once("joined", f)',
        'emitter.once("joined")(g)',
        'emitter.emit("left")',
        'emitter.off("joined", f)',
        'emitter.off("joined", g)',
        'emitter.off("left", f)',
        'emitter.off("joined", emitter.once("joined", f))',
        '[emitter.on("away", each) for each in [lambda: None for _ in range(40)]]',
    ]
)
def test_warns_of_nothing(trial: Trial, use: str) -> None:
    trial.run(f"""
        import warnings
        class Room:
            def join(self, name): calls.append(("join", name))
        def f(name): calls.append(("f", name))
        def g(*names): calls.append(("g", *names))
        with warnings.catch_warnings(record=True) as issued:
            warnings.simplefilter("always")
            try:
                emitter.on("joined", f)
                emitter.emit("joined", "alice")
                {use}
                emitter.emit("joined", "bob")
            except Exception: pass
        words = [str(each.message) for each in issued]
    """)
    trial.expect("words == []", "no warning", "a warning: {words[0]!s}")
    trial.expect("calls != []", "a callback called")


def quiet(register: str) -> str:
    """Return steps that emit where what leaves the emission is no matter."""
    return f"""
        {register}
        try: emitter.emit("joined")
        except Exception: pass
    """


def failing(exception: Entry, around: Entry, register: str) -> str:
    """Return steps in which one callback raises and two do not."""
    use = f"""
        emitter.on("joined", g)
        {register}
        emitter.on("joined", h)
        emitter.emit("joined", "alice")
    """
    return f"""
def f(name): calls.append(("f", name)); raise {exception}
def g(name): calls.append(("g", name))
def h(name): calls.append(("h", name))
{within(around, use)}
"""


@for_all(own="exception", exception=exceptions.BUILT_IN)
def logs_what_is_built_in(trial: Trial, exception: Entry) -> None:
    logs(trial, exception, ON[0], surroundings.PLAIN)


def logs(trial: Trial, exception: Entry, way: Entry, around: Entry) -> None:
    """Expect an error record for each failure, also where two raise the same exception."""
    trial.run(f"""
        def f(): raise {exception}
        def failing(error):
            def g(): raise error
            return g
        error, levels = ValueError("no seat"), ["ERROR"] * 3
    """)
    use = f"""
        for callback in [f, failing(error), failing(error)]:
            {registered(way, '"joined"', "callback")}
        try: emitter.emit("joined")
        except BaseException: levels.clear(), records.clear()
    """  # other clauses judge what leaves
    trial.run(within(around, use))
    trial.expect_levels("levels")


@for_all(
    callback=["functools.partial(f)", "Greeter()", "Greeter().greet", "f"],
    way=[*ON, *ONCE],
    event=events.FEW[:-1],  # tuples are for the check of the message
)
def goes_on_whatever_fails(trial: Trial, callback: str, way: Entry, event: Entry) -> None:
    trial.run(f"""
        import functools
        def f():
            calls.append(("f",))
            raise ValueError("no seat")
        class Greeter:
            def __call__(self): f()
            greet = __call__
        def g(): calls.append(("g",))
        emitter.on({event}, g)
        {registered(way, event, callback)}
        emitter.emit({event})
    """)
    trial.expect_calls(("f",), ("g",))
