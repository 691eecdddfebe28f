"""The text is true of the published class: its examples, and programs for what is often doubted.

Runs on the livekit that is installed, in whatever version; `conformance/tests/proofs/history.py`
installs each version in turn. Where no livekit is installed, everything is skipped.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import dataclasses
import functools
import gc
import inspect
import logging
import sys
import threading
import warnings
import weakref
from abc import ABC
from collections.abc import Iterator
from importlib import metadata
from typing import Any, Callable, Generic, Literal, Optional, TypeVar, Union, get_type_hints
from unittest.mock import AsyncMock, MagicMock, Mock, create_autospec

import emitter_spec
import pytest
from emitter_spec import Clause

pytest.importorskip("livekit.rtc.event_emitter")

from livekit.rtc.event_emitter import EventEmitter

# Upstream asked so until 1.1.19; Python has deprecated the question since 3.14.
pytestmark = pytest.mark.filterwarnings("ignore:.*iscoroutinefunction:DeprecationWarning")

SPECIFICATION = emitter_spec.load()
VERSION = tuple(int(part) for part in metadata.version("livekit").split(".")[:3])
EDITION = "1.2" if VERSION >= (1, 1, 20) else "1.0"
CLAUSES = [each for each in SPECIFICATION.clauses(EDITION) if not each.needs]
T = TypeVar("T")
Either = Union[Literal["joined"], T]


@pytest.fixture(autouse=True)
def _root_logger() -> Iterator[None]:
    """Take away what an example adds to the root logger."""
    root = logging.getLogger()
    handlers, filters = root.handlers[:], root.filters[:]
    yield
    root.handlers[:], root.filters[:] = handlers, filters


@pytest.fixture
def emitter() -> Any:
    """Return a new emitter of the published class."""
    return EventEmitter()


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.id)
def test_example_is_true(clause: Clause) -> None:
    """The example of each clause of the edition that the version belongs to holds for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # coroutines that nobody awaits
        source = compile(clause.example, clause.id, "exec", dont_inherit=True)
        exec(source, {"EventEmitter": EventEmitter})
        gc.collect()


class Greeter:
    """A callable object that is equal to every other one, and notes its calls."""

    def __init__(self, calls: list[Any]) -> None:
        self.calls = calls

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Greeter)

    __hash__ = object.__hash__

    def __call__(self) -> None:
        """Note the call."""
        self.calls.append(self)


class Alike(Greeter):
    """An object like Greeter whose hashes are equal too."""

    def __hash__(self) -> int:
        return 1


def failing(error: BaseException) -> Callable[[], None]:
    """Return a callback that raises."""

    def fail() -> None:
        raise error

    return fail


