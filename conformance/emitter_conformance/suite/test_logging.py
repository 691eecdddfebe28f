"""Chapter logging: what happens to exceptions other than TypeError."""

from __future__ import annotations

import builtins
import sys

from emitter_conformance.checks.for_all import for_all
from emitter_conformance.checks.trial import Trial

NEED_ARGUMENTS = {"UnicodeEncodeError", "UnicodeDecodeError", "UnicodeTranslateError"}
NEED_ARGUMENTS |= {"ExceptionGroup"}
BUILT_IN = [
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type)
    and value.__name__ == name  # not one of the old names of OSError
    and issubclass(value, Exception)
    and not issubclass(value, TypeError)
    and name not in NEED_ARGUMENTS
]
KINDS = [
    "ValueError",
    *BUILT_IN,
    "UnicodeDecodeError('utf-8', b'', 0, 1, 'no seat')",
    "__import__('asyncio').InvalidStateError",
    "__import__('concurrent.futures').futures.CancelledError",
    "type('SilentError', (Exception,), {'__str__': lambda self: 1 / 0})",
    "type('HiddenError', (Exception,), {'__repr__': lambda self: 1 / 0})",
    "type('FrozenError', (Exception,), {'__setattr__': lambda self, *args: 1 / 0})",
    "type('GuestError', (Exception,), {})",
    "ValueError('no seat') from TypeError('no name')",
    "getattr(__import__('builtins'), 'ExceptionGroup', ValueError)('no seats', [TypeError()])",
]
GROUPS = sys.version_info >= (3, 11)
BASE_KINDS = [
    "KeyboardInterrupt",
    "SystemExit",
    "GeneratorExit",
    "BaseException",
    "__import__('asyncio').CancelledError",
    "type('Ending', (BaseException,), {})",
    "(lambda words: SystemExit(0))",
    "(lambda words: SystemExit())",
    "type('Impatience', (KeyboardInterrupt,), {})",
    *["(lambda words: BaseExceptionGroup(words, [KeyboardInterrupt()]))"] * GROUPS,
]
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
    trial.restart()
    trial.run(NUMBERED)
    trial.run("""
        for number in range(110):
            emitter.on("joined", failing(number))
        emitter.emit("joined")
    """)
    trial.expect_all_calls("[(number,) for number in range(110)]")


