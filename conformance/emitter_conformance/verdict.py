"""The verdict: what a run says of one candidate. Every output is a view of it."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from emitter_spec import Clause, Level, Specification, Subject

from .candidate import Candidate
from .trial import Failure


class Outcome(enum.Enum):
    """What became of one clause."""

    KEPT = "kept"
    BROKEN = "broken"
    NOT_RUN = "not run"


class Ruling(enum.Enum):
    """What the run decides about a candidate."""

    CONFORMANT = "CONFORMANT"
    NOT_CONFORMANT = "NOT CONFORMANT"
    INCOMPLETE = "INCOMPLETE"
    NO_VERDICT = "NO VERDICT"


@dataclass(frozen=True)
class Result:
    """The outcome of one clause.

    Attributes:
        clause: The clause.
        outcome: Kept, broken, or not run.
        failure: What a broken clause shows.
        observation: What the candidate does, for an open clause.

    """

    clause: Clause
    outcome: Outcome
    failure: Failure | None = None
    observation: str = ""

    def to_data(self) -> dict[str, Any]:
        """Give plain data that can cross a process boundary; the clause by its id."""
        failure = self.failure and {**vars(self.failure), "steps": list(self.failure.steps)}
        return {
            "clause": self.clause.id,
            "outcome": self.outcome.value,
            "failure": failure,
            "observation": self.observation,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any], specification: Specification) -> Result:
        """Build the result that `to_data` took apart."""
        failure = data["failure"]
        return cls(
            specification[data["clause"]],
            Outcome(data["outcome"]),
            failure and Failure(**{**failure, "steps": tuple(failure["steps"])}),
            data["observation"],
        )


@dataclass(frozen=True)
class Programs:
    """What the search for programs came to.

    Attributes:
        depth: Every program of up to so many operations was to be judged.
        exhaustive: How many of these were.
        sampled: How many random programs were judged.
        seed: The seed of the random ones.
        result: The clause that a program shows to be broken, or None.

    """

    depth: int
    exhaustive: int
    sampled: int
    seed: int
    result: Result | None = None

    def to_data(self) -> dict[str, Any]:
        """Give plain data that can cross a process boundary."""
        return {**vars(self), "result": self.result and self.result.to_data()}

    @classmethod
    def from_data(cls, data: Mapping[str, Any], specification: Specification) -> Programs:
        """Build the programs that `to_data` took apart."""
        result = data["result"] and Result.from_data(data["result"], specification)
        return cls(**{**data, "result": result})


@dataclass(frozen=True)
class Terms:
    """What the user asked for.

    Attributes:
        edition: The name of the edition that decides.
        is_default: Whether that is the default edition.
        strict: Whether SHOULD binds.
        narrowed: Whether the user left clauses out himself.

    """

    edition: str
    is_default: bool
    strict: bool
    narrowed: bool = False

    def bind(self, clause: Clause) -> bool:
        """Tell whether a broken clause decides the verdict."""
        return self.edition in clause.editions and self.bind_level(clause.level)

    def bind_level(self, level: Level) -> bool:
        """Tell whether a level decides the verdict."""
        return level is Level.MUST or (level is Level.SHOULD and self.strict)


@dataclass(frozen=True)
class Verdict:
    """What a run says of one candidate.

    Attributes:
        candidate: Who was judged.
        terms: By which edition and levels.
        results: One for each clause of the specification that applies to the candidate.
        inapplicable: The clauses about classes, if the candidate is a factory.
        programs: What the search for programs came to, or None if it did not run.

    """

    candidate: Candidate
    terms: Terms
    results: tuple[Result, ...]
    inapplicable: tuple[Clause, ...]
    programs: Programs | None

    @classmethod
    def of(
        cls,
        candidate: Candidate,
        terms: Terms,
        specification: Specification,
        results: Iterable[Result],
        programs: Programs | None,
    ) -> Verdict:
        """Account for every clause of the specification; what has no result did not run.

        A clause that a program shows to be broken is broken, whatever its check says.
        """
        known = {result.clause.id: result for result in results}
        shown = programs and programs.result
        if shown and known.get(shown.clause.id, shown).outcome is not Outcome.BROKEN:
            known[shown.clause.id] = shown
        planned = planned_clauses(candidate, specification)
        return cls(
            candidate,
            terms,
            tuple(known.get(clause.id, Result(clause, Outcome.NOT_RUN)) for clause in planned),
            tuple(clause for clause in specification if clause not in planned),
            programs,
        )

    def select(
        self, outcome: Outcome, level: Level | None = None, edition: str | None = None
    ) -> list[Clause]:
        """Give the clauses of an outcome, of a level, and of an edition (the deciding one)."""
        return [
            result.clause
            for result in self.results
            if result.outcome is outcome
            and level in (None, result.clause.level)
            and (edition or self.terms.edition) in result.clause.editions
        ]

    def broken(self, edition: str | None = None) -> list[Clause]:
        """Give the broken clauses of an edition that bind."""
        return [
            clause
            for clause in self.select(Outcome.BROKEN, edition=edition)
            if self.terms.bind_level(clause.level)
        ]

    @property
    def ruling(self) -> Ruling:
        """Decide. Only a run that reached every clause of the edition can conform."""
        not_run = self.select(Outcome.NOT_RUN) or self.programs is None
        if not_run and self.terms.narrowed:
            return Ruling.NO_VERDICT
        if self.broken():
            return Ruling.NOT_CONFORMANT
        return Ruling.INCOMPLETE if not_run else Ruling.CONFORMANT


def planned_clauses(candidate: Candidate, clauses: Iterable[Clause]) -> list[Clause]:
    """Give the clauses that a candidate is asked for: a factory is not asked about classes."""
    return [
        clause for clause in clauses if candidate.is_class or clause.subject is Subject.EMITTERS
    ]