class Reading:
    """A callback whose signature raises when it is read."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    @property
    def __signature__(self) -> inspect.Signature:
        raise self.error

    def __call__(self, *args: object) -> None:
        """Do nothing."""


# What a coroutine function is (rejection.coroutine-functions, rejection.everything-else-...).


def test_async_generator_function_is_accepted(emitter: Any) -> None:
    """`async def` with `yield` is no coroutine function."""

    async def stream() -> Any:
        yield

    assert emitter.on("joined", stream) is stream


def test_object_with_an_async_call_is_accepted(emitter: Any) -> None:
    """An object whose `__call__` is a coroutine function is accepted."""

    class Later:
        async def __call__(self) -> None: ...

    later = Later()
    assert emitter.on("joined", later) is later


@pytest.mark.skipif(sys.version_info < (3, 12), reason="inspect has no mark")
def test_whatever_is_marked_is_refused(emitter: Any) -> None:
    """A mark makes an object with an `async` call, and an async generator function, refused."""

    async def generator() -> Any:
        yield

    class Greeter:
        async def __call__(self) -> None: ...

    for callback in (Greeter(), generator):
        emitter.on("joined", callback)
        with pytest.raises(ValueError, match="async"):
            emitter.on("left", inspect.markcoroutinefunction(callback))


@pytest.mark.parametrize("kind", ["function", "method", "static", "class", "partial", "mock"])
def test_coroutine_function_of_each_kind_is_refused(emitter: Any, kind: str) -> None:
    """Each kind of coroutine function is refused by `on` and taken by `once`."""

    class Room:
        async def join(self) -> None: ...

        @staticmethod
        async def open() -> None: ...

        @classmethod
        async def close(cls) -> None: ...

    async def function() -> None: ...

    kinds: dict[str, Any] = {"function": function, "method": Room().join, "static": Room.open}
    kinds |= {"class": Room.close, "partial": functools.partial(function), "mock": AsyncMock()}
    with pytest.raises(ValueError, match="async"):
        emitter.on("joined", kinds[kind])
    emitter.once("joined", kinds[kind])


def test_mocks_are_what_the_note_says(emitter: Any) -> None:
    """A method of an autospecced instance passes for a coroutine function, a plain mock not."""

    class Room:
        def join(self) -> None: ...

    for mock in (Mock(), MagicMock()):
        emitter.on("joined", mock)
    with pytest.raises(ValueError, match="async"):
        emitter.on("joined", create_autospec(Room, instance=True).join)
    with contextlib.suppress(TypeError):  # open: Python's own test raises
        emitter.on("joined", Mock(spec=failing))


class Room:
    """A class with a coroutine function among its methods."""

    async def join(self) -> None:
        """Do nothing."""


async def join() -> None:
    """Do nothing."""


MOCKS = {
    "AsyncMock()": AsyncMock(),
    "AsyncMock(spec=join)": AsyncMock(spec=join),
    "AsyncMock().attribute": AsyncMock().attribute,
    "create_autospec(join)": create_autospec(join),
    "create_autospec(Room)": create_autospec(Room, instance=True).join,
    "MagicMock(spec=Room)": MagicMock(spec=Room).join,
}


@pytest.mark.parametrize("kind", MOCKS)
def test_inspect_knows_the_mocks_that_the_text_names(emitter: Any, kind: str) -> None:
    """All since Python 3.13, all but one since 3.10, two of six on 3.9; `on` refuses each."""
    missed = {"create_autospec(join)"} if sys.version_info < (3, 13) else set()
    if sys.version_info < (3, 10):
        missed = {*MOCKS} - {"AsyncMock(spec=join)", "create_autospec(Room)"}
    assert inspect.iscoroutinefunction(MOCKS[kind]) == (kind not in missed)
    with pytest.raises(ValueError, match="async"):
        emitter.on("joined", MOCKS[kind])


def marked() -> Any:
    """Return a function that a mark alone makes a coroutine function."""

    def f() -> None: ...

    if sys.version_info >= (3, 12):
        return inspect.markcoroutinefunction(f)
    return with_the_older_mark(f)


def with_the_older_mark(function: Any) -> Any:
    """Return a function, having put the mark on it that `asyncio` alone knows."""
    vars(function)["_is_coroutine"] = vars(asyncio.coroutines)["_is_coroutine"]
    return function


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="asyncio may know no mark of its own")
def test_older_mark_is_refused(emitter: Any) -> None:
    """`inspect.iscoroutinefunction` alone does not tell what is refused."""
    f = with_the_older_mark(lambda: None)
    assert not inspect.iscoroutinefunction(f)
    with pytest.raises(ValueError, match="async"):
        emitter.on("joined", f)


PARTIALS: dict[str, tuple[Any, tuple[int, int]]] = {
    "of a method": (Room().join, (3, 10)),
    "of a mock": (AsyncMock(), (3, 10)),
    "of a function with a specification": (create_autospec(join), (3, 13)),
    "of a marked function": (marked(), (3, 12)),
}


@pytest.mark.parametrize("kind", PARTIALS)
def test_partial_is_refused_by_the_versions_of_python_that_know_it(emitter: Any, kind: str) -> None:
    """The others accept it, which the text leaves open; what it is a partial of is refused."""
    function, since = PARTIALS[kind]
    with pytest.raises(ValueError, match="async"):
        emitter.on("joined", function)
    partial = functools.partial(function)
    if sys.version_info < since:
        assert emitter.on("joined", partial) is partial
    else:
        with pytest.raises(ValueError, match="async"):
            emitter.on("joined", partial)


# What one callback is (registration.equal-callbacks-are-one, removal.is-by-equality).


def test_equal_callbacks_with_other_hashes_are_two(emitter: Any) -> None:
    """Equal callbacks with different hashes are two."""
    calls: list[Any] = []
    first, second = Greeter(calls), Greeter(calls)
    emitter.on("joined", first)
    emitter.on("joined", second)
    emitter.off("joined", Greeter(calls))
    emitter.emit("joined")
    assert len(calls) == 2


def test_equal_callbacks_with_equal_hashes_are_one(emitter: Any) -> None:
    """Equal callbacks with equal hashes are one."""
    calls: list[Any] = []
    emitter.on("joined", Alike(calls))
    emitter.on("joined", Alike(calls))
    emitter.emit("joined")
    assert len(calls) == 1
    emitter.off("joined", Alike(calls))
    emitter.emit("joined")
    assert len(calls) == 1


class Unequal:
    """A callback that is unequal to itself."""

    __hash__ = object.__hash__

    def __init__(self, calls: list[str]) -> None:
        self.calls = calls

    def __eq__(self, other: object) -> bool:
        return False

    def __call__(self) -> None:
        """Note the call."""
        self.calls.append("called")


def test_set_finds_an_equal_frozen_set(emitter: Any) -> None:
    """`off` of an unhashable set removes an equal frozen one, where callbacks are in a set."""
    calls: list[str] = []

    class Guests(frozenset):  # type: ignore[type-arg]
        def __call__(self) -> None:
            calls.append("called")

    emitter.on("joined", Guests({"alice"}))
    with contextlib.suppress(TypeError):
        emitter.off("joined", {"alice"})
    emitter.emit("joined")
    assert calls == (["called"] if EDITION == "1.2" else [])


def test_none_removes_what_is_equal_to_it(emitter: Any) -> None:
    """A callback that equals None and has its hash is removed, which the text leaves open."""
    calls: list[str] = []

    class Nobody:
        def __eq__(self, other: object) -> bool:
            return other is None

        def __hash__(self) -> int:
            return hash(None)

        def __call__(self) -> None:
            calls.append("called")

    emitter.on("joined", Nobody())
    emitter.off("joined", None)
    emitter.emit("joined")
    assert calls == []


def test_callback_unequal_to_itself_is_itself(emitter: Any) -> None:
    """It is found by identity, which the text leaves open; two of them are two callbacks."""
    calls: list[str] = []
    first, second = Unequal(calls), Unequal(calls)
    for callback in (first, first, second):
        emitter.on("joined", callback)
    emitter.emit("joined")
    assert calls == ["called", "called"]
    emitter.off("joined", first)
    emitter.emit("joined")
    assert calls == ["called", "called", "called"]


# What an exception ends (once.fires-once, emission.calls-each-callback-once, ...).


@pytest.mark.parametrize("error", [TypeError(), KeyboardInterrupt(), asyncio.CancelledError()])
def test_registrations_outlive_what_ends_an_emission(emitter: Any, error: BaseException) -> None:
    """A `once` that was not called waits; it is called when nothing ends the emission."""
    calls: list[str] = []
    fail = emitter.on("joined", failing(error))
    for _ in range(8):
        emitter.once("joined", lambda: calls.append("once"))
    emitter.on("joined", lambda: calls.append("on"))
    with pytest.raises(type(error)) as caught:
        emitter.emit("joined")
    assert caught.value is error
    begun = calls.count("once"), calls.count("on")
    emitter.off("joined", fail)
    emitter.emit("joined")
    assert calls.count("once") == 8
    assert calls.count("on") == begun[1] + 1
    if EDITION == "1.2":
        assert begun == (0, 0)


def test_what_ends_an_emission_has_run_the_earlier_callbacks(emitter: Any) -> None:
    """Callbacks before the one that raises have run once, in their order."""
    calls: list[str] = []

    def fail() -> None:
        calls.append("fail")
        raise TypeError

    emitter.on("joined", lambda: calls.append("before"))
    emitter.on("joined", fail)
    emitter.on("joined", lambda: calls.append("after"))
    with pytest.raises(TypeError):
        emitter.emit("joined", "alice")
    assert calls.count("fail") == 1
    if EDITION == "1.2":
        assert calls == ["before", "fail"]


def test_neither_a_removed_nor_an_unreadable_callback_has_run(emitter: Any) -> None:
    """What was removed before the emission, and what cannot be called, has not run."""
    calls: list[str] = []

    class Guest(Reading):
        def __call__(self, *args: object) -> None:
            calls.append("guest")

    def removed() -> None:
        calls.append("removed")

    emitter.on("joined", removed)
    emitter.on("joined", Guest(RuntimeError("no signature")))
    emitter.on("joined", failing(TypeError()))
    emitter.off("joined", removed)
    with pytest.raises(TypeError):
        emitter.emit("joined")
    assert calls == []


def test_exception_ends_no_once_that_was_not_called(emitter: Any) -> None:
    """An emission that began before the one that it ended calls the callback."""
    calls: list[str] = []

    def f() -> None:
        fail = emitter.on("left", failing(TypeError()))
        with contextlib.suppress(TypeError):
            emitter.emit("left")
        emitter.off("left", fail)
        emitter.emit("left")

    emitter.on("joined", f)
    emitter.once("left", lambda: calls.append("called"))
    emitter.emit("joined")
    assert calls == ["called"]


def test_once_that_a_nested_emission_spent_does_not_wait(emitter: Any) -> None:
    """It is spent, although an exception ended the outer emission before it called it."""
    calls: list[str] = []

    def f() -> None:
        emitter.off("joined", f)
        emitter.emit("joined")
        raise TypeError

    emitter.on("joined", f)
    emitter.once("joined", lambda: calls.append("called"))
    with pytest.raises(TypeError):
        emitter.emit("joined")
    begun = len(calls)
    emitter.emit("joined")
    assert len(calls) == begun
    assert begun == 1 or EDITION == "1.0"


def test_type_error_that_a_callback_catches_stays_inside(emitter: Any) -> None:
    """It has left the nested emission and does not leave the outer one."""

    def f() -> None:
        with pytest.raises(TypeError):
            emitter.emit("left")

    emitter.on("joined", f)
    emitter.on("left", failing(TypeError()))
    emitter.emit("joined")


def test_registration_that_was_there_does_not_wait(emitter: Any) -> None:
    """A callback that is registered again during an emission is called by it."""
    calls: list[str] = []

    def g() -> None:
        calls.append("g")

    emitter.on("joined", lambda: emitter.on("joined", g))
    emitter.on("joined", g)
    emitter.emit("joined")
    assert calls == ["g"]


def test_callback_ends_its_own_registration_alone(
    emitter: Any, records: list[logging.LogRecord]
) -> None:
    """It stays registered for another event; an error afterwards changes nothing."""
    calls: list[str] = []

    def f() -> None:
        calls.append("f")
        emitter.off("joined", f)
        raise ValueError

    emitter.on("joined", f)
    emitter.on("left", f)
    for event in ["joined", "joined", "left", "left"]:
        emitter.emit(event)
    assert calls == ["f", "f", "f"]
    assert len(records) == 3


def test_removed_callback_does_not_run_after_the_end(emitter: Any) -> None:
    """A removed callback does not run after an exception that ended its emission."""
    calls: list[str] = []

    def g() -> None:
        calls.append("g")

    def f() -> None:
        emitter.off("joined", g)
        raise TypeError

    emitter.on("joined", f)
    emitter.on("joined", g)
    with pytest.raises(TypeError):
        emitter.emit("joined")
    assert len(calls) <= 1
    assert calls == [] or EDITION == "1.0"


# How often a once is called (once.nested-emission-calls-it-too, open.once-in-a-nested-emission).


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_each_emission_that_began_before_calls_a_once(emitter: Any, depth: int) -> None:
    """Every emission that began before it was spent, however deep."""
    calls: list[str] = []
    nested: list[int] = []

    def f() -> None:
        if len(nested) < depth:
            nested.append(1)
            emitter.emit("joined")

    emitter.on("joined", f)
    emitter.once("joined", lambda: calls.append("once"))
    emitter.emit("joined")
    assert 1 <= len(calls) <= depth + 1
    assert len(calls) == depth + 1 or EDITION == "1.0"
    emitter.emit("joined")
    assert len(calls) <= depth + 1


def test_emission_that_begins_after_it_is_spent_does_not_call_it(emitter: Any) -> None:
    """An emission that begins after a `once` is spent does not call it."""
    calls: list[str] = []

    def f() -> None:
        emitter.off("joined", f)
        emitter.emit("joined")
        emitter.emit("joined")

    emitter.on("joined", f)
    emitter.once("joined", lambda: calls.append("once"))
    emitter.emit("joined")
    assert 1 <= len(calls) <= 2
    assert len(calls) == 2 or EDITION == "1.0"


# What does not fit a once (once.is-not-cut).


def test_once_that_does_not_fit_is_called_with_everything(emitter: Any) -> None:
    """Python refuses the call, and the registration is spent."""
    calls: list[object] = []
    emitter.once("joined", calls.append)
    with pytest.raises(TypeError, match="argument"):
        emitter.emit("joined", "alice", "bob")
    emitter.emit("joined", "alice")
    assert calls == []


# What comes from outside of a callback (chapter open).


def test_interrupt_between_removal_and_call_loses_a_once(emitter: Any) -> None:
    """An exception that a signal raises inside of an operation is open."""
    calls: list[str] = []
    lines: list[int] = []

    def interrupt(frame: Any, kind: str, argument: object) -> Any:
        if frame.f_code.co_name == "once_callback" and kind == "line":
            lines.append(frame.f_lineno)
            if len(lines) == 2:
                raise KeyboardInterrupt
        return interrupt

    emitter.once("joined", lambda: calls.append("called"))
    trace = sys.gettrace()
    sys.settrace(interrupt)
    try:
        with pytest.raises(KeyboardInterrupt):
            emitter.emit("joined")
    finally:
        sys.settrace(trace)
    emitter.emit("joined")
    assert calls == []


def test_error_leaves_where_the_stack_is_used_up(
    emitter: Any, records: list[logging.LogRecord]
) -> None:
    """The record of a RecursionError cannot be made so deep."""
    failed: list[RecursionError] = []

    def f() -> None:
        try:
            emitter.emit("joined")
        except RecursionError as error:
            failed.append(error)
            raise

    emitter.on("joined", f)
    emitter.emit("joined")
    assert {record.levelname for record in records} == {"ERROR"}
    assert len(records) < len(failed)


# Which parameters count (chapter arity).


class ByBoth:
    """A class whose `__new__` takes anything and whose `__init__` takes one argument."""

    def __new__(cls, *args: object) -> ByBoth:
        """Take anything."""
        return super().__new__(cls)

    def __init__(self, a: object) -> None: ...


def test_fewer_arguments_than_parameters_are_passed(emitter: Any) -> None:
    """Fewer arguments than parameters are passed, and defaults stay."""
    calls: list[Any] = []

    class Guest:
        def __init__(self, a: object, b: object = "d") -> None:
            calls.append((a, b))

    emitter.on("joined", Guest)
    emitter.emit("joined", 1)
    assert calls == [(1, "d")]


def test_signature_of_a_class_decides(emitter: Any) -> None:
    """The signature of a class is that of `__new__`, as `inspect.signature` returns it."""
    emitter.on("joined", ByBoth)
    with pytest.raises(TypeError):
        emitter.emit("joined", 1, 2)


def test_signature_that_cannot_be_read_is_an_exception_of_its_callback(
    emitter: Any, records: list[logging.LogRecord]
) -> None:
    """An error is logged, a TypeError leaves; the text leaves both open."""
    emitter.on("joined", Reading(RuntimeError("no signature")))
    emitter.emit("joined")
    assert [record.levelname for record in records] == ["ERROR"]
    emitter.on("left", Reading(TypeError("no signature")))
    with pytest.raises(TypeError, match="no signature"):
        emitter.emit("left")


class Recorder:
    """A callable object."""

    def __init__(self, calls: list[object]) -> None:
        self.calls = calls

    def __call__(self, name: object) -> None:
        """Record a call."""
        self.calls.append(name)


def made(method: str, value: Any) -> Any:
    """Return a class with one method, which is of an unusual kind."""
    return type("Room", (), {method: value})


def dispatching(calls: list[object]) -> Any:
    """Return a method with single dispatch that records its calls."""
    return functools.singledispatchmethod(lambda self, name: calls.append(name))


def of_class(calls: list[object]) -> Any:
    """Return a class method with single dispatch that records its calls."""
    method: Any = classmethod(lambda cls, name: calls.append(name))
    return functools.singledispatchmethod(method)


def wrapper(callback: Any) -> Any:
    """Return a wrapper of a callback."""
    return functools.wraps(callback)(lambda *names: callback(*names))


UNUSUAL: dict[str, Callable[[list[object]], Any]] = {
    "singledispatchmethod": lambda calls: made("join", dispatching(calls))().join,
    "partial of one": lambda calls: functools.partial(made("join", dispatching(calls))().join),
    "wrapper of one": lambda calls: wrapper(made("join", dispatching(calls))().join),
    "class method": lambda calls: made("join", of_class(calls)).join,
    "constructor": lambda calls: made("__init__", dispatching(calls)),
    "call": lambda calls: made("__call__", dispatching(calls))(),
    "static call": lambda calls: made("__call__", staticmethod(lambda name: calls.append(name)))(),
    "call of an object": lambda calls: made("__call__", Recorder(calls))(),
}


@pytest.mark.parametrize("kind", UNUSUAL)
def test_what_python_counts_decides_for_unusual_callbacks(emitter: Any, kind: str) -> None:
    """The text leaves open what a callback receives where Python counts otherwise."""
    calls: list[object] = []
    callback = UNUSUAL[kind](calls)
    number = len(inspect.signature(callback).parameters)
    emitter.on("joined", callback)

    def outcome(operation: Callable[..., object], *arguments: object) -> object:
        calls.clear()
        try:
            operation(*arguments)
        except TypeError:
            return TypeError
        except IndexError:  # of `functools` before 3.13; an emission logs it
            pass
        return calls[:]

    expected = outcome(callback, *["alice", "bob"][:number])
    assert outcome(emitter.emit, "joined", "alice", "bob") == expected


def test_not_hashable_is_what_hash_refuses_with_a_type_error(emitter: Any) -> None:
    """Another exception is another matter, even that of a value which Python calls unhashable."""
    for event in (["alice"], ("joined", ["alice"])):
        for operation in (emitter.on, emitter.once, emitter.off):
            with pytest.raises(TypeError):
                operation(event, print)
        with pytest.raises(TypeError):
            emitter.emit(event)
    with pytest.raises(ValueError, match="writable"):
        emitter.on(memoryview(bytearray(b"joined")), print)


def test_wrapper_with_a_signature_of_its_own_is_not_followed(emitter: Any) -> None:
    """Not even None in `__signature__` lets `inspect.signature` look further."""
    calls: list[Any] = []

    @functools.wraps(lambda name: None)
    def wrapper(*args: object) -> None:
        calls.append(args)

    vars(wrapper)["__signature__"] = None
    emitter.on("joined", wrapper)
    emitter.emit("joined", "alice", "bob")
    assert calls == [("alice", "bob")]


def test_removal_from_another_emitter_has_no_effect(emitter: Any) -> None:
    """A handle cancels nothing but the registration of its own emitter."""
    calls: list[Any] = []
    handle = emitter.once("joined", lambda: calls.append("called"))
    EventEmitter().off("joined", handle)
    emitter.emit("joined")
    assert calls == ["called"]


def test_parameter_bound_by_keyword_makes_the_next_keyword_only(emitter: Any) -> None:
    """A parameter bound by keyword makes the following ones keyword-only."""

    def f(a: object, b: object, c: object) -> None: ...

    emitter.on("joined", functools.partial(f, b=1))
    with pytest.raises(TypeError):
        emitter.emit("joined", 1, 2, 3)


def test_call_decides_whether_arguments_are_too_few(emitter: Any) -> None:
    """A wrapper of a function with two parameters takes one argument."""
    calls: list[Any] = []

    def f(a: object, b: object) -> None: ...

    @functools.wraps(f)
    def wrapper(*args: object) -> None:
        calls.append(args)

    emitter.on("joined", wrapper)
    emitter.emit("joined", 1)
    emitter.emit("joined", 1, 2, 3)
    assert calls == [(1,), (1, 2)]
    emitter.on("left", f)
    with pytest.raises(TypeError):
        emitter.emit("left", 1)


def test_bound_method_has_one_parameter_less_than_it_declares(emitter: Any) -> None:
    """The `__signature__` of its function counts, without the first parameter."""
    calls: list[Any] = []

    def declared(self: object, *args: object) -> None:
        calls.append(args)

    vars(declared)["__signature__"] = inspect.signature(lambda self, name: None)
    emitter.on("joined", type("Hall", (), {"join": declared})().join)
    emitter.emit("joined", "alice", "bob")
    assert calls == [("alice",)]


def test_keyword_parameters_receive_nothing(emitter: Any) -> None:
    """Keyword parameters receive nothing, and a required one makes the call fail."""
    calls: list[Any] = []

    def f(a: object, *, b: object = "d", **kwargs: object) -> None:
        calls.append((a, b, kwargs))

    emitter.on("joined", f)
    emitter.emit("joined", 1, 2, 3)
    assert calls == [(1, "d", {})]
    emitter.on("left", lambda *, name: None)
    with pytest.raises(TypeError):
        emitter.emit("left", "alice")


# What a subclass relies on (chapter surface).


def test_attribute_of_upstreams_own_name_is_lost() -> None:
    """An attribute with the name of a private one of upstream is overwritten by its constructor."""

    class Room(EventEmitter[str]):  # type: ignore[misc, unused-ignore]
        def __init__(self) -> None:
            self.name = "lobby"
            self._events: Any = "mine"
            super().__init__()

    assert Room().name == "lobby"
    assert Room()._events == {}
    assert [name for name in vars(EventEmitter()) if not name.startswith("_")] == []


def test_operations_set_no_public_attribute() -> None:
    """An emitter has the same attributes before and after its operations."""
    emitter: Any = EventEmitter()
    before = [*vars(emitter)]
    emitter.on("joined", print)
    emitter.once("joined", lambda: None)
    emitter.off("joined", print)
    emitter.emit("joined")
    assert [*vars(emitter)] == before
    assert [name for name in before if not name.startswith("_")] == []


def test_subclass_that_hides_names_does_not_work() -> None:
    """A `__getattribute__` that refuses private names refuses those of the emitter."""

    class Room(EventEmitter[str]):  # type: ignore[misc, unused-ignore]
        def __getattribute__(self, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(name)
            return super().__getattribute__(name)

    with pytest.raises(AttributeError):
        Room().on("joined", print)


def test_class_of_livekits_form_can_be_written() -> None:
    """A class can have the bases ABC and Generic, and a union of literals as events."""

    class Model(ABC, EventEmitter[Either], Generic[T]): ...  # type: ignore[misc, unused-ignore]

    class Speech(Model[Literal["left"]]): ...  # type: ignore[misc, unused-ignore]

    calls: list[str] = []
    speech: Any = Speech()
    speech.on("left", calls.append)
    speech.emit("left", "alice")
    assert calls == ["alice"]


def test_subclass_can_be_compared_and_have_any_public_names() -> None:
    """An instance that has no hash works, one with an attribute `_events` not."""

    class Room(EventEmitter[str]):  # type: ignore[misc, unused-ignore]
        __hash__ = None  # type: ignore[assignment]

        def __init__(self) -> None:
            super().__init__()
            self.events = self.callbacks = self.name = "mine"

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Room)

    class Hall(EventEmitter[str]):  # type: ignore[misc, unused-ignore]
        def __init__(self) -> None:
            super().__init__()
            self._events: Any = ["mine"]

    calls: list[str] = []
    room, hall = Room(), Hall()
    room.on("joined", calls.append)
    room.emit("joined", "alice")
    assert calls == ["alice"]
    with pytest.raises(TypeError):
        hall.on("joined", calls.append)


def test_override_decides_what_becomes_of_a_once() -> None:
    """One of `off` that removes nothing keeps it; what one of `on` returns is its handle."""

    class Room(EventEmitter[str]):  # type: ignore[misc, unused-ignore]
        def off(self, event: Any, callback: Any) -> None: ...

    class Hall(EventEmitter[str]):  # type: ignore[misc, unused-ignore]
        def on(self, event: Any, callback: Any = None) -> Any:
            super().on(event, callback)

    names: list[str] = []
    room, hall = Room(), Hall()
    room.once("joined", names.append)
    room.emit("joined", "alice")
    room.emit("joined", "bob")
    assert names == ["alice", "bob"]
    handle: Any = hall.once("joined", names.append)
    assert handle is None
    hall.off("joined", handle)
    hall.emit("joined", "carol")
    assert names == ["alice", "bob", "carol"]


def test_frozen_dataclass_cannot_be_an_emitter() -> None:
    """The constructor sets an attribute, which such an instance refuses."""

    @dataclasses.dataclass(frozen=True)
    class Room(EventEmitter[str]):  # type: ignore[misc, unused-ignore]
        name: str = "lobby"

        def __post_init__(self) -> None:
            super().__init__()

    with pytest.raises(dataclasses.FrozenInstanceError):
        Room()


def test_none_is_a_callback_to_a_type_checker_in_on_and_once_alone() -> None:
    """The callback of `on` and `once` is optional, that of `off` is not."""
    hints = {name: get_type_hints(getattr(EventEmitter, name)) for name in ("on", "once", "off")}
    callbacks = {name: each["callback"] for name, each in hints.items()}
    assert callbacks == {"on": Optional[Callable], "once": Optional[Callable], "off": Callable}


def test_methods_call_each_other_as_the_text_names_it() -> None:
    """Methods call each other through `self`, by position, where the text says so."""
    used: list[str] = []

    class Room(EventEmitter[str]):  # type: ignore[misc, unused-ignore]
        def on(self, name: Any, *function: Any) -> Any:
            used.append("on")
            return super().on(name, *function)

        def once(self, name: Any, *function: Any) -> Any:
            used.append("once")
            return super().once(name, *function)

        def off(self, name: Any, function: Any) -> None:
            used.append("off")
            super().off(name, function)

        def emit(self, event: Any, *arguments: Any) -> None:
            used.append("emit")
            (argument,) = arguments
            super().emit(event, argument)

    room: Any = Room()
    room.on("joined", print)
    room.off("joined", print)
    assert used == ["on", "off"]
    room.on("joined")(lambda name: None)
    room.once("joined")(lambda name: None)
    room.once("joined", lambda name: None)
    assert used[2:] == ["on", "on", "once", "once", "on", "once", "on"]
    room.emit("joined", "alice")
    assert used[9:] == ["emit", "off", "off"]


def test_keywords_are_those_of_the_text(emitter: Any) -> None:
    """Keywords are `event` and `callback`, and none for the arguments of an emission."""
    calls: list[str] = []
    emitter.on(event="joined", callback=calls.append)
    emitter.emit(event="left")
    for method, arguments in [(emitter.emit, {"name": "alice"}), (emitter.off, {})]:
        with pytest.raises(TypeError):
            method("joined", **arguments)


# Exceptions of look-ups and their levels.


class Broken:
    """A value whose hash raises."""

    def __hash__(self) -> int:
        raise RuntimeError("no hash")

    def __call__(self) -> None:
        """Do nothing."""


@pytest.mark.parametrize("method", ["on", "once", "off", "emit"])
@pytest.mark.parametrize("event", [[], Broken()], ids=["unhashable", "broken"])
def test_event_without_a_hash_is_refused_by_every_method(
    emitter: Any, method: str, event: object
) -> None:
    """Each method refuses an unhashable event, even where nothing is registered."""
    arguments = (event,) if method == "emit" else (event, print)
    with pytest.raises((TypeError, RuntimeError)):
        getattr(emitter, method)(*arguments)


def test_callback_without_a_hash_is_refused_by_on_alone(emitter: Any) -> None:
    """`on` refuses an unhashable callback, `once` registers a wrapper of it."""
    with pytest.raises(RuntimeError):
        emitter.on("joined", Broken())
    emitter.once("joined", Broken())
    emitter.emit("joined")


def test_off_asks_the_hash_of_its_callback_if_the_event_has_callbacks(emitter: Any) -> None:
    """Of an unknown event, neither a broken nor an unhashable callback raises."""
    emitter.off("left", Broken())
    emitter.off("left", [])
    emitter.on("joined", print)
    with pytest.raises(RuntimeError, match="no hash"):
        emitter.off("joined", Broken())


def by_another_thread(operation: Callable[[], object]) -> None:
    """Perform an operation in a thread, and wait for it."""
    thread = threading.Thread(target=operation)
    thread.start()
    thread.join()


def event_that_performs(operation: Callable[[Any], object]) -> Any:
    """Return an event that performs an operation on itself when its hash is asked again."""

    class Event:
        asked = 0

        def __hash__(self) -> int:
            self.asked += 1
            if self.asked == 2:  # the event was unknown a moment ago
                operation(self)
            return 1

    return Event()


@pytest.mark.parametrize("perform", [by_another_thread, lambda operation: operation()])
def test_first_registration_made_during_another_one_can_be_lost(
    emitter: Any, perform: Callable[[Callable[[], object]], None]
) -> None:
    """By another thread, or by the `__hash__` of the event; both are open."""
    calls: list[str] = []

    def register(event: Any) -> None:
        perform(lambda: emitter.on(event, lambda: calls.append("inner")))

    event = event_that_performs(register)
    emitter.on(event, lambda: calls.append("outer"))
    emitter.emit(event)
    assert calls == ["outer"]


def test_later_registrations_can_be_lost_with_the_first(emitter: Any) -> None:
    """All that other threads register while an `on` runs that found no callbacks."""
    calls: list[str] = []

    def register(event: Any) -> None:
        for name in ["first", "second"]:
            callback = functools.partial(calls.append, name)
            by_another_thread(functools.partial(emitter.on, event, callback))

    event = event_that_performs(register)
    emitter.on(event, lambda: calls.append("outer"))
    emitter.emit(event)
    assert calls == ["outer"]


def test_callback_whose_comparison_raises_is_refused(emitter: Any) -> None:
    """It is compared where a callback of the same hash is registered."""

    class Odd(Unequal):
        def __eq__(self, other: object) -> bool:
            raise RuntimeError("not comparable")

        def __hash__(self) -> int:
            return 1

    emitter.on("joined", Odd([]))
    with pytest.raises(RuntimeError, match="not comparable"):
        emitter.on("joined", Odd([]))


def test_nan_is_found_by_identity_alone(emitter: Any) -> None:
    """Which two of them may have, as on PyPy; the text leaves it open."""
    calls: list[str] = []
    nan, other = float("nan"), float("nan")
    emitter.on(nan, lambda: calls.append("called"))
    emitter.emit(nan)
    emitter.emit(other)
    assert len(calls) == 1 + (nan is other)


def test_callable_that_equals_none_is_registered(emitter: Any) -> None:
    """A callable that equals None is registered, and called unless its signature fails."""
    calls: list[str] = []

    class Odd:
        __hash__ = object.__hash__

        def __eq__(self, other: object) -> bool:
            return self is other or other is None

        def __bool__(self) -> bool:
            raise ValueError("neither true nor false")

        def __call__(self) -> None:
            calls.append("called")

    emitter.on("joined", Odd())
    emitter.once("joined", Odd())
    emitter.emit("joined")
    assert calls == ["called", "called"]


# Logging and what is left unchanged.


class Records(logging.Handler):
    """Keeps records."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.records.append(record)


