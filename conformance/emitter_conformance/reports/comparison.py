"""Several candidates side by side: the clauses where they differ first."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from emitter_spec import Clause

from emitter_conformance.verdict.verdict import Outcome, Result, Verdict

from .sentences import count, level, some, wrapped

MARKS = {
    Outcome.KEPT: ".",
    Outcome.BROKEN: "x",
    Outcome.UNSUPPORTED: "u",
    Outcome.TIMEOUT: "!",
    Outcome.CRASH: "!",
    Outcome.EXIT: "!",
    Outcome.NOT_RUN: "?",
    Outcome.NOT_ASKED: "-",
}
WAIVED = "w"
LEGEND = ". kept  x broken  u unsupported  ! did not end  w waived  ? not run  - not asked"


@dataclass(frozen=True)
class Row:
    """One clause and what became of it.

    Attributes:
        clause: The clause.
        results: The result of each candidate.

    """

    clause: Clause
    results: tuple[Result, ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """One character for each candidate."""
        return tuple(
            WAIVED if result.waiver is not None else MARKS[result.outcome]
            for result in self.results
        )

    @property
    def differs(self) -> bool:
        """Whether the candidates differ; one that is not asked does not count."""
        asked = {mark for mark in self.marks if mark != MARKS[Outcome.NOT_ASKED]}
        return len(asked) > 1


def rows(verdicts: Sequence[Verdict]) -> list[Row]:
    """Return a row for each clause, those where the candidates differ first."""
    every = [
        Row(results[0].clause, results) for results in zip(*(each.results for each in verdicts))
    ]
    return sorted(every, key=lambda row: not row.differs)


def letters(number: int) -> list[str]:
    """Return the heads of so many columns: a, b, c ..., z, aa, ab ..."""
    heads = list(string.ascii_lowercase)
    while len(heads) < number:
        heads += [first + last for first in heads for last in string.ascii_lowercase]
    return heads[:number]


def lines(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Return the comparison, 80 columns wide for up to 13 candidates; no line for one."""
    if len(verdicts) < 2:
        return
    heads = letters(len(verdicts))
    width = len(heads[-1])
    for head, verdict in zip(heads, verdicts):
        yield f"{head:>{width}}  {verdict.candidate.title}: {verdict.ruling.value}"
    every = rows(verdicts)
    differing = [row for row in every if row.differs]
    if differing:
        yield ""
        ids = max(len(row.clause.id) for row in differing)
        title = "clauses where they differ"
        yield f"{title:<{ids + 7}} " + " ".join(f"{head:>{width}}" for head in heads)
        for row in differing:
            marks = " ".join(f"{mark:>{width}}" for mark in row.marks)
            yield f"{row.clause.id:<{ids}} {level(row.clause, verdicts[0].terms):<6} {marks}"
        yield LEGEND
    same = [row for row in every if not row.differs]
    kept = [row.clause for row in same if MARKS[Outcome.KEPT] in row.marks]
    yield f"kept by all: {count(kept)}"
    for word, mark in (
        ("broken", MARKS[Outcome.BROKEN]),
        ("unsupported", MARKS[Outcome.UNSUPPORTED]),
        ("timeout, crash or exit", MARKS[Outcome.CRASH]),
        ("waived", WAIVED),
        ("not run", MARKS[Outcome.NOT_RUN]),
    ):
        clauses = [row.clause for row in same if mark in row.marks]
        if clauses:
            yield from wrapped(f"{word} in all: {some(clauses)}", "", "  ")
