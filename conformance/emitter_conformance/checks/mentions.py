"""What the source of a candidate mentions: its numbers, texts, attributes and exceptions.

A mistake that shows at a limit, with one event or with one exception is written down where it is
made. The catalogues try what is found there beside what they have for all candidates.
"""

from __future__ import annotations

import ast
import functools
import operator
import sys
import tokenize
from collections.abc import Iterable, Iterator
from typing import Callable, NamedTuple, TypeVar

T = TypeVar("T")
MOST = 40
"""How many of each kind are tried."""
LONGEST_TEXT, HIGHEST = 100, 5000
COMPUTED: dict[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: operator.add,
    ast.Mult: operator.mul,
    ast.Pow: pow,
}


class Mentions(NamedTuple):
    """What a source file mentions, each once.

    Attributes:
        counts: The numbers up to 5000 and their successors, at which a limit would show.
        texts: The short texts that are not documentation.
        attributes: The public names of attributes.
        exceptions: The exceptions that are not built in, as module and name.

    """

    counts: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    exceptions: tuple[tuple[str, str], ...] = ()


@functools.lru_cache(maxsize=16)
def mentions(file: str) -> Mentions:
    """Return what a source file mentions: nothing if it cannot be read as Python.

    Args:
        file: The path of the file, or "".

    """
    try:
        with tokenize.open(file) as opened:
            source = opened.read()
        tree = ast.parse(source)
    except (OSError, SyntaxError, ValueError, RecursionError):
        return Mentions()
    numbers = _first(each for each in _numbers(tree) if 1 < each < HIGHEST)
    texts = [text for text in _texts(tree) if len(text) <= LONGEST_TEXT]
    names = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)] + texts
    return Mentions(
        tuple(sorted({each + more for each in numbers for more in (0, 1)})),
        _first(texts),
        _first(each for each in names if each.isidentifier() and each[0] != "_"),
        _first(_exceptions(tree)),
    )


def _first(found: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(found))[:MOST]


def _numbers(tree: ast.AST) -> Iterator[int]:
    """Yield the numbers, and the values of expressions of two, such as `2**8`."""
    for node in ast.walk(tree):
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(node, ast.BinOp) and type(node.op) in COMPUTED:
            one, other = (
                each.value if isinstance(each, ast.Constant) else None
                for each in (node.left, node.right)
            )
            if type(one) is type(other) is int and max(one, other) < HIGHEST:
                value = COMPUTED[type(node.op)](one, other)
        if type(value) is int:
            yield value


def _texts(tree: ast.AST) -> Iterator[str]:
    """Yield the texts, without documentation."""
    nodes = [*ast.walk(tree)]
    alone = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def _exceptions(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the exceptions among the names and attributes of imported modules."""
    modules: dict[str, str] = {}
    names: dict[str, tuple[str, str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules.update((each.asname or each.name, each.name) for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            places = [(node.module, each.name) for each in node.names]
            names.update(zip((each.asname or each.name for each in node.names), places))
    for node in ast.walk(tree):
        place = None
        if isinstance(node, ast.Name):
            place = names.get(node.id)
        elif isinstance(node, ast.Attribute):
            place = (modules.get(ast.unparse(node.value), ""), node.attr)
        if place and _is_exception(*place):
            yield place


def _is_exception(module: str, name: str) -> bool:
    """Return whether an imported module has an exception of a name that is made of one text."""
    kind = vars(sys.modules.get(module, ast)).get(name)
    if not isinstance(kind, type) or not issubclass(kind, Exception) or issubclass(kind, TypeError):
        return False
    try:
        return isinstance(kind("no seat"), kind)
    except Exception:
        return False
