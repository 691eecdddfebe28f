"""Programs that use LiveKit's packages: a check writes one for each case."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Callable

from emitter_conformance.checks.formatting import statements

from . import packages

MADE = "emitter = "
"""How a case begins that is about one of LiveKit's objects."""


@dataclass(frozen=True)
class Case:
    """A program of statements, of which any may await.

    Attributes:
        source: The source text.

    """

    source: str

    @property
    def statements(self) -> list[str]:
        """The source of each statement."""
        return [*statements(self.source)]

    def is_about(self, steps: Sequence[str]) -> bool:
        """Return whether a case that ended at some steps shows anything about its clause.

        That an object can be made is a clause of its own, whose cases consist of that.
        """
        first, *others = self.statements
        return not (others and first.startswith(MADE) and list(steps) == [first])


class DropInProgram:
    """The cases of a check.

    The statements find the names of `packages`, and `EventEmitter`, the candidate, which is in the
    place of LiveKit's own class. A case is broken by its first statement that raises.

    Attributes:
        cases: The cases.

    """

    def __init__(self) -> None:
        self.cases: list[Case] = []

    def write(self, text: str) -> None:
        """Add a case."""
        self.cases.append(Case(textwrap.dedent(text).strip("\n")))

    def write_for_each_class(self, text: str) -> None:
        """Add a case for each of LiveKit's classes, whose object is `emitter`."""
        for factory in packages.FACTORIES:
            self.write(f"emitter = {factory.__name__}()\n{textwrap.dedent(text).strip()}")


DropInCheck = Callable[[DropInProgram], None]


def cases_of(check: DropInCheck) -> list[Case]:
    """Return the cases of a check."""
    program = DropInProgram()
    check(program)
    return program.cases
