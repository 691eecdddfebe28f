"""What of the four methods a fake has, and steps that get along with that.

`on` and `once` have two forms, with a callback and as a decorator, of which a fake may lack one.
"""

from __future__ import annotations

import ast
import functools
import inspect
import itertools
from collections.abc import Callable, Iterator
from typing import Any

METHODS = ("on", "once", "off", "emit")
FORMS = ("with a callback", "as a decorator")
WITH_A_CALLBACK, AS_A_DECORATOR = (f"on {form}" for form in FORMS)


def lacking(emitter: object) -> tuple[str, ...]:
    """Return the methods, and forms of methods, that an emitter lacks."""
    found = []
    for name in ("on", "once"):
        method = getattr(emitter, name, None)
        for form, arguments in zip(FORMS, [("joined", print), ("joined",)]):
            if not callable(method) or not _takes(method, *arguments):
                found.append(f"{name} {form}")
    for name in ("off", "emit"):
        if not callable(getattr(emitter, name, None)):
            found.append(name)
    return tuple(found)


def _takes(method: Callable[..., Any], *arguments: object) -> bool:
    """Return whether arguments fit a method, as far as its signature is known."""
    try:
        signature = inspect.signature(method)
    except Exception:
        return True
    try:
        signature.bind(*arguments)
    except TypeError:
        return False
    return True


@functools.lru_cache(maxsize=8192)
def uses(steps: str) -> frozenset[str]:
    """Return the methods, and forms of methods, that steps call."""
    tree = ast.parse(steps)
    called = {id(each.func): each for each in ast.walk(tree) if isinstance(each, ast.Call)}
    used = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("on", "once"):
            call = called.get(id(node))
            used.add(f"{node.attr} {FORMS[call is not None and _is_decorator(call)]}")
        elif isinstance(node, ast.Attribute) and node.attr in ("off", "emit"):
            used.add(node.attr)
        elif isinstance(node, ast.Constant) and "getattr" in steps:
            if node.value in ("on", "once"):
                used.add(f"{node.value} {FORMS[0]}")
            elif node.value in ("off", "emit"):
                used.add(str(node.value))
    return frozenset(used)


def _is_decorator(call: ast.Call) -> bool:
    """Return whether a call of `on` or `once` has an event and nothing else."""
    given = [*call.args, *call.keywords]
    return len(given) == 1 and not isinstance(given[0], ast.Starred)


@functools.lru_cache(maxsize=8192)
def adapted(steps: str, lacks: tuple[str, ...]) -> str:
    """Return steps that register by a decorator where an emitter has no other way.

    `emitter.on(event, callback)` is `emitter.on(event)(callback)` then.
    """
    if WITH_A_CALLBACK not in lacks:
        return steps
    text = steps.encode()  # the offsets of a syntax tree count bytes
    for comma in sorted(_commas(ast.parse(steps), text), reverse=True):
        text = text[:comma] + b")(" + text[comma + 1 :].lstrip(b" ")
    return text.decode()


def _commas(tree: ast.AST, text: bytes) -> Iterator[int]:
    """Yield the place of the comma in each call of `on` with an event and a callback."""
    lines = [0, *itertools.accumulate(map(len, text.splitlines(keepends=True)))]
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "on"
            and len(node.args) == 2
            and not any(isinstance(each, ast.Starred) for each in node.args)
        ):
            event = node.args[0]
            assert event.end_lineno is not None
            assert event.end_col_offset is not None
            yield text.index(b",", lines[event.end_lineno - 1] + event.end_col_offset)


def by_decorators(make: Callable[[], Any]) -> Callable[[], Any]:
    """Return a function that makes emitters whose `on` registers by the decorator of others."""
    return lambda: _ByDecorator(make())


class _ByDecorator:
    """An emitter whose `on` registers by the decorator of another one."""

    def __init__(self, emitter: Any) -> None:
        self._emitter = emitter

    def on(self, event: object, callback: object) -> object:
        """Register a callback."""
        return self._emitter.on(event)(callback)

    def __getattr__(self, name: str) -> Any:
        """Return a method of the emitter."""
        return getattr(self._emitter, name)
