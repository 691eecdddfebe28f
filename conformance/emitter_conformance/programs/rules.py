"""The rules of the oracle, and its rejections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from emitter_spec import Specification

ORDER = "emission.order-is-registration-order"
"""The clause whose editions have an order."""
IS_CUT = "once.is-cut"
ORIGINAL_CANCELS = "once.original-cancels"
"""Clauses of the draft, which treats callbacks of `once` as those of `on`."""


@dataclass(frozen=True)
class Rules:
    """The edition, the levels and the clauses that may be broken.

    Attributes:
        ordered: Whether callbacks run in the order of registration (edition 1.2).
        strict: Whether SHOULD binds.
        relaxed: The ids of clauses that may be broken. Where the state after a broken clause is
            known, the rest of the trace is judged too, so that the clause hides no other; where it
            is not, the rest is allowed.
        once_as_on: Whether callbacks of `once` are cut, and `off` ends them (edition next).

    """

    ordered: bool = False
    strict: bool = False
    relaxed: frozenset[str] = frozenset()
    once_as_on: bool = False

    @classmethod
    def of(
        cls, specification: Specification, edition: str, strict: bool, relaxed: Iterable[str] = ()
    ) -> Rules:
        """Return the rules of an edition, by which the clauses that it lacks may be broken."""
        has = {clause.id for clause in specification.clauses(edition)}
        lacking = {clause.id for clause in specification} - has
        return cls(ORDER in has, strict, frozenset(lacking.union(relaxed)), IS_CUT in has)

    def relaxing(self, clauses: Iterable[str]) -> Rules:
        """Return rules by which some more clauses may be broken."""
        return replace(self, relaxed=self.relaxed.union(clauses))

    def binds(self, clause: str) -> bool:
        """Whether a SHOULD clause is to be kept."""
        return self.strict and clause not in self.relaxed

    def treats_as_on(self, clause: str) -> bool:
        """Whether a clause that treats `once` as `on` is to be kept."""
        return self.once_as_on and clause not in self.relaxed

    @cached_property
    def keeps_order(self) -> bool:
        """Whether an emission has to call its callbacks in the order of registration."""
        return self.ordered and ORDER not in self.relaxed


class Waived(frozenset[str]):
    """Clauses that may be broken, and which of them made a difference.

    Attributes:
        used: The ids that were asked for; without the others the same traces are allowed.

    """

    used: set[str]

    def __new__(cls, clauses: Iterable[str]) -> Waived:
        """Return clauses that have not been asked for."""
        made = super().__new__(cls, clauses)
        made.used = set()
        return made

    def __contains__(self, clause: object) -> bool:
        """Whether a clause is one of them; note that it was asked for."""
        found = super().__contains__(clause)
        if found:
            self.used.add(str(clause))
        return found


@dataclass(frozen=True)
class Rejection:
    """The reason why a trace is not allowed.

    Attributes:
        clause: The id of the clause that is broken.
        entry: The index of the entry of the trace that shows it.
        expected: The entries that are allowed there, in words.
        actual: The entry that came, in words.

    """

    clause: str
    entry: int
    expected: str
    actual: str


class Rejected(Exception):
    """A trace has no interpretation that is allowed."""

    def __init__(self, clause: str, expected: str, actual: str) -> None:
        super().__init__(clause)
        self.clause, self.expected, self.actual = clause, expected, actual