@pytest.fixture
def records() -> list[logging.LogRecord]:
    """Return what reaches the root logger."""
    handler = Records()
    logging.getLogger().addHandler(handler)
    return handler.records


@pytest.mark.parametrize("method", ["on", "once"])
@pytest.mark.parametrize("kind", [ValueError, KeyError, StopIteration, RecursionError, Warning])
def test_error_is_one_record(
    emitter: Any, records: list[logging.LogRecord], method: str, kind: type[Exception]
) -> None:
    """An error is one record of level ERROR with its traceback, by the named logger."""
    error = kind("no seat")
    getattr(emitter, method)("100% {joined}", failing(error))
    assert emitter.emit("100% {joined}") is None
    (record,) = records
    assert (record.levelname, record.name) == ("ERROR", "livekit")
    assert record.getMessage() == "failed to emit event 100% {joined}"
    assert record.exc_info is not None
    assert record.exc_info[1] is error
    assert record.exc_info[2] is not None


@pytest.mark.parametrize("method", ["on", "once"])
@pytest.mark.parametrize("kind", [TypeError, KeyboardInterrupt, SystemExit, GeneratorExit])
def test_what_leaves_is_unchanged_and_not_logged(
    emitter: Any, records: list[logging.LogRecord], method: str, kind: type[BaseException]
) -> None:
    """An exception that leaves is the same object, unchanged and not logged."""
    inside: list[Any] = []

    def state(error: Any) -> Any:
        parts = error.__cause__, error.__context__, error.__suppress_context__, error.args
        return [*map(id, parts[:2]), *parts[2:], dict(vars(error))]

    def fail() -> None:
        try:
            try:
                raise KeyError("no room")
            except KeyError as cause:
                raise kind("no seat") from cause
        except BaseException as error:
            vars(error)["seat"] = 7
            inside.append((error, state(error)))
            raise

    getattr(emitter, method)("joined", fail)
    with pytest.raises(kind) as caught:
        emitter.emit("joined")
    assert (caught.value, state(caught.value)) == inside[0]
    assert records == []


