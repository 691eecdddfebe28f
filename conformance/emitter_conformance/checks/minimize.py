"""Makes what fails small, as long as it fails in the same way."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterable, Iterator
from typing import Callable, TypeVar

from .formatting import first_line

T = TypeVar("T")
Item = TypeVar("Item")
BODIES = ("body", "orelse", "finalbody")


def simplest(
    thing: T, simpler: Callable[[T], Iterable[T]], fails: Callable[[T], bool], attempts: int = 500
) -> T:
    """Return a thing of which no simpler one fails.

    Args:
        thing: The value that fails.
        simpler: Function that returns values that are a little simpler, the simplest first.
        fails: Function that returns whether a value fails in the same way.
        attempts: The largest number of values to try.

    """
    found = True
    while found:
        found = False
        for other in simpler(thing):
            if not attempts:
                return thing
            attempts -= 1
            if fails(other):
                thing, found = other, True
                break
    return thing


def shorter(items: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
    """Yield the items without half of them, then without a quarter, at last without one."""
    size = len(items) // 2 or len(items)
    while size:
        for place in range(len(items) - size, -1, -size):
            yield items[:place] + items[place + size :]
        size //= 2


def shorter_source(source: str) -> Iterator[str]:
    """Yield a statement without one of the statements in it, or one of the items of a list."""
    lines = source.encode().splitlines(keepends=True)
    starts = [0, *itertools.accumulate(map(len, lines))]

    def without(first: tuple[int, int], last: tuple[int, int]) -> str:
        begin, end = (starts[line - 1] + column for line, column in (first, last))
        return (source.encode()[:begin] + source.encode()[end:]).decode()

    for node in ast.walk(ast.parse(source)):
        for name in BODIES:
            body = getattr(node, name, None)
            if not isinstance(node, ast.Module) and isinstance(body, list) and len(body) > 1:
                for each in body:
                    first = first_line(each)
                    if source.splitlines()[first - 1][: each.col_offset].strip() == "":
                        yield without((first, 0), (each.end_lineno + 1, 0))
        if isinstance(node, ast.List) and len(node.elts) > 1:
            for one, other in zip(node.elts, node.elts[1:]):
                yield without(_start(one), _start(other))
            yield without(_end(node.elts[-2]), _end(node.elts[-1]))


def _start(node: ast.expr) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _end(node: ast.expr) -> tuple[int, int]:
    return node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
