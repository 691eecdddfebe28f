"""Finds what keeps an object alive that should be free. It serves the message of a failure only."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Mapping
from types import FrameType, ModuleType
from typing import Any

from emitter_conformance.core import describe
from emitter_conformance.core.paths import is_foreign, is_own

MOST = 20_000
"""The number of objects that are looked at below one attribute or variable."""
ENDS = (type, ModuleType)


def holder_of(thing: object, emitter: object, names: Mapping[str, object]) -> str:
    """Return the attribute or variable that leads to an object, in words.

    Args:
        thing: The object that is alive.
        emitter: The emitter that may hold it.
        names: The names of the steps, which do not count.

    """
    for name, root in _roots(emitter):
        if _leads_to(root, thing):
            return name
    mark = object()  # the arguments of the call are among the objects that PyPy returns
    for each in gc.get_referrers(thing, mark):
        own = each is names or any(other is mark for other in gc.get_referents(each))
        if not own and not issubclass(type(each), FrameType):
            return f"an object of type {describe.kind(each)}"
    return "an object that Python does not name"


def _roots(emitter: object) -> Iterator[tuple[str, object]]:
    """Yield the attributes of an emitter, of its classes, and the variables of their modules."""
    try:
        own = object.__getattribute__(emitter, "__dict__")
    except AttributeError:  # it has slots
        own = {}
    yield from [(f"emitter.{name}", value) for name, value in own.items()]
    yield "the emitter", emitter
    for each in type.mro(type(emitter)):
        namespace = _of_class("__dict__", each)
        module = sys.modules.get(str(namespace.get("__module__")))
        if module is None or is_foreign(getattr(module, "__file__", None) or "<built in>"):
            continue
        class_name = _of_class("__name__", each)
        yield from [(f"{class_name}.{name}", value) for name, value in namespace.items()]
        for name, value in [*vars(module).items()]:
            if not issubclass(type(value), ENDS):
                yield f"{name} of {module.__name__}", value


def _of_class(name: str, each: type) -> Any:
    """Return an attribute of a class, whatever its metaclass claims."""
    return type.__dict__[name].__get__(each)


def _leads_to(root: object, thing: object) -> bool:
    """Return whether references lead to an object, other than through classes and modules."""
    todo, seen = [root], {id(root)}
    while todo and len(seen) < MOST:
        each = todo.pop()
        if each is thing:
            return True
        for other in gc.get_referents(each):
            if other is thing or not (_is_end(other) or id(other) in seen):
                seen.add(id(other))
                todo.append(other)
    return False


def _is_end(thing: object) -> bool:
    """Return whether an object leads to all others: a class, a module, or a frame of the kit."""
    if type(thing) is FrameType:
        return is_own(thing.f_code.co_filename)
    return issubclass(type(thing), ENDS) or (type(thing) is dict and "__builtins__" in thing)