@pytest.mark.parametrize("kind", [TypeError, KeyboardInterrupt])
def test_records_of_earlier_errors_stay(
    emitter: Any, records: list[logging.LogRecord], kind: type[BaseException]
) -> None:
    """What ends an emission has no record; the errors before it have theirs."""
    error = ValueError("no seat")
    for _ in range(20):  # edition 1.0 has no order
        emitter.on("joined", failing(error))
        emitter.on("joined", failing(kind()))
    with pytest.raises(kind):
        emitter.emit("joined")
    assert {record.exc_info and record.exc_info[1] for record in records} <= {error}
    assert records != [] or EDITION == "1.0"


def test_message_names_the_event_that_was_emitted(
    emitter: Any, records: list[logging.LogRecord]
) -> None:
    """Not the equal one that the callback was registered for."""
    emitter.on(1, failing(ValueError("no seat")))
    emitter.emit(True)
    assert [record.getMessage() for record in records] == ["failed to emit event True"]


def test_record_keeps_the_arguments(emitter: Any, records: list[logging.LogRecord]) -> None:
    """Its traceback refers to the frame of the emission."""

    class Frame: ...

    argument = Frame()
    alive = weakref.ref(argument)

    def fail(frame: object) -> None:
        raise ValueError("no seat")

    emitter.on("joined", fail)
    emitter.emit("joined", argument)
    del argument
    gc.collect()
    assert len(records) == 1
    assert alive() is not None


