"""Source text of a check that is run: its steps, and sentences about what they left."""

from __future__ import annotations

import ast
import functools
import itertools
import re
from types import CodeType
from typing import Any, NamedTuple

from emitter_conformance.candidate.places import STEPS_FILE
from emitter_conformance.core import describe

from . import reproducer
from .formatting import statements, unindented

CACHED = 8192
"""The number of compiled texts that are kept: those of all checks, for the next candidate."""
STATEMENT = re.compile(
    r"(?:^@.*\n)*^[^\s#].*(?:\n(?:[ \t)\]}].*|(?:else|elif|except|finally)\b.*|$))*", re.MULTILINE
)
"""A statement, by the indentation of its lines."""


class Step(NamedTuple):
    """A statement, or several.

    Attributes:
        source: The source text.
        codes: The code of each statement.
        summary: The comment that a failure shows in place of the source, or "".

    """

    source: str
    codes: tuple[CodeType, ...]
    summary: str = ""

    @classmethod
    def of(cls, source: str) -> Step:
        """Compile a statement."""
        return cls(source, (_compiled(source),))


@functools.lru_cache(maxsize=CACHED)
def _compiled(statement: str) -> CodeType:
    return compile(statement, STEPS_FILE, "exec", dont_inherit=True)


@functools.lru_cache(maxsize=CACHED)
def cut(steps: str, is_whole: bool) -> tuple[Step, ...]:
    """Cut source text into its statements, or compile them as one step.

    Text that begins with a comment is a helper: one step, with the comment as its summary.
    """
    steps = unindented(steps)
    try:  # a statement that is cut in the middle does not compile
        parts = [Step.of(found.rstrip()) for found in STATEMENT.findall(steps)]
    except SyntaxError:
        parts = [Step.of(source) for source in statements(steps)]
    if parts and steps.startswith("#"):
        lines = itertools.takewhile(lambda line: line.startswith("#"), steps.splitlines())
        return (Step.of(steps)._replace(summary="\n".join(lines)),)
    if is_whole and parts:
        parts = [Step(steps, tuple(code for step in parts for code in step.codes))]
    return tuple(parts)


@functools.lru_cache(maxsize=1024)
def expression(source: str) -> CodeType:
    """Compile an expression on the names of steps."""
    return compile(source, "<string>", "eval", dont_inherit=True)


FIRST = Step.of(reproducer.FIRST_STEP)


class Sentence(NamedTuple):
    """A sentence with values in it.

    Attributes:
        text: The text, with `{}` in the place of each value.
        values: Source of each value, and whether it is text itself.

    """

    text: str
    values: tuple[tuple[str, bool], ...]

    @classmethod
    @functools.lru_cache(maxsize=1024)
    def read(cls, told: str) -> Sentence:
        """Return the sentence of an f-string; what it converts by `!s` is text."""
        text, values = "", []
        sentence = ast.parse(f"f'''{told}'''", mode="eval").body
        assert isinstance(sentence, ast.JoinedStr)
        for part in sentence.values:
            if isinstance(part, ast.FormattedValue):
                text += "{}"
                values.append((ast.unparse(part.value), part.conversion == ord("s")))
            else:
                text += str(ast.literal_eval(part)).replace("{", "{{").replace("}", "}}")
        return cls(text, tuple(values))

    @property
    def source(self) -> str:
        """Source of an expression that is the sentence."""
        values = [value if is_text else f"repr({value})" for value, is_text in self.values]
        return f"{self.text!r}.format({', '.join(values)})"

    def of(self, names: dict[str, Any]) -> str:
        """Return the sentence about the values that names have."""
        values = [
            (str if is_text else describe.value)(eval(expression(value), names))
            for value, is_text in self.values
        ]
        return self.text.format(*values)
