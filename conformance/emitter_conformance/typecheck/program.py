"""Programs for a type checker: a check writes one, and the errors of mypy are judged."""

from __future__ import annotations

import keyword
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Callable

from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.verdict.failure import Failure

from .excerpt import excerpt

REFUSED = "# refused"
"""How a line ends that has to be refused."""
REFUSALS = ("arg-type", "assignment", "call-arg", "call-overload")
"""The codes of errors that are about arguments and their types."""
SETTING = 'disable-error-code="import-untyped"'
"""How mypy reads a program that is not about what is untyped."""
UNSEEN = ("attr-defined", "import-not-found", "name-defined", "valid-type")
"""The codes of errors that tell that a type checker does not find the class."""
AN_ERROR = "mypy refuses the arguments of {}"
NO_ERROR = "mypy accepts {}"


@dataclass(frozen=True)
class Message:
    """An error that a type checker reports.

    Attributes:
        line: The line of the program, from 1 on.
        text: The text of the error.
        code: The code of the error, such as `"arg-type"`, or "".

    """

    line: int
    text: str
    code: str

    def __str__(self) -> str:
        return f"error: {self.text}  [{self.code}]"


class TypedProgram:
    """A program that a check writes, with `Any`, `Literal` and the candidate imported.

    Args:
        candidate: The candidate to import; see `unnamed`.

    Attributes:
        setting: The settings of mypy, in the form of its comments in files.

    """

    def __init__(self, candidate: Candidate) -> None:
        self.setting = SETTING
        self._imports = ["from typing import Any, Literal", "", *imported(candidate)]
        self._parts: list[str] = []

    def write(self, text: str) -> None:
        """Add lines; those that have to be refused end with `REFUSED`."""
        self._parts.append(textwrap.dedent(text).strip("\n").rstrip())

    @property
    def source(self) -> str:
        """The whole program."""
        lines = [f"# mypy: {self.setting}", *self._imports, "", *self._parts]
        return "\n".join(lines) + "\n"

    def failure(self, messages: Sequence[Message]) -> Failure | None:
        """Return the failure that the errors of a type checker show, or None.

        Args:
            messages: The errors, in any order.

        Returns:
            The first wrong line with what is wrong, or None.

        """
        for number, line in enumerate(self.source.splitlines(), 1):
            here = [message for message in messages if message.line == number]
            if not line.endswith(REFUSED):
                if here:
                    return self._failure(number, NO_ERROR, str(here[0]))
            elif not any(message.code in REFUSALS for message in here):
                actual = str(here[0]) if here else "no error"
                return self._failure(number, AN_ERROR, actual)
        return None

    def _failure(self, number: int, expected: str, actual: str) -> Failure:
        settings, *lines = self.source.splitlines()
        line = _unmarked(lines[number - 2]).strip()
        shown = [settings] if self.setting != SETTING else []
        steps = (*shown, *map(_unmarked, excerpt(self.source, number)))
        return Failure(steps, expected.format(line), actual, program=self.source)


def _unmarked(line: str) -> str:
    """Return a line without the mark, which is no word about what the type checker did."""
    return line.partition(REFUSED)[0].rstrip()


TypedCheck = Callable[[TypedProgram], None]


def written(check: TypedCheck, candidate: Candidate) -> TypedProgram:
    """Return the program of a check, for a candidate."""
    program = TypedProgram(candidate)
    check(program)
    return program


def probe(candidate: Candidate) -> str:
    """Return a program that only imports a candidate; an error in it is that mypy finds none."""
    lines = [*imported(candidate), "", "", "def probe(emitter: EventEmitter) -> None: ..."]
    return "\n".join(lines) + "\n"


def imported(candidate: Candidate) -> list[str]:
    """Return the statements that import a candidate as `EventEmitter`."""
    first, *inner = _names(candidate)
    if inner:
        start = f"from {candidate.module} import {first} as Candidate"
        return [start, "", f"EventEmitter = {'.'.join(['Candidate', *inner])}"]
    renamed = "" if first == "EventEmitter" else " as EventEmitter"
    return [f"from {candidate.module} import {first}{renamed}"]


def unnamed(candidate: Candidate) -> str:
    """Return why no program can import a candidate by its name, or ""."""
    names = [*candidate.module.split("."), *_names(candidate)]
    if all(name.isidentifier() and not keyword.iskeyword(name) for name in names):
        return ""
    return f"no program can import {candidate.name} by its name"


def _names(candidate: Candidate) -> list[str]:
    return candidate.name.rpartition(":")[2].split(".")