@pytest.mark.parametrize("name", ["__str__", "__format__"])
def test_event_that_cannot_be_named_ends_an_emission(emitter: Any, name: str) -> None:
    """Even if its `str` works and `format` alone raises."""

    def fail(*args: object) -> str:
        raise RuntimeError("no name")

    event = type("Event", (), {name: fail})()
    emitter.on(event, failing(ValueError("no seat")))
    with pytest.raises(RuntimeError, match="no name"):
        emitter.emit(event)


def test_record_that_the_user_keeps_back_is_not_made(
    emitter: Any, records: list[logging.LogRecord]
) -> None:
    """By a level, by `disabled` or by `propagate`; the emission goes on."""
    calls: list[str] = []
    logger = logging.getLogger("livekit")
    emitter.on("joined", failing(ValueError("no seat")))
    emitter.on("joined", lambda: calls.append("called"))
    logger.disabled = True
    try:
        emitter.emit("joined")
    finally:
        logger.disabled = False
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        emitter.emit("joined")
    finally:
        logger.setLevel(level)
    logger.propagate = False
    try:
        emitter.emit("joined")
    finally:
        logger.propagate = True
    assert records == []
    assert calls == ["called", "called", "called"]


def test_signature_does_not_decide_for_once(emitter: Any) -> None:
    """A wrapper receives more than its signature takes, if the call fits."""
    calls: list[Any] = []

    @functools.wraps(lambda name: None)
    def wrapper(*args: object) -> None:
        calls.append(args)

    emitter.once("joined", wrapper)
    emitter.emit("joined", "alice", "bob")
    assert calls == [("alice", "bob")]


