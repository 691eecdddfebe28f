"""Formats source text: a statement on each line, blank lines, double quotes."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

SINGLE_QUOTED = re.compile(r"([a-zA-Z]*)'([^'\"\\]*(?:\\[^'\"][^'\"\\]*)*)'")
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
INDENT = "    "


def unindented(source: str) -> str:
    """Return source text without the indentation that all of its lines have."""
    return textwrap.dedent(source).strip() if source[:1].isspace() else source.rstrip()


def statements(source: str) -> Iterator[str]:
    """Yield the source text of each statement, with its decorators."""
    lines = source.splitlines()
    for node in ast.parse(source).body:
        yield "\n".join(lines[first_line(node) - 1 : node.end_lineno])


def first_line(node: ast.stmt) -> int:
    """Return the number of the line where a statement begins, with its decorators."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)])


def formatted(source: str) -> str:
    """Return formatted source text; comments between statements are left out."""
    lines = double_quoted(source).splitlines()
    return "\n".join(_Layout(lines).block(ast.parse(source).body, "\n" * 2))


def double_quoted(source: str) -> str:
    """Return source text with strings in double quotes where that needs no escapes."""
    lines = [line.encode() for line in source.splitlines()]
    for node in _strings(ast.parse(source)):
        line, first, last = node.lineno - 1, node.col_offset, node.end_col_offset
        text = lines[line][first:last].decode()
        match = SINGLE_QUOTED.fullmatch(text)
        if match:
            quoted = f'{match[1]}"{match[2]}"'.encode()
            lines[line] = lines[line][:first] + quoted + lines[line][last:]
    return "\n".join(line.decode() for line in lines)


def _strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Return the string constants outside of f-strings."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)):
            yield node
        elif not isinstance(node, ast.JoinedStr):
            yield from _strings(node)


class _Layout:
    """Formats the statements of a text.

    Args:
        lines: The lines of the text. Columns in a syntax tree count the bytes of a line.

    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = [line.encode() for line in lines]

    def block(self, statements: Sequence[ast.stmt], gap: str = "\n") -> list[str]:
        """Return the lines of some statements; definitions have a gap before and after them."""
        lines: list[str] = []
        after_definition = False
        for number, statement in enumerate(statements):
            is_definition = isinstance(statement, DEFINITIONS)
            if number and (is_definition or after_definition):
                lines += [""] * len(gap)
            lines += self._statement(statement)
            after_definition = is_definition
        return lines

    def _statement(self, node: ast.stmt) -> list[str]:
        if not hasattr(node, "body"):
            return self._text(_start(node), _end(node)).splitlines()
        lines = []
        for decorator in getattr(node, "decorator_list", ()):
            lines.append(f"@{self._text(_start(decorator), _end(decorator))}")
        lines += self._suite((node.lineno, node.col_offset), node.body)
        for handler in getattr(node, "handlers", ()):
            lines += self._suite(_start(handler), handler.body)
        otherwise = getattr(node, "orelse", ())
        if otherwise and self._text(_start(otherwise[0]), _end(otherwise[0])).startswith("elif"):
            lines += self._statement(otherwise[0])
        elif otherwise:
            lines += ["else:", *self._indented(otherwise)]
        finally_ = getattr(node, "finalbody", ())
        if finally_:
            lines += ["finally:", *self._indented(finally_)]
        return lines

    def _suite(self, start: tuple[int, int], body: Sequence[ast.stmt]) -> list[str]:
        header = self._text(start, _start(body[0])).rstrip()
        return [*header.splitlines(), *self._indented(body)]

    def _indented(self, body: Sequence[ast.stmt]) -> list[str]:
        return [INDENT + line if line else "" for line in self.block(body)]

    def _text(self, start: tuple[int, int], end: tuple[int, int]) -> str:
        """Return the text between two places, with the indentation of its first line removed."""
        (first, left), (last, right) = start, end
        lines = self._lines[first - 1 : last]
        lines[-1] = lines[-1][:right]
        lines[0] = b" " * left + lines[0][left:]
        return "\n".join(line[left:].decode() for line in lines)


def _start(node: Any) -> tuple[int, int]:
    """Return the place where a node begins, with its decorators."""
    decorators = getattr(node, "decorator_list", ())
    if decorators:
        return decorators[0].lineno, decorators[0].col_offset - 1
    return node.lineno, node.col_offset


def _end(node: Any) -> tuple[int, int]:
    return node.end_lineno, node.end_col_offset
