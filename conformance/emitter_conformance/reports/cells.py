"""The table of clauses and candidates that a page shows: columns, cells and rows.

Only what follows from verdicts is here; the templates decide how it looks.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from emitter_spec import Clause, Level

from emitter_conformance.verdict.common_causes import ranked
from emitter_conformance.verdict.verdict import Outcome, Result, Ruling, Verdict

from . import sentences


class CellState(enum.Enum):
    """What became of a clause, as far as it matters for the verdict."""

    BROKEN = "broken"
    LOOSE = "broken, not binding"
    WAIVED = "waived"
    KEPT = "kept"
    OPEN = "open"
    NOT_RUN = "not run"
    NOT_ASKED = "not asked"

    @property
    def legend(self) -> str:
        """The state in words that tell it from all others."""
        return "broken, binding" if self is CellState.BROKEN else self.value

    @property
    def style(self) -> str:
        """The name of the state in the style of the page."""
        return self.name.lower().replace("_", "-")


OUTCOMES = {Outcome.NOT_RUN: CellState.NOT_RUN, Outcome.NOT_ASKED: CellState.NOT_ASKED}


@dataclass(frozen=True)
class Column:
    """One candidate of the table.

    Attributes:
        number: Its number on the page.
        name: Its name, without the end that all names share.
        verdict: The verdict on the candidate.

    """

    number: int
    name: str
    verdict: Verdict

    @property
    def title(self) -> str:
        """The whole name of the candidate, and its version if it is known."""
        return self.verdict.candidate.title

    @property
    def anchor(self) -> str:
        """The id of the element with the verdict."""
        return f"verdict-{self.number}"

    @property
    def mark(self) -> str:
        """A sign for the ruling."""
        if self.verdict.ruling in (Ruling.NO_VERDICT, Ruling.INCOMPLETE):
            return "?"
        return "\N{CHECK MARK}" if self.verdict.ruling.is_green else "\N{BALLOT X}"

    @property
    def state(self) -> CellState:
        """The state of a clause whose colour the ruling has; that of NO VERDICT is not green."""
        if self.verdict.ruling is Ruling.NO_VERDICT:
            return CellState.NOT_RUN
        return CellState.KEPT if self.verdict.ruling.is_green else CellState.BROKEN

    @property
    def ruling(self) -> tuple[str, str]:
        """The word of the ruling, and the text after it."""
        word, _, rest = sentences.ruling(self.verdict).partition(": ")
        return word, rest

    @property
    def wrong(self) -> str:
        """What is wrong with the candidate, on one line, or ""."""
        broken = [cell.result.clause for cell in self.cells_of(CellState.BROKEN)]
        if self.verdict.ruling is Ruling.NOT_CONFORMANT:
            return f"{sentences.count(broken)} broken"
        if self.verdict.ruling in (Ruling.CONFORMANT, Ruling.WAIVED):
            loose = [cell.result.clause for cell in self.cells_of(CellState.LOOSE)]
            words = [sentences.count(self.verdict.waived()) + " waived"] * bool(
                self.verdict.waived()
            )
            words += [f"{sentences.count(loose)} broken, not binding"] * bool(loose)
            return ", ".join(words)
        return self.ruling[1]

    def cell(self, clause: Clause) -> Cell:
        """Return the cell of a clause."""
        return self._cells[clause.id]

    def cells_of(self, state: CellState) -> list[Cell]:
        """Return the cells of a state, those that explain most first."""
        results = [cell.result for cell in self._cells.values() if cell.state is state]
        return [self._cells[result.clause.id] for result in ranked(results)]

    @property
    def failed(self) -> list[Cell]:
        """The cells with a failure to show, those that decide first."""
        states = (CellState.BROKEN, CellState.WAIVED, CellState.LOOSE)
        cells = [cell for state in states for cell in self.cells_of(state)]
        return [cell for cell in cells if cell.result.failure is not None]

    @property
    def anchors(self) -> dict[str, str]:
        """The ids of the elements with failures, by clause."""
        return {clause: cell.anchor for clause, cell in self._cells.items() if cell.failures}

    @property
    def chapters(self) -> dict[str, Counter[CellState]]:
        """How many clauses of each chapter are in each state."""
        counted: dict[str, Counter[CellState]] = {}
        for clause, cell in self._cells.items():
            counted.setdefault(clause.partition(".")[0], Counter())[cell.state] += 1
        return counted

    @cached_property
    def _cells(self) -> dict[str, Cell]:
        return {each.clause.id: Cell(self, self._shown(each)) for each in self.verdict.results}

    def _shown(self, result: Result) -> Result:
        """Return a result as it is shown: as an observation where it is no more."""
        if not self.verdict.terms.only_observe(result):
            return result
        return replace(result, outcome=Outcome.KEPT, failure=None)


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
    def state(self) -> CellState:
        """What became of the clause."""
        result = self.result
        if result.waiver is not None:
            return CellState.WAIVED
        if result.outcome.is_broken:
            binds = self.column.verdict.terms.bind(result.clause)
            return CellState.BROKEN if binds else CellState.LOOSE
        is_observed = result.clause.level is Level.OPEN or result.observation != ""
        is_open = is_observed and result.outcome is Outcome.KEPT
        return CellState.OPEN if is_open else OUTCOMES.get(result.outcome, CellState.KEPT)

    @property
    def word(self) -> str:
        """The outcome, in words."""
        if self.result.outcome.is_broken and self.state is not CellState.WAIVED:
            loose = ", not binding" * (self.state is CellState.LOOSE)
            return self.result.outcome.value + loose
        return self.state.value

    @property
    def outcome(self) -> CellState | Outcome:
        """What the candidate did, whether or not it decides."""
        lasting = [CellState.WAIVED, CellState.NOT_ASKED]
        if self.result.clause.draft:
            lasting.append(CellState.OPEN)
        return self.state if self.state in lasting else self.result.outcome

    @property
    def note(self) -> str:
        """The observation, or the reason of the outcome."""
        return self.result.observation or self.result.reason

    @property
    def anchor(self) -> str:
        """The id of the element of the page with the details."""
        clause = self.result.clause.id
        return f"{clause}/{self.column.number}" if self.result.failure is not None else clause

    @property
    def weight(self) -> str:
        """The level of the clause, or the edition that has it if the deciding one does not."""
        return sentences.level(self.result.clause, self.column.verdict.terms)

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
        outcomes = {each.outcome for each in self.cells}
        return len(outcomes - {CellState.NOT_ASKED}) > 1

    @property
    def groups(self) -> list[list[Cell]]:
        """The candidates, grouped by equal outcome, note and waiver."""
        groups: dict[object, list[Cell]] = {}
        for each in self.cells:
            key = (each.word, each.note, each.result.waiver)
            groups.setdefault(key, []).append(each)
        return list(groups.values())


def rows(candidates: Sequence[Column], clauses: Iterable[Clause]) -> list[ClauseRow]:
    """Return the row of each clause."""
    return [
        ClauseRow(clause, tuple(each.cell(clause) for each in candidates)) for clause in clauses
    ]


def columns(verdicts: Sequence[Verdict]) -> list[Column]:
    """Return a column for each verdict."""
    named = zip(short_names(verdicts), verdicts)
    return [Column(number, *each) for number, each in enumerate(named, 1)]


def short_names(verdicts: Sequence[Verdict]) -> list[str]:
    """Return the names of candidates, without `:EventEmitter` if all of them end with it.

    The version is added where the names would be equal.
    """
    parts = [verdict.candidate.name.rpartition(":") for verdict in verdicts]
    tails = {tail for _, _, tail in parts}
    is_enough = len(parts) > 1 and len(tails) == 1
    names = [head if is_enough else head + colon + tail for head, colon, tail in parts]
    return [
        name if names.count(name) == 1 else f"{name} {verdict.candidate.version}".rstrip()
        for name, verdict in zip(names, verdicts)
    ]