def test_warnings_are_those_that_the_text_names(emitter: Any) -> None:
    """`on` warns since Python 3.14 before livekit 1.1.19; Python does of a dropped coroutine."""
    with warnings.catch_warnings(record=True) as issued:
        warnings.simplefilter("always")
        emitter.on("joined", lambda: None)
        emitter.emit("joined")
    deprecated = sys.version_info >= (3, 14) and VERSION < (1, 1, 19)
    assert [each.category for each in issued] == [DeprecationWarning] * deprecated
    emitter.once("left", join)
    with warnings.catch_warnings(record=True) as issued:
        warnings.simplefilter("always")
        emitter.emit("left")
        gc.collect()
    assert ["never awaited" in str(each.message) for each in issued] == [True]


def test_callback_may_log_an_error(emitter: Any, records: list[logging.LogRecord]) -> None:
    """Its record is not one of the emission."""
    emitter.on("joined", lambda: logging.getLogger("seats").error("no seat"))
    emitter.emit("joined")
    assert [record.name for record in records] == ["seats"]


def test_unheard_event_and_success_are_not_logged(
    emitter: Any, records: list[logging.LogRecord]
) -> None:
    """Neither an event without callbacks nor a success is logged."""
    emitter.on("joined", lambda: None)
    emitter.emit("joined")
    emitter.emit("left")
    assert [record for record in records if record.name == "livekit"] == []


