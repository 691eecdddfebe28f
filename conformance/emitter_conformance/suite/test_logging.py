"""Chapter logging: what happens to exceptions other than TypeError."""

from __future__ import annotations

from emitter_conformance.quantify import for_all
from emitter_conformance.records import Record
from emitter_conformance.trial import Trial

KINDS = [
    "ValueError",
    "KeyError",
    "AttributeError",
    "AssertionError",
    "RuntimeError",
    "RecursionError",
    "StopIteration",
    "StopAsyncIteration",
    "MemoryError",
    "OSError",
    "TimeoutError",
    "UserWarning",
    "Exception",
    "NameError",
    "NotImplementedError",
    "ImportError",
    "SyntaxError",
    "IndexError",
    "ArithmeticError",
    "EOFError",
    "ConnectionError",
    "ReferenceError",
    "__import__('concurrent.futures').futures.CancelledError",
    "type('SilentError', (Exception,), {'__str__': lambda self: 1 / 0})",
    "type('GuestError', (Exception,), {})",
]
BASE_KINDS = [
    "KeyboardInterrupt",
    "SystemExit",
    "GeneratorExit",
    "BaseException",
    "__import__('asyncio').CancelledError",
    "type('Ending', (BaseException,), {})",
]
FAILING = """
    error = ValueError("no seat")
    def f():
        calls.append(("f",))
        raise error
"""


@for_all(kind=KINDS)
def test_emission_goes_on(trial: Trial, kind: str) -> None:
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


@for_all(failures=range(1, 5))
def test_one_error_record_per_failure(trial: Trial, failures: int) -> None:
    trial.run(f"""
        def failing(number):
            def f():
                calls.append((number,))
                raise ValueError(number)
            return f
        for number in range({failures}):
            emitter.on("joined", failing(number))
        emitter.emit("joined")
    """)
    trial.expect_error_records(max(1, len(trial.calls)))


def test_record_carries_the_traceback(trial: Trial) -> None:
    trial.run(FAILING)
    trial.run("""
        emitter.on("joined", f)
        emitter.emit("joined")
    """)

    def logged_exception(record: Record) -> object:
        """Give the exception of a record that shows its traceback."""
        return record.error if record.has_traceback else None

    trial.expect_record("a record with the exception", logged_exception, trial.names.get("error"))


NAMED = [
    *["joined", "0", "a b", "*", "'", '"', "(a", "\\n", "a.b", "é"],
    *["%", "%s", "%d", "%%", "s%", "%(a)s", "%(event)s", "{}", "{0}", "{event}", "{", "a%s{}"],
    *[0, 7, -1, 10**20, 0.5, None, True, b"joined"],
    *[(), (1,), (1, None), ("%s",), ("joined", "left"), (("a", 1), "{}")],
]


@for_all(event=NAMED)
def test_record_names_the_event(trial: Trial, event: object) -> None:
    trial.run(FAILING)
    trial.run(f"""
        emitter.on({event!r}, f)
        emitter.emit({event!r})
    """)

    def names_it(record: Record) -> object:
        """Give the event if the message names it, else the message."""
        texts = (str(event), repr(event), format(event))
        return event if any(text in record.message for text in texts) else record.message

    trial.expect_record(f"a record whose message contains {event}", names_it, event)


def test_silent_without_failure(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        emitter.on("joined", f)
        emitter.once("joined", f)
        emitter.emit("joined")
        emitter.emit("left")
    """)
    trial.expect_error_records(0)
    trial.expect("('f',) in calls", show="calls")


def test_covers_once(trial: Trial) -> None:
    trial.run(FAILING)
    trial.run("""
        emitter.on("left", f)
        emitter.emit("left")
    """)
    levels = [record.level for record in trial.look().records if record.is_error]
    trial.run("""
        emitter.once("joined", f)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",))
    trial.expect_levels(*levels)


def test_keeps_registrations(trial: Trial) -> None:
    trial.run(FAILING)
    trial.run("""
        emitter.on("joined", f)
        for _ in range(3):
            try: emitter.emit("joined")
            except Exception: pass
    """)
    trial.expect_calls(*[("f",)] * 3)


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


def test_base_exceptions_stop_the_emission(trial: Trial) -> None:
    trial.run("""
        def failing(name):
            def f():
                calls.append((name,))
                raise KeyboardInterrupt(name)
            return f
        for name in ["f", "g", "h"]:
            emitter.on("joined", failing(name))
        try: emitter.emit("joined")
        except BaseException: pass
    """)
    trial.expect("len(calls) == 1", show="calls")


@for_all(kind=BASE_KINDS)
def test_base_exceptions_are_not_logged(trial: Trial, kind: str) -> None:
    trial.run(f"""
        def f():
            calls.append(("f",))
            raise {kind}("enough")
        emitter.on("joined", f)
        try: emitter.emit("joined")
        except BaseException: pass
    """)
    trial.expect_not_logged()
    trial.expect("('f',) in calls", show="calls")


def test_logger_is_livekit(trial: Trial) -> None:
    trial.run(FAILING)
    trial.run("""
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    trial.expect_record("a record of logger 'livekit'", lambda record: record.logger, "livekit")


def test_message_is_livekits(trial: Trial) -> None:
    trial.run(FAILING)
    trial.run("""
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    expected = "failed to emit event joined"
    trial.expect_record(f"a record with the message {expected!r}", lambda r: r.message, expected)
