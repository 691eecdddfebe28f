"""What is passed to a callback, and what one returns."""

from __future__ import annotations

from emitter_conformance.checks.mentions import Mentions

from .entry import Catalogue, Entry, texts, with_attributes

FRAME = (
    "class Frame:  # like an array, it is neither true nor false nor equal to anything\n"
    '    def __bool__(self): raise ValueError("ambiguous")\n'
    "    __eq__ = __lt__ = __len__ = __iter__ = lambda self, *other: bool(self)\n"
    "    __hash__ = None"
)
PLAIN_VALUES = [
    Entry("a text", '"alice"'),
    Entry("None", "None"),
    Entry("False", "False"),
    Entry("True", "True"),
    Entry("zero", "0"),
    Entry("a negative number", "-1"),
    Entry("an ellipsis", "..."),
    Entry("NotImplemented", "NotImplemented"),
    Entry("the empty text", '""'),
    Entry("a tuple", '("alice", "bob")'),
    Entry("a tuple of one", '("alice",)'),
    Entry("the empty tuple", "()"),
    Entry("a list", '["alice"]'),
    Entry("a dictionary", '{"a": "alice"}'),
    Entry("a set", '{"alice"}'),
    Entry("a tuple with a list", "([],)"),
    Entry("a byte array", "bytearray(1)"),
    Entry("a big number", "10**20"),
    Entry("not a number", 'float("nan")'),
    Entry("a function", "undo", 'def undo(*args): calls.append(("it is called",))'),
    Entry("a list of functions", "[undo]", 'def undo(*args): calls.append(("it is called",))'),
    Entry("a class", "Guest", 'class Guest:\n    def __init__(self): calls.append(("made",))'),
    Entry("an object", "Guest()", "class Guest: pass"),
    Entry("a subclass of str", 'Name("alice")', "class Name(str): pass"),
    Entry("a subclass of tuple", "Pair()", "class Pair(tuple): pass"),
    Entry(
        "a dataclass",
        "Guest()",
        "import dataclasses\nGuest = dataclasses.make_dataclass('Guest', [])",
    ),
    Entry("an enumeration", "Mood.GOOD", "import enum\nclass Mood(enum.Enum): GOOD = 1"),
    Entry("something like an array", "Frame()", FRAME),
    Entry("an exception", 'ValueError("no seat")'),
    Entry("a class of exceptions", "KeyError"),
    Entry("StopIteration", "StopIteration()"),
    Entry("a generator", "generate()", 'def generate(): yield calls.append(("it runs",))'),
    Entry("an iterator", 'iter(["alice"])'),
    Entry(
        "an object without text",
        "Guest()",
        "class Guest:\n    __repr__ = lambda self: 1 / 0\n    __str__ = __repr__",
    ),
    Entry("the emitter", "emitter"),
    Entry("a coroutine function", "greet", "async def greet(): pass"),
]
AWAITED = [  # what becomes of a coroutine is open
    Entry(
        "an asynchronous generator",
        "stream()",
        'async def stream(): yield calls.append(("it runs",))',
    ),
    Entry(
        "a future",
        "Watched(loop=Loop())",
        "import asyncio\nclass Loop: get_debug = bool  # it returns False\n"
        "class Watched(asyncio.Future):\n"
        '    def use(self, *args, **kwargs): calls.append(("it is used",))\n'
        "    cancel = result = exception = add_done_callback = set_result = __await__ = use",
    ),
    Entry(
        "a future of a thread",
        "Watched()",
        "import concurrent.futures\nclass Watched(concurrent.futures.Future):\n"
        '    def use(self, *args, **kwargs): calls.append(("it is used",))\n'
        "    cancel = result = exception = add_done_callback = set_result = use",
    ),
    Entry(
        "an object with the methods of a task",
        "Task()",
        "class Task:\n"
        '    def use(self, *args): calls.append(("it is used",))\n'
        "    close = cancel = result = send = add_done_callback = __enter__ = __exit__ = use",
    ),
    Entry(
        "an object that can be awaited",
        "Later()",
        'class Later:\n    def __await__(self): calls.append(("it is awaited",)); return iter(())',
    ),
]


def _suggested(mentions: Mentions) -> list[Entry]:
    return [
        *texts(mentions),
        *[Entry(f"the number {count}", str(count)) for count in mentions.counts],
        *[Entry(f"a list of {count} values", f"[None] * {count}") for count in mentions.counts],
        *with_attributes(mentions, "an object", "class Guest", "Guest()"),
    ]


COROUTINE = Entry("a coroutine", "greet()", "async def greet(): pass")
ARGUMENTS = Catalogue(PLAIN_VALUES, _suggested)
RESULTS = Catalogue([*PLAIN_VALUES[1:], *PLAIN_VALUES[:1], *AWAITED], _suggested)
