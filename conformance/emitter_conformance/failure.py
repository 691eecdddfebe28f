"""What a broken clause shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Failure:
    """What a broken clause shows.

    Attributes:
        steps: Source lines, up to the last one that ran.
        expected: What the clause asks for.
        actual: What was seen.
        where: Place in the candidate's code where an unexpected exception was raised, or "".
        program: The same as source text that ends with the exit code 1; see `reproducer`.
        by_programs: Whether the search for programs found it, not the check of the clause.
        script: The program as a script of its own, or "" if none was made.

    """

    steps: tuple[str, ...]
    expected: str
    actual: str
    where: str = ""
    program: str = ""
    by_programs: bool = False
    script: str = ""
