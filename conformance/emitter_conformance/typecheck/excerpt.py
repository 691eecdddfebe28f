"""The part of a program that one of its lines needs."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import Union

from emitter_conformance.checks.formatting import DEFINITIONS, first_line

Definition = Union[ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef]


def excerpt(source: str, number: int) -> tuple[str, ...]:
    """Return a line of a program, and the lines that define the names it needs.

    Args:
        source: The program: imports, definitions, assignments and calls.
        number: The number of the line, from 1 on.

    """
    tree, lines = ast.parse(source), source.splitlines()
    kept, names = set[int](), set[str]()
    before = -1
    while before < len(kept):
        before = len(kept)
        for part in _needed(tree.body, number, names):
            kept.update(range(*part.lines))
            names |= part.names
    return tuple(_joined(lines, kept))


class _Part:
    """Statements, or the head of one, with the names that they use.

    Args:
        first: The first line.
        end: The line after the last one.
        nodes: All that stands in these lines.

    """

    def __init__(self, first: int, end: int, nodes: Iterable[ast.AST]) -> None:
        self.lines = first, end
        inner = [each for node in nodes for each in ast.walk(node)]
        self.names = {each.id for each in inner if isinstance(each, ast.Name)}
        self.names |= {each.attr for each in inner if isinstance(each, ast.Attribute)}
        self.names -= {each.arg for each in inner if isinstance(each, ast.arg)}


def _needed(body: Iterable[ast.stmt], number: int, names: set[str]) -> Iterator[_Part]:
    for statement in body:
        first, end = first_line(statement), (statement.end_lineno or 0) + 1
        if not first <= number < end:
            if _bound(statement) & names:
                yield _Part(first, end, [statement])
        elif isinstance(statement, DEFINITIONS) and _is_parted(statement, number):
            head = [each for each in ast.iter_child_nodes(statement) if each not in statement.body]
            yield _Part(first, first_line(statement.body[0]), head)
            yield from _needed(statement.body, number, names)
        else:
            yield _Part(first, end, [statement])


def _is_parted(definition: Definition, number: int) -> bool:
    """Return whether a definition has statements below its head that the line does not need."""
    is_below = number >= first_line(definition.body[0]) > definition.lineno
    return is_below or isinstance(definition, ast.ClassDef)


def _bound(statement: ast.stmt) -> set[str]:
    """Return the names that a statement defines."""
    if isinstance(statement, DEFINITIONS):
        return {statement.name}
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return {each.asname or each.name for each in statement.names}
    nodes = ast.walk(statement)
    return {
        each.id for each in nodes if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
    }


def _joined(lines: Iterable[str], kept: set[int]) -> Iterator[str]:
    """Yield the lines that are kept, and one empty line for each gap that has one."""
    is_apart = is_begun = False
    for number, line in enumerate(lines, 1):
        if number in kept:
            if is_apart and is_begun:
                yield ""
            yield line.rstrip()
            is_apart, is_begun = False, True
        is_apart = is_apart or not line
