"""The table of clauses and candidates that a page shows: columns, cells, counts and rows.

Only what follows from verdicts is here; the templates decide how it looks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from emitter_spec import Clause, Level

from emitter_conformance.verdict.verdict import Outcome, Result, Ruling, Verdict

from . import sentences
from .comparison import Row

OBSERVED = "observed"
WAIVED = "waived"
WORDS = (
    *("kept", OBSERVED, "broken", "unsupported", "timeout", "crash", "exit"),
    *(WAIVED, "not run", "not asked"),
)
"""What a page calls the outcomes, in the order of its filters."""

LOOSE = 1
"""How much a broken clause weighs that does not bind; see `_gravity`."""


def outcome_word(result: Result) -> str:
    """Return the word for an outcome, one of `WORDS`."""
    if result.waiver is not None:
        return WAIVED
    is_open = result.clause.level is Level.OPEN and result.outcome is Outcome.KEPT
    return OBSERVED if is_open else result.outcome.value


@dataclass(frozen=True)
class Column:
    """One candidate of the table.

    Attributes:
        key: The one or two letters of the column.
        short: The name of the candidate, without the end that all names share.
        verdict: The verdict on the candidate.

    """

    key: str
    short: str
    verdict: Verdict

    @property
    def title(self) -> str:
        """The whole name of the candidate, and its version if it is known."""
        return self.verdict.candidate.title

    @property
    def ruling(self) -> tuple[str, str]:
        """The word of the ruling, and the text after it."""
        word, _, rest = sentences.ruling(self.verdict).partition(": ")
        return word, rest

    @property
    def deciding(self) -> list[Clause]:
        """The clauses that the ruling names."""
        if self.verdict.ruling is Ruling.NOT_CONFORMANT:
            return self.verdict.broken()
        return self.verdict.waived() if self.verdict.ruling is Ruling.WAIVED else []

    @property
    def also_broken(self) -> list[Clause]:
        """The broken clauses that do not decide."""
        deciding = [*self.verdict.broken(), *self.verdict.waived()]
        return [
            result.clause
            for result in self.verdict.results
            if result.outcome.is_broken and result.clause not in deciding
        ]

    @property
    def observed(self) -> int:
        """The number of open clauses that were observed."""
        return len(self.verdict.select(Outcome.KEPT, Level.OPEN))

    @property
    def not_run(self) -> int:
        """The number of clauses that did not run."""
        not_run = self.verdict.select(Outcome.NOT_RUN)
        return sum(map(self.verdict.terms.ask, not_run))

    def conforms(self, edition: str) -> str:
        """Return whether the candidate conforms to an edition, in words."""
        return sentences.in_edition(self.verdict, edition).partition(" (")[0]

    def cell(self, clause: Clause) -> Cell:
        """Return the cell of a clause."""
        return Cell(self, self._results[clause.id])

    def count(self, clauses: Iterable[Clause], level: Level | None = None) -> Count:
        """Return the counts over clauses; with a level, over those of it that a verdict needs."""
        ask = self.verdict.terms.ask
        cells = (
            self.cell(each)
            for each in clauses
            if level is None or (level is each.level and ask(each))
        )
        return Count(tuple(each for each in cells if each.is_asked))

    @cached_property
    def _results(self) -> dict[str, Result]:
        return {result.clause.id: result for result in self.verdict.results}


@dataclass(frozen=True)
class Cell:
    """The outcome of one clause for one candidate.

    Attributes:
        column: The column of the candidate.
        result: The result of the clause.

    """

    column: Column
    result: Result

    @property
    def word(self) -> str:
        """The outcome, one of `WORDS`."""
        return outcome_word(self.result)

    @property
    def note(self) -> str:
        """The observation, or the reason of the outcome."""
        return self.result.observation or self.result.reason

    @property
    def place(self) -> str:
        """The id of the element of the page with the details."""
        clause = self.result.clause.id
        return f"{clause}/{self.column.key}" if self.result.failure is not None else clause

    @property
    def is_asked(self) -> bool:
        """Whether the figures count it: asked, not left out, in the edition that decides."""
        edition = self.column.verdict.terms.edition
        is_asked = self.result.outcome is not Outcome.NOT_ASKED and not self.result.left_out
        return is_asked and edition in self.result.clause.editions

    @property
    def binding(self) -> str:
        """Whether the verdict depends on the clause, with the reason if it does not."""
        clause, terms = self.result.clause, self.column.verdict.terms
        if clause.level is Level.OPEN:
            return "every choice conforms"
        if terms.edition not in clause.editions:
            return f"not binding: not in edition {terms.edition}"
        return "binding" if terms.bind(clause) else f"not binding: {clause.level.value}"

    @property
    def failures(self) -> list[Result]:
        """The failure of the check, and that of a program if there is one."""
        if self.result.failure is None:
            return []
        programs = self.column.verdict.programs
        found = [] if programs is None else [*programs.waived, programs.result]
        beside = [
            each
            for each in found
            if each is not None and each.clause == self.result.clause and each.failure is not None
        ]
        return [self.result, *(beside if not self.result.failure.by_programs else [])]


@dataclass(frozen=True)
class Count:
    """The counts over the clauses of one candidate.

    Attributes:
        cells: The cells of the clauses.

    """

    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        """The number of kept clauses, of those that were asked."""
        kept = sum(each.result.outcome is Outcome.KEPT for each in self.cells)
        return f"{kept}/{len(self.cells)}" if self.cells else "none"

    @cached_property
    def faults(self) -> list[Cell]:
        """The clauses that are not kept, the worst first."""
        faults = [each for each in self.cells if each.result.outcome is not Outcome.KEPT]
        return sorted(faults, key=_gravity)

    @property
    def words(self) -> str:
        """The number of clauses with each outcome other than kept, in words."""
        words = [each.word for each in self.faults]
        return ", ".join(f"{words.count(word)} {word}" for word in dict.fromkeys(words))

    @property
    def state(self) -> str:
        """The worst outcome; `loose` if the clause is broken and does not bind."""
        if not self.faults:
            return "kept" if self.cells else "not asked"
        worst = self.faults[0]
        return "loose" if _gravity(worst) == LOOSE else worst.word

    @property
    def place(self) -> str:
        """The id of the element with the first broken clause, or ""."""
        broken = [each for each in self.faults if each.result.outcome.is_broken]
        return broken[0].place if broken else ""


def _gravity(cell: Cell) -> int:
    """Return a sort key: 0 for a clause that decides, more for one that weighs less."""
    if not cell.result.outcome.is_broken:
        return 3
    if cell.result.waiver is not None:
        return 2
    return 0 if cell.column.verdict.terms.bind(cell.result.clause) else LOOSE


@dataclass(frozen=True)
class ClauseRow:
    """The outcomes of one clause for all candidates.

    Attributes:
        clause: The clause.
        cells: The cell of each candidate.

    """

    clause: Clause
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Whether the candidates differ; one that is not asked does not count."""
        return Row(self.clause, tuple(each.result for each in self.cells)).differs

    @property
    def groups(self) -> list[list[Cell]]:
        """The candidates, grouped by equal outcome, note and waiver."""
        groups: dict[object, list[Cell]] = {}
        for each in self.cells:
            key = (each.word, each.note, each.result.waiver)
            groups.setdefault(key, []).append(each)
        return list(groups.values())

    @property
    def bindings(self) -> dict[str, list[Cell]]:
        """The candidates, grouped by the words of `Cell.binding`."""
        bindings: dict[str, list[Cell]] = {}
        for each in self.cells:
            bindings.setdefault(each.binding, []).append(each)
        return bindings