@for_all(kind=KINDS)
def goes_on_after_every_kind(trial: Trial, kind: str) -> None:
    trial.run(f"""
        def failing(name):
            def f():
                calls.append((name,))
                raise {kind}
            return f
        import functools
        class Greeter:
            def __call__(self): failing("h")()
        for callback in [failing("f"), functools.partial(failing("g")), Greeter()]:
            emitter.on("joined", callback)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",), ("g",), ("h",))


@for_all(failures=[*range(1, 5), 40])
def one_error_record_per_failure(trial: Trial, failures: int) -> None:
    trial.run(NUMBERED)
    trial.run(f"""
        for number in range({failures}):
            emitter.on("joined", failing(number))
        emitter.emit("joined")
    """)
    trial.expect_levels("['ERROR'] * max(1, len(calls))")


@for_all(kind=KINDS)
def logs_every_kind(trial: Trial, kind: str) -> None:
    trial.run(f"""
        levels = ["ERROR"] * 3
        def failing(error):
            def f(): raise error
            return f
        def g(): raise {kind}
        error = ValueError("no seat")
        for callback in [g, failing(error), lambda: failing(error)()]:
            emitter.on("joined", callback)
        try: emitter.emit("joined")
        except BaseException: levels = records.clear() or []  # other clauses judge that
    """)
    trial.expect_levels("levels")


def test_one_error_record_per_failure(trial: Trial) -> None:
    one_error_record_per_failure(trial)
    trial.restart()
    trial.run(NUMBERED)
    trial.run("""
        for number in range(150):
            emitter.on(f"left {number}", failing(number))
            emitter.emit(f"left {number}")
    """)
    trial.expect_levels("['ERROR'] * max(1, len(calls))")
    logs_every_kind(trial)


def test_record_carries_the_traceback(trial: Trial) -> None:
    trial.run(FAILING)
    trial.run("""
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    logged = "(record.exc_info or None) and record.exc_info[2] and record.exc_info[1]"
    trial.expect_record("a record with the exception", f"({logged}) is error", logged)
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
        logging.getLogger().setLevel(logging.WARNING)
        emitter.emit("muted")
    """)
    trial.expect_record("a record with the exception", f"({logged}) is error", logged)


NAMED = [
    *["joined", "0", "a b", "*", "'", '"', "(a", "\\n", "a.b", "é", "a" * 99, "a\nb", "a  b"],
    *["%", "%s", "%d", "%%", "s%", "%(a)s", "%(event)s", "{}", "{0}", "{event}", "{", "a%s{}"],
    *[0, 7, -1, 10**20, 0.5, None, True, b"joined"],
    *[(), (1,), (1, None), ("%s",), ("joined", "left"), (("a", 1), "{}")],
]


@for_all(event=NAMED)
def test_record_names_the_event(trial: Trial, event: object) -> None:
    trial.run(FAILING)
    trial.run(f"""
        def taking(name): raise error
        emitter.on({event!r}, taking)
        emitter.emit({event!r}, "alice")
    """)
    texts = sorted({str(event), repr(event), format(event)})
    named = " or ".join(f"{text!r} in record.getMessage()" for text in texts)
    shown = repr(event) if "\n" in str(event) else event
    words = f"a record whose message contains {shown}"
    trial.expect_record(words, named, "record.getMessage()")
    trial.run(f"""
        emitter = EventEmitter()
        def g():
            emitter.emit("left")
            raise error
        def i(): raise KeyError("no room")
        emitter.on({event!r}, g)
        emitter.on("left", i)
        records.clear()
        emitter.emit({event!r})
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
    trial.expect("('f',) in calls", show="calls")
    trial.run("""
        def named(number): return lambda: calls.append((number,))
        for number in range(110):
            emitter.on("left", named(number))
        records.clear()
        try: emitter.emit("left", "surplus")
        except Exception: pass
    """)
    trial.expect_levels("[]")


def test_covers_once(trial: Trial) -> None:
    trial.run(FAILING)
    trial.run("""
        def told():
            errors = [record for record in records if record.levelno >= 40]
            return [(each.name, each.getMessage().partition("\\n")[0]) for each in errors]
        emitter.on("joined", f)
        try: emitter.emit("joined")
        except Exception: pass
        levels = [record.levelname for record in records if record.levelno >= 40]
        usual = told()
        emitter.off("joined", f)
        calls.clear()
        records.clear()
        emitter.once("joined", f)
        emitter.emit("joined")
        once = told()
    """)
    trial.expect_calls(("f",))
    trial.expect_levels("levels")
    trial.expect("once == usual")


def test_keeps_registrations(trial: Trial) -> None:
    trial.run("""
        def f(name):
            calls.append(("f", name))
            raise ValueError("no seat")
        emitter.on("joined", f)
        for _ in range(30):
            try: emitter.emit("joined", "alice")
            except Exception: pass
    """)
    trial.expect_all_calls("[('f', 'alice')] * 30")
    trial.run("""
        def failing(kind):
            def g():
                calls.append(kind.__name__)
                raise kind
            return g
        kinds = [ReferenceError, ConnectionError, StopIteration, TimeoutError, EOFError]
        kinds += [BrokenPipeError, AttributeError, RuntimeError, LookupError, NotImplementedError]
        for kind in kinds:
            emitter.on(kind.__name__, failing(kind))
            for _ in range(2):
                try: emitter.emit(kind.__name__)
                except Exception: pass
        lost = [kind.__name__ for kind in kinds if calls.count(kind.__name__) == 1]
    """)
    trial.expect("lost == []")


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


@for_all(kind=BASE_KINDS)
def test_base_exceptions_leave(trial: Trial, kind: str) -> None:
    trial.run(f"""
        error = {kind}("enough")
        def f():
            calls.append(("f",))
            raise error
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    trial.expect_raised(BaseException, the="error")
    trial.expect_calls(("f",))
    trial.run("""
        import traceback
        cause = KeyError("no room")
        def g(): raise error from cause
        emitter.on("left", g)
        try: emitter.emit("left")
        except BaseException as caught: raised = caught
        places = [frame.name for frame in traceback.extract_tb(raised.__traceback__)]
    """)
    trial.expect("'g' in places", show="places")
    trial.expect("raised.__cause__ is cause", show="raised.__cause__")
    trial.run("""
        calls.clear()
        left = None
        try:
            emitter.once("muted", f)
            emitter.emit("muted")
        except BaseException as caught: left = caught
        swallowed = bool(calls) and left is not error
    """)
    trial.expect("swallowed is False")


@for_all(kind=BASE_KINDS)
def test_base_exceptions_stop_the_emission(trial: Trial, kind: str) -> None:
    trial.run(f"""
        def failing(name):
            def f(guest):
                calls.append((name, guest))
                raise {kind}(name)
            return f
        for name in ["f", "g", "h"]:
            emitter.on("joined", failing(name))
        try: emitter.emit("joined", "alice")
        except BaseException: pass
    """)
    trial.expect("len(calls) == 1", show="calls")


@for_all(kind=BASE_KINDS)
def test_base_exceptions_are_not_logged(trial: Trial, kind: str) -> None:
    trial.run(f"""
        def f(name):
            calls.append(("f", name))
            raise {kind}("enough")
        emitter.on("joined", f)
        try: emitter.emit("joined", "alice")
        except BaseException: pass
    """)
    trial.expect_not_logged()
    trial.expect("('f', 'alice') in calls", show="calls")


def test_logger_is_livekit(trial: Trial) -> None:
    trial.run(FAILING)
    trial.run("""
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    trial.expect_record("a record of logger 'livekit'", "record.name == 'livekit'", "record.name")


def test_message_is_livekits(trial: Trial) -> None:
    trial.run(FAILING)
    trial.run("""
        def taking(name): raise error
        emitter.on("joined", taking)
        emitter.emit("joined", "alice")
    """)
    expected = "failed to emit event joined"
    message = "record.getMessage()"
    trial.expect_record(
        f"a record with the message {expected!r}", f"{message} == {expected!r}", message
    )
    trial.run("""
        records.clear()
        def failing(): raise ValueError("no seat")
        emitter.on("left", failing)
        emitter.on("left", lambda: failing())
        try: emitter.emit("left")
        except Exception: pass
        words = "failed to emit event left"
        told = [record.getMessage() for record in records if record.levelno >= 40]
        messages = {message for message in told if message.startswith(words)}
    """)
    trial.expect("messages <= {'failed to emit event left'}", show="messages")


def test_warns_of_nothing(trial: Trial) -> None:
    trial.run("""
        import warnings
        class Room:
            def join(self, name): calls.append(("join", name))
        room = Room()
        def f(name): calls.append(("f", name))
        def g(*names): calls.append(("g", *names))
        with warnings.catch_warnings(record=True) as issued:
            warnings.simplefilter("always")
            emitter.on("joined", room.join)
            emitter.on("joined")(f)
            emitter.once("joined")(g)
            emitter.off("joined", emitter.once("joined", f))
            emitter.emit("joined", "alice", 2)
            emitter.emit("left")
            emitter.off("joined", f)
            emitter.off("joined", g)
        words = [str(each.message) for each in issued]
    """)
    trial.expect_calls(("join", "alice"), ("f", "alice"), ("g", "alice", 2))
    trial.expect("words == []")