def test_broken_hash_of_a_once_stays_in_the_emission(
    emitter: Any, records: list[logging.LogRecord]
) -> None:
    """It leaves the `off` of the wrapper, which makes it an error of a callback."""

    class Event:
        broken = False

        def __hash__(self) -> int:
            if self.broken:
                raise RuntimeError("no hash")
            return 1

    calls: list[str] = []
    event = Event()

    def f() -> None:
        event.broken = True

    emitter.on(event, f)
    emitter.once(event, lambda: calls.append("once"))
    emitter.emit(event)
    if EDITION == "1.2":
        assert calls == []
        assert [record.levelname for record in records] == ["ERROR"]


@pytest.mark.skipif(sys.version_info < (3, 14), reason="annotations are evaluated since 3.14")
@pytest.mark.parametrize("parameters", ["name: Guest", "*names: Guest"])
def test_annotation_that_cannot_be_evaluated(
    emitter: Any, records: list[logging.LogRecord], parameters: str
) -> None:
    """The callback is logged as failing and not called; one of `once` is called."""
    space: dict[str, Any] = {"calls": []}
    source = f"def f({parameters}): calls.append('called')"
    exec(compile(source, "annotated", "exec", dont_inherit=True), space)
    emitter.on("joined", space["f"])
    emitter.emit("joined", "alice")
    assert space["calls"] == []
    assert [record.levelname for record in records] == ["ERROR"]
    emitter.once("left", space["f"])
    emitter.emit("left", "alice")
    assert space["calls"] == ["called"]


