"""What the judge goes by, and what it says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    """What decides where the specification has levels and editions.

    Attributes:
        ordered: Whether callbacks run in the order of registration (edition 1.2).
        strict: Whether SHOULD binds.
        waived: The ids of clauses that may be broken: where it is clear how a trace goes on
            behind them it is followed further, so that they hide no other.

    """

    ordered: bool = False
    strict: bool = False
    waived: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rejection:
    """Why a trace is not allowed.

    Attributes:
        clause: The id of the clause that is broken.
        entry: The place in the trace where that shows.
        expected: What may come there.
        actual: What came.

    """

    clause: str
    entry: int
    expected: str
    actual: str


class Rejected(Exception):
    """A trace cannot be understood in this way."""

    def __init__(self, clause: str, expected: str, actual: str) -> None:
        super().__init__(clause)
        self.clause, self.expected, self.actual = clause, expected, actual
