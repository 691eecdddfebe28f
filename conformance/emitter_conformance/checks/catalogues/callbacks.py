"""Callbacks that take two arguments and note them in `calls` as those of `f`."""

from __future__ import annotations

from .entry import Entry

NOTED = 'calls.append(("f", a, b))'
F = f"def f(a, b): {NOTED}"
CALLABLE = f"    def __call__(self, a, b): {NOTED}"


def _object(name: str, *lines: str, bases: str = "", before: str = "") -> Entry:
    """Return a callable object of a class with these lines in its body."""
    body = "".join(f"    {line}\n" for line in lines)
    setup = f"{before}class Greeter{bases}:\n{body}{CALLABLE}\ngreeter = Greeter()"
    return Entry(name, "greeter", setup)


def _method(name: str, source: str, *lines: str, before: str = "") -> Entry:
    body = "\n".join(f"    {line}" for line in lines)
    return Entry(name, source, f"{before}class Room:\n{body}\nroom = Room()")


JOIN = f"def join(self, a, b): {NOTED}"
FUNCTIONS = [
    Entry("a function", "f", F),
    Entry("a lambda", "f", f"f = lambda a, b: {NOTED}"),
    Entry(
        "a closure",
        "f",
        f"def greeter(greeting):\n    def f(a, b): greeting and {NOTED}\n    return f\n"
        'f = greeter("hello")',
    ),
    Entry("a function with defaults", "f", f'def f(a=1, b="late"): {NOTED}'),
    Entry("a function with positional-only parameters", "f", f"def f(a, b, /): {NOTED}"),
    Entry("a function with keywords", "f", f"def f(a, b, *, note=None, **kwargs): {NOTED}"),
    Entry(
        "a function annotated with names that do not exist",
        "f",
        f'{F}\nf.__annotations__ = {{"a": "Nobody", "b": "list[Nobody]", "return": "Nobody"}}',
    ),
    Entry(
        "a function with attributes",
        "f",
        f"{F}\nf.once = f.callback = f.func = f.priority = f.async_ = True",
    ),
]
METHODS = [
    _method("a bound method", "room.join", JOIN),
    _method(
        "a method of an object without a hash",
        "room.join",
        "def __eq__(self, other): return self is other",
        JOIN,
    ),
    _method("a method of an object with slots", "room.join", "__slots__ = ()", JOIN),
    _method("a method of an empty object", "room.join", "def __len__(self): return 0", JOIN),
    _method(
        "a method of a partial",
        "room.late",
        f"def join(self, note, a, b): {NOTED}",
        'late = functools.partialmethod(join, "late")',
        before="import functools\n",
    ),
]
CLASS_METHODS = [
    _method("a class method", "Room.join", "@classmethod", f"def join(cls, a, b): {NOTED}"),
]
STATIC_METHODS = [
    _method("a static method", "Room.join", "@staticmethod", f"def join(a, b): {NOTED}"),
]
CLASSES = [
    Entry("a class", "Guest", f"class Guest:\n    def __init__(self, a, b): {NOTED}"),
    Entry(
        "a class with __new__",
        "Guest",
        f"class Guest:\n    def __new__(cls, a, b):\n        {NOTED}\n"
        "        return super().__new__(cls)",
    ),
    Entry(
        "a dataclass",
        "Guest",
        "import dataclasses\n@dataclasses.dataclass\nclass Guest:\n    a: object\n    b: object\n"
        '    def __post_init__(self): calls.append(("f", self.a, self.b))',
    ),
]
OBJECTS = [
    _object("a callable object"),
    _object("a callable object that is false", "def __bool__(self): return False"),
    _object(
        "a callable object without a truth value",
        'def __bool__(self): raise ValueError("neither true nor false")',
    ),
    _object("a callable list", "__hash__ = object.__hash__", bases="(list)"),
    _object("a callable string", bases="(str)"),
    _object("a callable object with slots", "__slots__ = ()"),
    _object("a callable object whose hash is that of others", "def __hash__(self): return 1"),
    _object(
        "a frozen dataclass",
        'name: str = "alice"',
        before="import dataclasses\n@dataclasses.dataclass(frozen=True)\n",
    ),
    _object(
        "a callable named tuple",
        before="import collections\n",
        bases="(collections.namedtuple('Named', ''))",
    ),
    _object("a callable object with a name for each attribute", "once = func = priority = True"),
    _object(
        "a member of an enumeration",
        'ALICE = "alice"',
        bases="(enum.Enum)",
        before="import enum\n",
    )._replace(
        source="Greeter.ALICE",
        setup=f'import enum\nclass Greeter(enum.Enum):\n    ALICE = "alice"\n{CALLABLE}',
    ),
]
PARTIALS = [
    Entry(
        "a partial",
        "f",
        "import functools\n" + F.replace("f(", "g(x, ", 1) + '\nf = functools.partial(g, "x")',
    ),
    Entry(
        "a partial of a method",
        "f",
        "import functools\nclass Room:\n"
        f'    def join(self, x, a, b): {NOTED}\nf = functools.partial(Room().join, "x")',
    ),
    Entry(
        "a partial with a keyword",
        "f",
        f"import functools\ndef g(a, b, *, note): {NOTED}\nf = functools.partial(g, note=1)",
    ),
    Entry(
        "a partial of a class",
        "f",
        "import functools\nclass Guest:\n"
        f'    def __init__(self, x, a, b): {NOTED}\nf = functools.partial(Guest, "x")',
    ),
]
WRAPPERS = [
    Entry(
        "a wrapper",
        "f",
        "import functools\n@functools.wraps(lambda a, b: None)\n"
        'def f(*args): calls.append(("f", *args))',
    ),
    Entry(
        "a cached function",
        "f",
        f"import functools\n@functools.lru_cache(maxsize=None)\ndef f(a, b): {NOTED}\n"
        "f.cache_clear()",
    ),
    Entry("a generic function", "f", f"import functools\n@functools.singledispatch\n{F}"),
]
DECLARED = [
    Entry(
        "a function with a signature of its own",
        "f",
        'import inspect\ndef f(*args): calls.append(("f", *args))\n'
        "f.__signature__ = inspect.signature(lambda a, b: None)",
    ),
    Entry(
        "a mock of a function",
        "mock",
        "from unittest.mock import create_autospec\n"
        "mock = create_autospec(lambda a, b: None, side_effect=lambda *args: "
        'calls.append(("f", *args)))',
    ),
]
MOCKS = [
    Entry(
        "a mock",
        "mock",
        "from unittest.mock import Mock\n"
        'mock = Mock(side_effect=lambda *args: calls.append(("f", *args)))',
    ),
]
WITH_REST = [
    Entry("a function with *args", "f", 'def f(*args): calls.append(("f", *args))'),
    Entry(
        "a function with a parameter and *args",
        "f",
        'def f(a, *args): calls.append(("f", a, *args))',
    ),
]
CUT = [
    *FUNCTIONS,
    *METHODS,
    *CLASS_METHODS,
    *STATIC_METHODS,
    *CLASSES,
    *OBJECTS,
    *PARTIALS,
    *WRAPPERS,
    *DECLARED,
]
"""Those that receive two arguments of any number."""
CALLBACKS = [*CUT, *MOCKS, *WITH_REST]
FUNCTION, METHOD = FUNCTIONS[0], METHODS[0]
FEW = [FUNCTION, METHOD, CLASSES[0], OBJECTS[1], PARTIALS[0], WRAPPERS[0], MOCKS[0]]
"""Where callbacks are not what a clause is about."""
