"""Formats values, calls and exceptions for messages. Never raises, whatever a `__repr__` does."""

from __future__ import annotations

import re
import reprlib
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import groupby

SHOWN_CALLS = 6
SHOWN_ARGUMENTS = 20
FEW = 3
"""The number of calls shown of those that are missing, and of those that are too many."""
SEVERAL = {1: "once", 2: "twice"}
NOTHING_CALLED = "nothing called"
ANOTHER_ORDER = "the same calls in another order"
SHOWN_WORDS = 2000
"""How many characters of the message of an exception are shown."""
PLAIN = {*map(id, (int, str, bytes, float, bool))}
"""Classes whose values are compared by value; a metaclass may be equal to anything."""
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
    if not in_order:
        return _together(seen) + (", in any order" if len({*map(_parts, seen)}) > 1 else "")
    groups = [(text, len([*same])) for text, same in groupby(map(_call, seen))]
    words = [text + (f" {_times(many)}" if many > 1 else "") for text, many in groups[:SHOWN_CALLS]]
    more = f", ... ({len(seen)} calls)" if len(groups) > SHOWN_CALLS else ""
    return ", ".join(words) + more or NOTHING_CALLED


def _together(seen: Sequence[object]) -> str:
    """Return calls as text, those with the same arguments together."""
    groups: dict[tuple[str, int], list[str]] = {}
    for (name, received), many in Counter(map(_parts, seen)).items():
        groups.setdefault((received, many), []).append(name)
    words = []
    for (received, many), names in [*groups.items()][:SHOWN_CALLS]:
        *first, last = names
        if len(names) > SHOWN_CALLS:
            listed = f"{', '.join(names[:FEW])}, ... {last} ({len(names)} callbacks)"
        else:
            listed = f"{', '.join(first)} and {last}" if first else last
        words.append(" ".join(filter(None, [listed, received, _times(many) * (many > 1)])))
    if len(groups) > SHOWN_CALLS:
        words.append(f"... ({len(seen)} calls)")
    return ", ".join(words) or NOTHING_CALLED


def compared(seen: Sequence[object], expected: Sequence[object], in_order: bool) -> tuple[str, str]:
    """Return in words the expected calls, and how the calls that were made differ from them.

    Where the order does not count, calls are shown in that of the expected ones. The order of many
    calls is not shown where nothing else is wrong: that of a set differs between runs.
    """
    theirs, ours = Counter(map(_call, seen)), Counter(map(_call, expected))
    by_text = {_call(call): call for call in [*seen, *expected]}
    words = calls(expected, in_order)
    if ours == theirs and in_order and len(seen) > SHOWN_CALLS:
        return words, ANOTHER_ORDER
    places = {text: place for place, text in enumerate(ours)}
    if ours == theirs or not ours & theirs:
        ranked = sorted(seen, key=lambda call: (places.get(_call(call), len(ours)), _call(call)))
        return words, calls(seen) if in_order else _together(ranked)
    missing = [by_text[text] for text in ours if text not in theirs]
    unexpected = [by_text[text] for text in sorted(theirs.keys() - ours.keys())]
    if len(ours) > SHOWN_CALLS and missing:
        words = f"{len(expected)} calls, one of them {_call(missing[0])}"
    other = [
        f"{text} {_instead(theirs[text], ours[text])}"
        for text in ours
        if theirs[text] not in (0, ours[text])
    ]
    more = [f"{len(other) - FEW} more"] * (len(other) > FEW)
    parts = [*other[:FEW], *more]
    parts += [f"missing: {_together(missing)}"] * bool(missing)
    parts += [f"unexpected: {_together(unexpected)}"] * bool(unexpected)
    return words, "; ".join(parts)


def records(levels: Sequence[str]) -> str:
    """Return the number of log records of each level."""
    words = [f"{many} of level {level}" for level, many in Counter(levels).items()]
    noun = "log record" if words and words[0].startswith("1 ") else "log records"
    return ", ".join(words).replace(" of", f" {noun} of", 1)


def _instead(number: int, expected: int) -> str:
    if min(number, expected) > len(SEVERAL):
        return f"{number} instead of {_times(expected)}"
    return f"{_times(number)} instead of {_times(expected)}"


def _times(number: int) -> str:
    return SEVERAL.get(number, f"{number} times")


def _call(call: object) -> str:
    return " ".join(filter(None, _parts(call)))


def _parts(call: object) -> tuple[str, str]:
    """Return the name of a call, and what it received."""
    if type(call) is not tuple or not call:
        return value(call), ""
    name, *arguments = call
    if isinstance(name, str) and " " in name:  # not a callback: what a check saw
        return " ".join([name, *(f"({value(each)})" for each in arguments)]), ""
    name = f"callback {name}" if isinstance(name, int) else str(name)
    if len(arguments) <= SHOWN_ARGUMENTS:
        return name, f"called with ({', '.join(map(value, arguments))})"
    first, last = ", ".join(map(value, arguments[:FEW])), value(arguments[-1])
    return name, f"called with {len(arguments)} arguments ({first}, ..., {last})"


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
    return id(type(one)) in PLAIN and one == other


def same_calls(seen: Sequence[object], expected: Sequence[object], in_order: bool) -> bool:
    """Return whether two lists of calls are equal, in order or as multisets."""
    if in_order:
        return same(list(seen), list(expected))
    rest = list(seen)
    if len(rest) > SHOWN_CALLS:
        ours, theirs = Counter(map(_key, expected)), Counter(map(_key, rest))
        if None not in ours and None not in theirs:
            return ours == theirs
    for call in expected:
        place = next((n for n, other in enumerate(rest) if same(call, other)), None)
        if place is None:
            return False
        del rest[place]
    return not rest


def _key(call: object) -> Hashable:
    """Return what is equal for calls that are the same, or None where it takes a comparison."""
    if type(call) is not tuple or any(id(type(each)) not in PLAIN for each in call):
        return None
    return (call, *map(type, call))


def may_be_equal(one: object, other: object) -> bool:
    """Return whether `==` may be true for two values that are not the same."""
    try:
        return (one == other) is not False
    except BaseException:
        return True
