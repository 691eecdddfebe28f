"""Events; no two of them are equal."""

from __future__ import annotations

from emitter_conformance.checks.mentions import Mentions

from .entry import Catalogue, Entry, texts, with_attributes

_LISTED = [
    Entry("a string", '"joined"'),
    Entry(
        "a member of an enumeration of strings",
        "Event.JOINED",
        'import enum\nclass Event(str, enum.Enum): JOINED = "entered"',
    ),
    Entry(
        "a member of an enumeration",
        "Event.JOINED",
        'import enum\nclass Event(enum.Enum): JOINED = "joined"',
    ),
    Entry(
        "a member of an enumeration of numbers",
        "Event.JOINED",
        "import enum\nclass Event(enum.IntEnum): JOINED = 3",
    ),
    Entry("a flag", "Event.JOINED", "import enum\nclass Event(enum.Flag): JOINED = 1"),
    Entry("a subclass of str", 'Name("name")', "class Name(str): pass"),
    Entry("None", "None"),
    Entry("the empty string", '""'),
    Entry("False", "False"),
    Entry("a number", "7"),
    Entry("a negative number", "-1"),
    Entry("a number of more than 64 bits", "10**20"),
    Entry("a fraction", "0.5"),
    Entry("a complex number", "1j"),
    Entry("bytes", 'b"joined"'),
    Entry("an ellipsis", "..."),
    Entry("a range", "range(3)"),
    Entry("the empty tuple", "()"),
    Entry("a tuple", '("room", 1)'),
    Entry("a tuple of one", '("joined",)'),
    Entry("nested tuples", '((), ("a", 0.5), None)'),
    Entry("a frozen set", 'frozenset({"a"})'),
    Entry("a text with a space", '"a b"'),
    Entry("a text with a dot", '"a.b"'),
    Entry("a text with a colon", '"a:b"'),
    Entry("a star", '"*"'),
    Entry("a text with a percent sign", '"%s"'),
    Entry("a text with braces", '"{}"'),
    Entry("a letter beyond ASCII", '"\u00e9"'),
    Entry("a long text", '"a" * 99'),
    Entry("a built-in class", "int"),
    Entry("a class", "Guest", "class Guest: pass"),
    Entry("an object", "event", "event = object()"),
    Entry("a function", "named", "def named(): pass"),
    Entry("a coroutine function", "greet", "async def greet(): pass"),
    Entry("an exception", "event", 'event = ValueError("no seat")'),
    Entry(
        "a named tuple",
        'Seat("a", 1)',
        "import collections\nSeat = collections.namedtuple('Seat', 'row number')",
    ),
    Entry(
        "a frozen dataclass",
        "Seat(2)",
        "import dataclasses\n@dataclasses.dataclass(frozen=True)\nclass Seat: row: int",
    ),
    Entry(
        "an object without a text",
        "event",
        "class Seat:\n"
        "    def __repr__(self): raise KeyError(7)\n"
        "    __str__ = __repr__\n"
        "event = Seat()",
    ),
    Entry("an object with slots", "event", "class Seat: __slots__ = ()\nevent = Seat()"),
    Entry(
        "an object without a truth value",
        "event",
        "class Seat:\n"
        '    def __bool__(self): raise ValueError("neither true nor false")\n'
        "event = Seat()",
    ),
    Entry(
        "an object with equals",
        "Seat()",
        "class Seat:\n"
        "    def __eq__(self, other): return isinstance(other, Seat)\n"
        "    def __hash__(self): return 7",
    ),
    Entry("a date", "datetime.date(2026, 1, 2)", "import datetime"),
    Entry("a path", 'pathlib.PurePath("a")', "import pathlib"),
    Entry("a partial", "event", "import functools\nevent = functools.partial(print)"),
]


def _suggested(mentions: Mentions) -> list[Entry]:
    seat = with_attributes(mentions, "an object", "class Seat", "event", "\nevent = Seat()")
    return [*texts(mentions), *seat]


EVENTS = Catalogue(_LISTED, _suggested)
STRING, ENUM_OF_STRINGS = EVENTS[:2]
FEW = [*EVENTS[:3], EVENTS[6], EVENTS[9], EVENTS[18]]
"""Where events are not what a clause is about."""

NAMED = """\
import enum, re
class Event(enum.Enum): JOINED = "joined"
class Flag(enum.Flag): JOINED, LEFT = 1, 2
class Guest:
    def __repr__(self): return "Guest()"
Copy = type("Event", (), {})
def named(): pass
copy = type(named)(named.__code__, {}, "named")
"""


def _unequal(mentions: Mentions) -> list[Entry]:
    """Return pairs of texts, one of which has what is mentioned before, in or after it."""
    return [
        Entry("", f"{one!r}, {other!r}")
        for text in filter(None, mentions.texts)
        for one, other in [
            (f"a{text}b", "a"),
            (f"a{text}b", "b"),
            (f"{text}a", "a"),
            (f"a{text}", "a"),
        ]
    ]


_PLAIN = [event for event in EVENTS if not event.setup]
UNEQUAL = Catalogue(
    [
        *[
            Entry("", pair)
            for pair in [
                "'1', 1",
                "'', None",
                "None, 'None'",
                "'0.5', 0.5",
                "'()', ()",
                "('a',), 'a'",
                "(1,), 1",
                "'a', b'a'",
                "'a', 'A'",
                "'a', 'a '",
                "'a', 'aa'",
                "'\\u00e9', 'é'",
                "('a', 'b'), 'a'",
                "'*', 'a'",
                "'a', 'a.b'",
                "'a', 'a:b'",
                "'a', 'a/b'",
                "'a*', 'ab'",
                "'a.b', 'a:b'",
                "'a', 'a_b'",
                "frozenset({'a'}), 'a'",
                "-1, -2",
                "0, 2**61 - 1",
                "(0, 1), (1, 0)",
                "0, None",
                "False, ''",
                "'a-b', 'a_b'",
                "'_a', 'a'",
                '"a" * 2000 + "b", "a" * 2000 + "c"',
                "2**64, 0",
                "0.5, 0",
                "1e-09, 0.0",
            ]
        ],
        *[
            Entry("", pair, NAMED)
            for pair in [
                "Event.JOINED, 'joined'",
                "Event.JOINED, 'JOINED'",
                "bool, int",
                "Event, Event.JOINED",
                "re.compile('join.*'), 'joined'",
                "object(), object",
                "Flag.JOINED, 1",
                "Flag.JOINED | Flag.LEFT, Flag.JOINED",
                "Event, Copy",
                "Event, 'Event'",
                "named, copy",
                "named, 'named'",
                "KeyError('a'), KeyError('a')",
                "Guest(), Guest()",
            ]
        ],
        *[Entry("", f'{event}, "joined"', event.setup) for event in EVENTS[1:]],
        *[Entry("", f"{one}, {other}") for one, other in zip(_PLAIN, _PLAIN[3:])],
    ],
    _unequal,
)
"""Pairs of events that are not equal, however alike they are."""
