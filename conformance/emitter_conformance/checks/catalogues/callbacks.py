"""Callbacks that take two arguments and note them in `calls` as those of `f`."""

from __future__ import annotations

from emitter_conformance.checks.mentions import Mentions

from .entry import Catalogue, Entry, entries, with_attributes

FUNCTIONS = entries(
    """\
# a function: f
def f(a, b): calls.append(("f", a, b))
# a lambda: f
f = lambda a, b: calls.append(("f", a, b))
# a closure: f
def greeter(greeting):
    def f(a, b): greeting and calls.append(("f", a, b))
    return f
f = greeter("hello")
# a function with defaults: f
def f(a=1, b="late"): calls.append(("f", a, b))
# a function with positional-only parameters: f
def f(a, b, /): calls.append(("f", a, b))
# a function with keywords: f
def f(a, b, *, note=None, **kwargs): calls.append(("f", a, b))
# a function annotated with names that do not exist: f
def f(a, b): calls.append(("f", a, b))
f.__annotations__ = {"a": "Nobody", "b": "list[Nobody]", "return": "Nobody"}
# a function with attributes: f
def f(a, b): calls.append(("f", a, b))
f.once = f.callback = f.func = f.priority = f.async_ = True
"""
)
METHODS = entries(
    """\
# a bound method: room.join
class Room:
    def join(self, a, b): calls.append(("f", a, b))
room = Room()
# a method of an object without a hash: room.join
class Room:
    def __eq__(self, other): return self is other
    def join(self, a, b): calls.append(("f", a, b))
room = Room()
# a method of an object without a text: room.join
class Room:
    def __repr__(self): raise AttributeError("name")
    def join(self, a, b): calls.append(("f", a, b))
room = Room()
# a method of an object with slots: room.join
class Room:
    __slots__ = ()
    def join(self, a, b): calls.append(("f", a, b))
room = Room()
# a method of an empty object: room.join
class Room:
    def __len__(self): return 0
    def join(self, a, b): calls.append(("f", a, b))
room = Room()
# a method of a partial: room.late
import functools
class Room:
    def join(self, note, a, b): calls.append(("f", a, b))
    late = functools.partialmethod(join, "late")
room = Room()
# a function made a method: room.join
def join(room, a, b): calls.append(("f", a, b))
class Room: pass
Room.join = join
room = Room()
# an inherited method: room.join
class Base:
    def join(self, a, b): calls.append(("f", a, b))
class Room(Base): pass
room = Room()
"""
)
CLASS_METHODS = entries(
    """\
# a class method: Room.join
class Room:
    @classmethod
    def join(cls, a, b): calls.append(("f", a, b))
room = Room()
"""
)
STATIC_METHODS = entries(
    """\
# a static method: Room.join
class Room:
    @staticmethod
    def join(a, b): calls.append(("f", a, b))
room = Room()
"""
)
CLASSES = entries(
    """\
# a class: Guest
class Guest:
    def __init__(self, a, b): calls.append(("f", a, b))
# a class with __new__: Guest
class Guest:
    def __new__(cls, a, b):
        calls.append(("f", a, b))
        return super().__new__(cls)
# a dataclass: Guest
import dataclasses
@dataclasses.dataclass
class Guest:
    a: object
    b: object
    def __post_init__(self): calls.append(("f", self.a, self.b))
# an inherited constructor: Guest
class Base:
    def __init__(self, a, b): calls.append(("f", a, b))
class Guest(Base): pass
# a class with a metaclass: Guest
class Meta(type):
    def __call__(cls, a, b): calls.append(("f", a, b))
class Guest(metaclass=Meta):
    def __init__(self): pass
# a dataclass with a default: Guest
import dataclasses
@dataclasses.dataclass
class Guest:
    a: object
    b: object = 0
    def __post_init__(self): calls.append(("f", self.a, self.b))
# a named tuple: Guest
import collections
class Guest(collections.namedtuple('Pair', 'a b')):
    def __init__(self, a, b): calls.append(("f", *self))
# a class that is a named tuple: Guest
import collections
class Guest(collections.namedtuple('Pair', 'a b')):
    __slots__ = ()
    def __new__(cls, a, b):
        calls.append(("f", a, b))
        return super().__new__(cls, a, b)
"""
)
OBJECTS = entries(
    """\
# a callable object: greeter
class Greeter:
    def __call__(self, a, b): calls.append(("f", a, b))
greeter = Greeter()
# a callable string: greeter
class Greeter(str):
    def __call__(self, a, b): calls.append(("f", a, b))
greeter = Greeter("hello")
# a callable object with slots: greeter
class Greeter:
    __slots__ = ()
    def __call__(self, a, b): calls.append(("f", a, b))
greeter = Greeter()
# a callable object whose hash is that of others: greeter
class Greeter:
    def __hash__(self): return 1
    def __call__(self, a, b): calls.append(("f", a, b))
greeter = Greeter()
# a frozen dataclass: greeter
import dataclasses
@dataclasses.dataclass(frozen=True)
class Greeter:
    name: str = "alice"
    def __call__(self, a, b): calls.append(("f", a, b))
greeter = Greeter()
# a callable named tuple: greeter
import collections
class Greeter(collections.namedtuple('Named', 'name')):
    def __call__(self, a, b): calls.append(("f", a, b))
greeter = Greeter("alice")
# a callable object with a name for each attribute: greeter
class Greeter:
    once = func = priority = True
    def __call__(self, a, b): calls.append(("f", a, b))
greeter = Greeter()
# an object with an inherited call: greeter
class Base:
    def __call__(self, a, b): calls.append(("f", a, b))
class Greeter(Base): pass
greeter = Greeter()
"""
)
FALSY = entries(
    """\
# a callable object that is false: greeter
class Greeter:
    def __bool__(self): return False
    def __call__(self, a, b): calls.append(("f", a, b))
greeter = Greeter()
# a callable object without a truth value: greeter
class Greeter:
    def __bool__(self): raise ValueError("neither true nor false")
    def __call__(self, a, b): calls.append(("f", a, b))
greeter = Greeter()
# a callable list: greeter
class Greeter(list):
    __hash__ = object.__hash__
    def __call__(self, a, b): calls.append(("f", a, b))
greeter = Greeter()
"""
)
"""Those that clauses of registration speak of."""
PARTIALS = entries(
    """\
# a partial: f
import functools
def g(x, a, b): calls.append(("f", a, b))
f = functools.partial(g, "x")
# a partial of a method: f
import functools
class Room:
    def join(self, x, a, b): calls.append(("f", a, b))
f = functools.partial(Room().join, "x")
# a partial with a keyword: f
import functools
def g(a, b, *, note): calls.append(("f", a, b))
f = functools.partial(g, note=1)
# a partial of a class: f
import functools
class Guest:
    def __init__(self, x, a, b): calls.append(("f", a, b))
f = functools.partial(Guest, "x")
# a partial of a partial: f
import functools
def g(x, y, a, b): calls.append(("f", a, b))
f = functools.partial(functools.partial(g, 1), 2)
# a partial of an object: f
import functools
class Room:
    def __call__(self, x, a, b): calls.append(("f", a, b))
f = functools.partial(Room(), 1)
# a partial with a keyword in the middle: f
import functools
def g(a, b, c="c", d="d"): calls.append(("f", a, b) if d == "d" else ("d", d))
f = functools.partial(g, c=1)
# a partial with keywords for parameters: f
import functools
def g(x, a, b, note=None): calls.append(("f", a, b))
f = functools.partial(g, 1, note=2)
"""
)
WRAPPERS = entries(
    """\
# a wrapper: f
import functools
@functools.wraps(lambda a, b: None)
def f(*args): calls.append(("f", *args))
# a cached function: f
import functools
@functools.lru_cache(maxsize=None)
def f(a, b): calls.append(("f", a, b))
f.cache_clear()
# a generic function: f
import functools
@functools.singledispatch
def f(a, b): calls.append(("f", a, b))
# a wrapper of a wrapper: f
import functools
@functools.wraps(lambda a, b: None)
def g(*args): calls.append(("f", *args))
@functools.wraps(g)
def f(*args): g(*args)
# a wrapper with parameters: f
import functools
@functools.wraps(lambda a, b: None)
def f(a, b, c="c"): calls.append(("f", a, b)[: 3 if c == "c" else 1])
# a wrapper of a method: f
import functools
class Room:
    def join(self, a, b): pass
@functools.wraps(Room().join)
def f(*args): calls.append(("f", *args))
# a wrapper of a function with a keyword-only parameter: f
import functools
@functools.wraps(lambda a, b, *, note=None: None)
def f(*args): calls.append(("f", *args))
# an object that wraps: f
import functools
class Recorder:
    def __init__(self, function): functools.wraps(function)(self)
    def __call__(self, *args): calls.append(("f", *args))
f = Recorder(lambda a, b: None)
# a decorated method: room.join
import functools
class Room:
    @functools.wraps(lambda self, a, b: None)
    def join(self, *args): calls.append(("f", *args))
room = Room()
# an object with a decorated call: greeter
import functools
class Greeter:
    @functools.wraps(lambda self, a, b: None)
    def __call__(self, *args): calls.append(("f", *args))
greeter = Greeter()
# a partial of a wrapper: f
import functools
@functools.wraps(lambda x, a, b: None)
def g(x, *args): calls.append(("f", *args))
f = functools.partial(g, 1)
"""
)
DECLARED = entries(
    """\
# a function with a signature of its own: f
import inspect
def f(*args): calls.append(("f", *args))
f.__signature__ = inspect.signature(lambda a, b: None)
# a mock of a function: mock
from unittest.mock import create_autospec
mock = create_autospec(lambda a, b: None, side_effect=lambda *args: calls.append(("f", *args)))
# an object with a signature of its own: f
import inspect
class Greeter:
    def __call__(self, *args): calls.append(("f", *args))
f = Greeter()
f.__signature__ = inspect.signature(lambda a, b: None)
# a class with a signature of its own: Guest
import inspect
class Guest:
    __signature__ = inspect.signature(lambda a, b: None)
    def __init__(self, *args): calls.append(("f", *args))
# a function with a shorter signature of its own: f
import inspect
def f(a, b, c="c"): calls.append(("f", a, b)[: 3 if c == "c" else 1])
f.__signature__ = inspect.signature(lambda a, b: None)
# a method with a signature: room.join
import inspect
class Room:
    def join(self, *args): calls.append(("f", *args))
    join.__signature__ = inspect.signature(lambda self, a, b: None)
room = Room()
# a wrapper of a signature: f
import functools, inspect
def g(*args): pass
g.__signature__ = inspect.signature(lambda a, b: None)
@functools.wraps(g)
def f(*args): calls.append(("f", *args))
# a wrapper with a signature of its own: f
import functools, inspect
@functools.wraps(lambda a: None)
def f(*args): calls.append(("f", *args))
f.__signature__ = inspect.signature(lambda a, b: None)
"""
)
UNCUT = entries(
    """\
# a mock: mock
from unittest.mock import Mock
mock = Mock(side_effect=lambda *args: calls.append(("f", *args)))
# a member of an enumeration: Greeter.ALICE
import enum
class Greeter(enum.Enum):
    ALICE = "alice"
    def __call__(self, a, b): calls.append(("f", a, b))
"""
)
WITH_REST = entries(
    """\
# a function with *args: f
def f(*args): calls.append(("f", *args))
# a function with a parameter and *args: f
def f(a, *args): calls.append(("f", a, *args))
# a method with nothing but *args: room.join
class Room:
    def join(*args): calls.append(("f", *args[1:]))
room = Room()
"""
)
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
TAKING_FEWER = [
    entry
    for entry in [*WRAPPERS, *DECLARED]
    if "def f(*args)" in entry.setup or "(self, *args)" in entry.setup
]
"""Those whose calls are not held to the signature that they show."""
WITHOUT_A_CLAUSE = [*FUNCTIONS, *UNCUT, *WITH_REST]
"""Those that no clause of arity speaks of."""


def _suggested(mentions: Mentions) -> list[Entry]:
    named = with_attributes(mentions, "a callable object", "class Greeter", "greeter", OBJECT)
    return [*named, *with_attributes(mentions, "a function", "class Named", "f", FUNCTION_LIKE_IT)]


OBJECT = """
    def __call__(self, a, b): calls.append(("f", a, b))
greeter = Greeter()"""
FUNCTION_LIKE_IT = """
def f(a, b): calls.append(("f", a, b))
vars(f).update((name, yes) for name, yes in vars(Named).items() if name[0] != "_")"""
CALLBACKS = Catalogue([*CUT, *UNCUT, *WITH_REST, *FALSY], _suggested)
FUNCTION, METHOD = FUNCTIONS[0], METHODS[0]
FEW = [FUNCTION, METHOD, CLASSES[0], OBJECTS[1], PARTIALS[0], WRAPPERS[0], UNCUT[0]]
"""Where callbacks are not what a clause is about."""