# Where callbacks run, and what is kept.


def test_callbacks_run_in_the_callers_context_and_loop(emitter: Any) -> None:
    """Callbacks run in the context and the loop of the caller."""
    guest = contextvars.ContextVar("guest", default="nobody")
    seen: list[Any] = []

    async def main() -> None:
        emitter.on("joined", lambda: seen.append(asyncio.get_running_loop()))
        emitter.on("joined", lambda: guest.set("alice"))
        emitter.on("joined", lambda: seen.append(threading.get_ident()))
        emitter.emit("joined")
        assert guest.get() == "alice"
        assert {*map(id, seen)} >= {id(asyncio.get_running_loop())}
        assert threading.get_ident() in seen

    asyncio.run(main())


@pytest.mark.parametrize("method", ["on", "once"])
def test_ended_registration_and_arguments_are_released(emitter: Any, method: str) -> None:
    """An ended registration and the arguments of an emission are released."""

    class Frame:
        def __call__(self, *args: object) -> None: ...

    callback, argument = Frame(), Frame()
    alive = [weakref.ref(callback), weakref.ref(argument)]
    handle = getattr(emitter, method)("joined", callback)
    emitter.emit("joined", argument)
    emitter.off("joined", handle)
    del callback, argument, handle
    gc.collect()
    assert [reference() for reference in alive] == [None, None]


def test_event_is_kept_when_its_last_callback_is_gone(emitter: Any) -> None:
    """So a callback that is its own event is kept too."""

    class Guest:
        def __call__(self) -> None: ...

    guest = Guest()
    alive = weakref.ref(guest)
    emitter.on(guest, guest)
    emitter.off(guest, guest)
    del guest
    gc.collect()
    assert alive() is not None


def test_what_others_refer_to_is_not_released(emitter: Any) -> None:
    """An event refers to the callback, and a registered callback to the argument."""

    class Guest:
        def __call__(self) -> None: ...

    guest, argument = Guest(), Guest()
    alive = [weakref.ref(guest), weakref.ref(argument)]
    emitter.on(("joined", guest), guest)
    emitter.off(("joined", guest), guest)
    emitter.on("joined", [].append)
    emitter.emit("joined", argument)
    del guest, argument
    gc.collect()
    assert None not in [reference() for reference in alive]


def test_removal_of_another_thread_comes_before_the_snapshot_or_after(emitter: Any) -> None:
    """Both while the emission runs; the text leaves open whether the callback is called."""
    calls: list[str] = []

    class Event:
        def __hash__(self) -> int:
            if plan:
                plan.pop()()
            return 1

    def removal() -> None:
        thread = threading.Thread(target=emitter.off, args=(event, g))
        thread.start()
        thread.join()

    def g() -> None:
        calls.append("g")

    plan: list[Callable[[], None]] = []
    event = Event()
    emitter.on(event, g)
    plan.append(removal)
    emitter.emit(event)
    assert calls == []
    emitter.on(event, removal)
    emitter.on(event, g)
    emitter.emit(event)
    assert len(calls) == 1


def test_returned_values_are_not_looked_at(emitter: Any) -> None:
    """Values that callbacks return are not inspected."""

    class Odd:
        def __getattribute__(self, name: str) -> Any:
            raise AssertionError(name)

        def __bool__(self) -> bool:
            raise AssertionError

    calls: list[str] = []

    def f() -> Odd:
        calls.append("called")
        return Odd()

    for method in (emitter.on, emitter.once):
        method("joined", f)
    emitter.emit("joined")
    assert calls == ["called", "called"]
