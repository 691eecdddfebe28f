"""Exceptions that a callback raises."""

from __future__ import annotations

import builtins
import sys

from emitter_conformance.checks.mentions import Mentions

from .entry import Catalogue, Entry, with_attributes

NEED_ARGUMENTS = {"UnicodeEncodeError", "UnicodeDecodeError", "UnicodeTranslateError"}
NEED_ARGUMENTS |= {"ExceptionGroup", "BaseExceptionGroup"}
GROUPS = sys.version_info >= (3, 11)


def _built_in(base: type[BaseException], without: type[BaseException]) -> list[Entry]:
    return [
        Entry(name, f'{name}("no seat")')
        for name, value in vars(builtins).items()
        if isinstance(value, type)
        and value.__name__ == name  # not one of the old names of OSError
        and issubclass(value, base)
        and not issubclass(value, without)
        and name not in NEED_ARGUMENTS
        and value is not BaseException
    ]


def _class(name: str, body: str, base: str = "Exception", call: str = "GuestError()") -> Entry:
    between = " " if body == "pass" else "\n    "
    return Entry(name, call, f"class GuestError({base}):{between}{body}")


_LISTED = [
    Entry("ValueError", 'ValueError("no seat")'),
    Entry("KeyError", 'KeyError("no seat")'),
    Entry(
        "an exception that is a dataclass",
        "GuestError(1)",
        "import dataclasses\n@dataclasses.dataclass\nclass GuestError(Exception): seat: int",
    ),
    Entry(
        "an exception that is a frozen dataclass",
        "GuestError(1)",
        "import dataclasses\n@dataclasses.dataclass(frozen=True)\n"
        "class GuestError(Exception): seat: int",
    ),
    _class("an exception without a text", "def __str__(self): return 1 / 0"),
    _class("an exception whose text is a TypeError", "def __str__(self): return None"),
    _class("an exception without a representation", "def __repr__(self): return 1 / 0"),
    _class("an exception that is false", "def __bool__(self): return False"),
    _class("an exception with a length", "def __len__(self): return 0"),
    _class("an exception that compares with nothing", "def __eq__(self, other): return 1 / 0"),
    _class("an exception equal to all", "__eq__ = lambda *args: True\n    __hash__ = None"),
    _class("an exception without attributes", "def __setattr__(self, *args): raise KeyError"),
    _class(
        "an exception that needs an argument",
        "def __init__(self, *, seat): pass",
        call="GuestError(seat=1)",
    ),
    _class("a subclass of KeyError", "pass", base="KeyError"),
    _class("a subclass of ValueError and OSError", "pass", base="ValueError, OSError"),
    Entry("an exception with a cause", 'ValueError("no seat") from TypeError("no name")'),
    Entry("a class of exceptions", "ValueError"),
    Entry(
        "the cancellation of a future",
        "concurrent.futures.CancelledError()",
        "import concurrent.futures",
    ),
    Entry("the error of a future", "asyncio.InvalidStateError()", "import asyncio"),
    Entry("an error of decoding", 'UnicodeDecodeError("utf-8", b"", 0, 1, "no seat")'),
    *[Entry("a group", 'ExceptionGroup("no seats", [TypeError("no seat")])')] * GROUPS,
]


def _suggested(mentions: Mentions) -> list[Entry]:
    return [
        *[
            Entry(f"{module}.{name}", f'{name}("no seat")', f"from {module} import {name}")
            for module, name in mentions.exceptions
        ],
        *[Entry(f"an exception with {text!r}", f"ValueError({text!r})") for text in mentions.texts],
        *[
            Entry(f"an exception with {count} letters", f'ValueError("a" * {count})')
            for count in mentions.counts
        ],
        *with_attributes(mentions, "an exception", "class GuestError(Exception)", "GuestError()"),
    ]


EXCEPTIONS = Catalogue(_LISTED, _suggested)
BUILT_IN = _built_in(Exception, TypeError)
VALUE_ERROR, KEY_ERROR = EXCEPTIONS[:2]
FEW = EXCEPTIONS[:3]
TYPE_ERRORS = [
    Entry("TypeError", 'TypeError("no seat")'),
    Entry("TypeError without words", "TypeError()"),
    Entry("TypeError with two arguments", 'TypeError("no seat", 7)'),
    _class("a subclass of TypeError", "pass", base="TypeError"),
    _class("a TypeError that is false", "def __bool__(self): return False", base="TypeError"),
    _class("a TypeError without a text", "def __str__(self): return 1 / 0", base="TypeError"),
    Entry(
        "a TypeError that is a dataclass",
        "GuestError(1)",
        "import dataclasses\n@dataclasses.dataclass\nclass GuestError(TypeError): seat: int",
    ),
    *[
        _class(f"a {base} that is a TypeError", "pass", base=f"{base}, TypeError")
        for base in [
            "ValueError",
            "KeyError",
            "AttributeError",
            "AssertionError",
            "RuntimeError",
            "OSError",
            "LookupError",
            "Warning",
        ]
    ],
]
BASE_EXCEPTIONS = [
    Entry("KeyboardInterrupt", 'KeyboardInterrupt("enough")'),
    Entry("SystemExit", 'SystemExit("enough")'),
    Entry("SystemExit without a code", "SystemExit()"),
    Entry("SystemExit with the code 0", "SystemExit(0)"),
    Entry("GeneratorExit", 'GeneratorExit("enough")'),
    Entry("BaseException", 'BaseException("enough")'),
    Entry("asyncio.CancelledError", 'asyncio.CancelledError("enough")', "import asyncio"),
    _class("a base exception of its own", "pass", base="BaseException"),
    _class("a subclass of KeyboardInterrupt", "pass", base="KeyboardInterrupt"),
    *[Entry("a base group", 'BaseExceptionGroup("enough", [KeyboardInterrupt()])')] * GROUPS,
]
