"""Formats values, calls and exceptions for messages. Never raises, whatever a `__repr__` does."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Sequence

SHOWN_CALLS = 6
ANOTHER_ORDER = "the same calls in another order"
SHOWN_WORDS = 2000
"""How many characters of the message of an exception are shown."""
ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+| id='\d+'")  # the second one is how mocks are shown

_short = reprlib.Repr()
_short.maxstring = _short.maxother = 100
_short.maxtuple = _short.maxlist = _short.maxdict = 20
_short.maxlong = 60


def value(thing: object) -> str:
    """Return a short repr without memory addresses, also for an object whose `__repr__` raises."""
    try:
        return ADDRESS.sub("", _short.repr(thing))
    except BaseException:
        return f"<{kind(thing)} whose repr raises>"


def exact(text: str) -> str:
    """Return a text as an object of `str` itself: that of a subclass does what it likes later."""
    return str.__str__(text)


def kind(thing: object) -> str:
    """Return the name of a value's class, whatever its metaclass claims."""
    return exact(type.__dict__["__name__"].__get__(type(thing)))


def error(exception: BaseException) -> str:
    """Return `Type: message` on one line, also for an exception whose `__str__` raises."""
    name = kind(exception)
    try:
        message = ADDRESS.sub("", " ".join(str(exception)[:SHOWN_WORDS].split()))
    except BaseException:
        message = "<message that raises>"
    return f"{name}: {message}" if message else name


def calls(seen: Sequence[object], in_order: bool = True) -> str:
    """Return calls as text; each call is a tuple of the callback's name and its arguments."""
    if not seen:
        return "nothing called"
    words = [_call(call) for call in seen[:SHOWN_CALLS]]
    if len(seen) > SHOWN_CALLS:
        words.append(f"... ({len(seen)} calls)")
    return ", ".join(words) + ("" if in_order or len(seen) == 1 else ", in any order")


def seen_calls(seen: Sequence[object], expected: Sequence[object], in_order: bool) -> str:
    """Return what was called in place of other calls.

    The order of many calls is not shown where nothing else is wrong: that of a set differs between
    runs.
    """
    is_long = in_order and len(seen) > SHOWN_CALLS
    is_order = is_long and same_calls(seen, expected, in_order=False)
    return ANOTHER_ORDER if is_order else calls(seen)


def _call(call: object) -> str:
    if type(call) is not tuple or not call:
        return value(call)
    name, *arguments = call
    return f"{name} called with ({', '.join(map(value, arguments))})"


def same(one: object, other: object) -> bool:
    """Return whether two values are the same, without calling a hostile `__eq__`.

    Plain values are compared by exact type and value, tuples and lists by their members,
    everything else by identity.
    """
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, (tuple, list)) and isinstance(other, (tuple, list)):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) in (int, str, bytes, float, bool) and one == other


def same_calls(seen: Sequence[object], expected: Sequence[object], in_order: bool) -> bool:
    """Return whether two lists of calls are equal, in order or as multisets."""
    if in_order:
        return same(list(seen), list(expected))
    rest = list(seen)
    for call in expected:
        place = next((n for n, other in enumerate(rest) if same(call, other)), None)
        if place is None:
            return False
        del rest[place]
    return not rest


def may_be_equal(one: object, other: object) -> bool:
    """Return whether `==` may be true for two values that are not the same."""
    try:
        return (one == other) is not False
    except BaseException:
        return True
