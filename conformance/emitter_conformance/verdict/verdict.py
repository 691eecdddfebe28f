"""The verdict of a run on one candidate. Every output is a view of it."""

from __future__ import annotations

import collections
import dataclasses
import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from emitter_spec import PROFILES, Clause, Level, Profile, Specification, Subject, profile

from emitter_conformance.candidate.identity import Identity

from .failure import Failure
from .waivers import Waiver

NOT_BINDING, WAIVED = "not binding", "waived"
"""Why a broken clause does not decide a verdict."""
LEFT_OUT = "left out by the user"
NOT_REACHED = (LEFT_OUT, "not reached")
UNEXPLAINED = ("", *NOT_REACHED)
"""The reasons why a clause was not run that are no news to the user."""
OTHERWISE = "not as in {}, a draft"
"""The observation on a broken clause that only a draft has."""
FACTORY = "the candidate is a factory, the clause is about classes"
BY_PROFILE = "the profile {} does not ask it"
SUBCLASS = "subclass"
"""The profile of a candidate that has fixed the type of its events."""


class Outcome(enum.Enum):
    """The outcome of one clause."""

    KEPT = "kept"
    BROKEN = "broken"
    UNSUPPORTED = "unsupported"
    TIMEOUT = "timeout"
    CRASH = "crash"
    EXIT = "exit"
    NOT_RUN = "not run"
    NOT_ASKED = "not asked"

    @property
    def is_broken(self) -> bool:
        """Whether the candidate was tried and did not do as the clause says."""
        return self in (Outcome.BROKEN, Outcome.UNSUPPORTED) or self.is_lost

    @property
    def is_lost(self) -> bool:
        """Whether the candidate did not let its check come to an end."""
        return self in (Outcome.TIMEOUT, Outcome.CRASH, Outcome.EXIT)


class Ruling(enum.Enum):
    """What the run decides about a candidate."""

    CONFORMANT = "CONFORMANT"
    WAIVED = "WAIVED"
    NOT_CONFORMANT = "NOT CONFORMANT"
    INCOMPLETE = "INCOMPLETE"
    OUTDATED_WAIVERS = "OUTDATED WAIVERS"
    NO_VERDICT = "NO VERDICT"

    @property
    def is_green(self) -> bool:
        """Whether a run may end with the exit code 0."""
        return self in (Ruling.CONFORMANT, Ruling.WAIVED, Ruling.NO_VERDICT)


@dataclass(frozen=True)
class Result:
    """The outcome of one clause.

    Attributes:
        clause: The clause.
        outcome: Its outcome.
        failure: The evidence, if it is broken.
        observation: The behaviour of the candidate, if the clause is open or a draft has it.
        reason: The reason why it was not run, not asked, or is not supported.
        seconds: The duration of its check.
        waiver: The waiver by which the user accepts it, if it is broken.
        left: Changes of the process by its check, restored or not, a sentence each.
        left_out: Whether it was not run because its chapter is optional and cannot be judged here:
            a verdict is complete without it.

    Raises:
        ValueError: It has a failure and is not broken; or it is left out, although it was run or
            belongs to no optional chapter.

    """

    clause: Clause
    outcome: Outcome
    failure: Failure | None = None
    observation: str = ""
    reason: str = ""
    seconds: float = 0.0
    waiver: Waiver | None = None
    left: tuple[str, ...] = ()
    left_out: bool = False

    def __post_init__(self) -> None:
        if self.left_out and not (self.outcome is Outcome.NOT_RUN and self.clause.needs):
            raise ValueError(f"{self.clause.id}, {self.outcome.value}, as left out")
        if self.failure is not None and not self.outcome.is_broken:
            raise ValueError(f"{self.clause.id}, {self.outcome.value}, with a failure")

    @property
    def was_tried(self) -> bool:
        """Whether the clause was put to the candidate."""
        return self.outcome is Outcome.KEPT or self.outcome.is_broken

    def to_data(self) -> dict[str, Any]:
        """Return plain data that can cross a process boundary; the clause by its id."""
        return {
            **vars(self),
            "clause": self.clause.id,
            "outcome": self.outcome.value,
            "failure": self.failure and self.failure.to_data(),
            "waiver": self.waiver and self.waiver.to_data(),
            "left": list(self.left),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any], specification: Specification) -> Result:
        """Return the result that plain data describes."""
        failure, waiver = data["failure"], data["waiver"]
        return cls(
            specification[data["clause"]],
            Outcome(data["outcome"]),
            failure and Failure.from_data(failure),
            data["observation"],
            data["reason"],
            data["seconds"],
            waiver and Waiver.from_data(waiver),
            tuple(data["left"]),
            data["left_out"],
        )


@dataclass(frozen=True)
class SearchResult:
    """The result of the search for programs.

    Attributes:
        depth: The largest number of operations of which every program was asked for.
        exhaustive: The number of these programs that were judged.
        sampled: The number of random programs that were judged.
        seed: The seed of the random programs.
        result: The result of the clause that a program breaks, which ended the search, or None.
        excused: The number of programs that break only waived clauses.
        waived: The results of the waived clauses that these break, one for each clause.
        lost: The failure that ended the search early, or None.

    """

    depth: int
    exhaustive: int
    sampled: int
    seed: int
    result: Result | None = None
    excused: int = 0
    waived: tuple[Result, ...] = ()
    lost: Failure | None = None

    @property
    def is_over(self) -> bool:
        """Whether all programs were judged that were to be."""
        return self.result is None and self.lost is None

    def to_data(self) -> dict[str, Any]:
        """Return plain data that can cross a process boundary."""
        return {
            **vars(self),
            "result": self.result and self.result.to_data(),
            "waived": [result.to_data() for result in self.waived],
            "lost": self.lost and self.lost.to_data(),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any], specification: Specification) -> SearchResult:
        """Return the search result that plain data describes."""
        result = data["result"] and Result.from_data(data["result"], specification)
        waived = tuple(Result.from_data(each, specification) for each in data["waived"])
        lost = data["lost"] and Failure.from_data(data["lost"])
        return cls(**{**data, "result": result, "waived": waived, "lost": lost})


@dataclass(frozen=True)
class Terms:
    """The terms of a verdict, as the user asked for them.

    Attributes:
        edition: The name of the edition that decides.
        is_default: Whether that is the default edition.
        strict: Whether SHOULD binds.
        narrowed: Whether the user deselected clauses.
        demanded: The optional chapters that the user demands.
        profile: The name of the profile, or "" if the user named none: see `of`.

    """

    edition: str
    is_default: bool
    strict: bool
    narrowed: bool = False
    demanded: tuple[str, ...] = ()
    profile: str = ""

    @property
    def claims(self) -> Profile:
        """The profile: what a candidate claims to be."""
        return profile(self.profile) if self.profile else PROFILES[0]

    @property
    def title(self) -> str:
        """The edition, the profile if it is not the default, and what else binds."""
        claims = [f"profile {self.claims.name}"] * (self.claims is not PROFILES[0])
        more = [*["strict"] * self.strict, *map(option_of, self.demanded)]
        return ", ".join([f"edition {self.edition}", *claims, *more])

    def of(self, candidate: Identity) -> Terms:
        """Return the terms of one candidate: with its own profile where the user named none.

        It is a subclass if it has fixed the type of its events.
        """
        found = SUBCLASS if candidate.fixed else PROFILES[0].name
        return dataclasses.replace(self, profile=self.profile or found)

    def bind(self, clause: Clause) -> bool:
        """Return whether a broken clause decides the verdict."""
        return self.edition in clause.editions and self.decide(clause)

    def decide(self, clause: Clause) -> bool:
        """Return whether a clause decides the verdict of the editions that have it."""
        return self.claims.binds(clause) or (self.ask(clause) and self.bind_level(clause.level))

    def ask(self, clause: Clause) -> bool:
        """Return whether a verdict needs a clause: one of an optional chapter only on demand.

        No verdict may depend on what happens to be installed beside the kit.
        """
        is_demanded = self.claims.asks(clause) and clause.chapter in self.demanded
        return self.claims.needs(clause) or is_demanded

    def excuse(self, result: Result, candidate: Identity, waivers: Iterable[Waiver]) -> str:
        """Return why a broken clause does not decide, or "".

        A check that did not end decides, whatever its level.
        """
        is_asked = self.edition in result.clause.editions and self.ask(result.clause)
        is_lost = result.outcome.is_lost and is_asked
        if not is_lost and not self.bind(result.clause):
            return NOT_BINDING
        is_waived = any(
            waiver.is_for(candidate) and waiver.excuses(result.clause, result.failure)
            for waiver in waivers
        )
        return WAIVED if is_waived else ""

    def only_observe(self, result: Result) -> bool:
        """Return whether a clause is broken that only a draft has, which does not decide."""
        is_of_draft = result.clause.draft and self.edition not in result.clause.editions
        return is_of_draft and result.outcome.is_broken and not result.outcome.is_lost

    def bind_level(self, level: Level) -> bool:
        """Return whether a level decides the verdict, whatever the chapter."""
        is_strict = self.strict or self.claims.strict
        return level is Level.MUST or (level is Level.SHOULD and is_strict)

    def to_data(self) -> dict[str, Any]:
        """Return plain data that can be saved."""
        return {**vars(self), "demanded": list(self.demanded)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Terms:
        """Return the terms of their plain data."""
        return cls(**{**data, "demanded": tuple(data["demanded"])})


@dataclass(frozen=True, repr=False)
class Verdict:
    """The verdict of a run on one candidate.

    It has no truth value: a verdict that is incomplete, or about chosen clauses alone, is neither
    yes nor no, and `if verdict` would read the same for each. Ask `passed`.

    Attributes:
        candidate: The identity of the candidate.
        terms: The edition and the levels that decide.
        results: The result of each clause of the specification, in its order.
        programs: The result of the search for programs, or None if it did not run.
        outdated: The changes that waivers need, a sentence each.
        unreached: Lines of the candidate that no clause reached, by file, such as
            `"mypkg/emitter.py: 40-42, 57"`; None if coverage was not measured.

    """

    candidate: Identity
    terms: Terms
    results: tuple[Result, ...]
    programs: SearchResult | None
    outdated: tuple[str, ...] = ()
    unreached: tuple[str, ...] | None = None

    @classmethod
    def of(
        cls,
        candidate: Identity,
        terms: Terms,
        specification: Specification,
        results: Iterable[Result],
        programs: SearchResult | None,
        waivers: Iterable[Waiver] = (),
        unreached: tuple[str, ...] | None = None,
    ) -> Verdict:
        """Account for every clause of the specification; what has no result did not run.

        A clause that a program shows to be broken is broken, whatever its check says.
        """
        known = {result.clause.id: result for result in results}
        for shown in _shown(programs):
            # The failure of the check stays: it is shorter, and is about this clause alone.
            if not known.get(shown.clause.id, shown).outcome.is_broken:
                known[shown.clause.id] = shown
        reason, terms = NOT_REACHED[not terms.narrowed], terms.of(candidate)
        for clause in specification:
            why = not_asked(clause, candidate, terms)
            if why:
                known[clause.id] = Result(clause, Outcome.NOT_ASKED, reason=why)
            result = known.setdefault(clause.id, Result(clause, Outcome.NOT_RUN, reason=reason))
            if terms.only_observe(result):
                words = OTHERWISE.format(clause.editions[0])
                known[clause.id] = dataclasses.replace(result, observation=words)
        outdated = []
        is_over = programs is not None and programs.is_over
        for waiver in waivers:
            if waiver.is_for(candidate):
                result = known[waiver.clause]
                is_asked = terms.ask(result.clause)
                needed = change(waiver, result, is_over) if is_asked else ""
                if needed:
                    outdated.append(needed)
                elif result.outcome.is_broken:
                    known[waiver.clause] = dataclasses.replace(result, waiver=waiver)
        accounted = tuple(known[clause.id] for clause in specification)
        return cls(candidate, terms, accounted, programs, tuple(outdated), unreached)

    def select(self, outcome: Outcome, level: Level | None = None) -> list[Clause]:
        """Return the clauses of the edition with an outcome, of one level or of all."""
        return [
            result.clause
            for result in self.results
            if result.outcome is outcome
            and level in (None, result.clause.level)
            and self.terms.edition in result.clause.editions
        ]

    def optional(self) -> dict[tuple[str, str], list[Result]]:
        """Return the results of optional chapters by the chapter, and the reason if not run.

        On demand they are like those of any other chapter, and are not here.
        """
        groups: dict[tuple[str, str], list[Result]] = {}
        for result in self.results:
            not_run = result.outcome is Outcome.NOT_RUN and result.reason not in UNEXPLAINED
            if not self.terms.ask(result.clause) and (not_run or result.was_tried):
                reason = result.reason if not_run else ""
                groups.setdefault((result.clause.chapter, reason), []).append(result)
        return groups

    def _binding(self, edition: str | None, waived: bool) -> list[Clause]:
        edition = edition or self.terms.edition
        return [
            result.clause
            for result in self.results
            if result.outcome.is_broken
            and (result.waiver is not None) is waived
            and edition in result.clause.editions
            and self.terms.decide(result.clause)
        ]

    def broken(self, edition: str | None = None) -> list[Clause]:
        """Return the broken clauses of an edition that bind and are not waived."""
        return self._binding(edition, waived=False)

    def waived(self, edition: str | None = None) -> list[Clause]:
        """Return the broken clauses of an edition that would bind without a waiver."""
        return self._binding(edition, waived=True)

    def is_complete(self, edition: str | None = None) -> bool:
        """Return whether every clause of an edition and the programs were tried to their end."""
        has_ended = self.programs is not None and self.programs.lost is None
        return has_ended and not self.untried(edition)

    @property
    def is_over(self) -> bool:
        """Whether all programs were judged, so that nothing more can show."""
        return self.programs is not None and self.programs.is_over

    def untried(self, edition: str | None = None) -> list[Clause]:
        """Return the clauses of an edition whose outcome is needed and unknown.

        One that binds and did not end is broken; one that does not bind is unknown. Those of
        optional chapters count on demand.
        """
        return [
            result.clause
            for result in self.results
            if (edition or self.terms.edition) in result.clause.editions
            and self.terms.ask(result.clause)
            and (
                result.outcome is Outcome.NOT_RUN
                or (result.outcome.is_lost and not self.terms.decide(result.clause))
            )
        ]

    @property
    def passed(self) -> bool:
        """Whether all that was asked for was tried to its end, and nothing that decides is broken.

        Without a choice of clauses that is the ruling CONFORMANT or WAIVED. With one it is about
        these clauses, of which at least one has to bind; the ruling is NO VERDICT.
        """
        if not self.terms.narrowed:
            return self.ruling.is_green
        asked = [
            each
            for each in self.results
            if each.reason != LEFT_OUT and each.outcome is not Outcome.NOT_ASKED
        ]
        is_lost = self.programs is not None and self.programs.lost is not None
        return (
            not (is_lost or self.outdated)
            and any(each.was_tried and self.terms.bind(each.clause) for each in asked)
            and all(each.outcome is Outcome.KEPT or self._is_excused(each) for each in asked)
        )

    def _is_excused(self, result: Result) -> bool:
        """Whether the outcome of a clause is no reason against the candidate."""
        if not result.outcome.is_broken:
            return result.left_out
        waivers = [result.waiver] if result.waiver is not None else []
        return bool(self.terms.excuse(result, self.candidate, waivers))

    def __bool__(self) -> NoReturn:
        raise TypeError("a Verdict has no truth value; ask verdict.passed")

    def __repr__(self) -> str:
        """Return the ruling in one line, as pytest shows it below a failed assertion."""
        return f"<Verdict {str(self).splitlines()[0]}>"

    def __str__(self) -> str:
        """Return the ruling, and a line for each reason against the candidate."""
        ruling = self.ruling.value
        if self.terms.narrowed:
            ruling = f"chosen clauses {'passed' if self.passed else 'did not pass'}"
        lines = [f"{self.candidate.title}: {ruling}, {self.terms.title}"]
        for each in self.results:
            if each.failure is not None and not self._is_excused(each):
                failure = each.failure
                words = f"expected {failure.expected}, actual {failure.actual}"
                lines.append(f"{each.clause.id}: {words}")
        reasons = collections.Counter(
            each.reason
            for each in self.results
            if each.clause in self.untried() and each.reason != LEFT_OUT
        )
        lines += [f"{number} not run: {reason}" for reason, number in reasons.items()]
        lines += [f"change the {sentence}" for sentence in self.outdated]
        if self.programs is not None and self.programs.lost is not None:
            lines.append(f"programs: {self.programs.lost.actual}")
        return "\n".join(lines)

    @property
    def ruling(self) -> Ruling:
        """The ruling. Only a run that reached every clause of the edition can conform."""
        if not self.is_complete() and self.terms.narrowed:
            return Ruling.NO_VERDICT
        if self.broken():  # whatever else was not reached
            return Ruling.NOT_CONFORMANT
        if not self.is_complete():  # never green because little was judged
            return Ruling.INCOMPLETE
        if self.outdated:
            return Ruling.OUTDATED_WAIVERS
        return Ruling.WAIVED if self.waived() else Ruling.CONFORMANT

    def to_data(self) -> dict[str, Any]:
        """Return plain data that can be saved."""
        return {
            "candidate": self.candidate.to_data(),
            "terms": self.terms.to_data(),
            "results": [result.to_data() for result in self.results],
            "programs": self.programs and self.programs.to_data(),
            "outdated": list(self.outdated),
            "unreached": None if self.unreached is None else list(self.unreached),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any], specification: Specification) -> Verdict:
        """Return the verdict that plain data describes."""
        programs, unreached = data["programs"], data["unreached"]
        return cls(
            Identity.from_data(data["candidate"]),
            Terms.from_data(data["terms"]),
            tuple(Result.from_data(each, specification) for each in data["results"]),
            programs and SearchResult.from_data(programs, specification),
            tuple(data["outdated"]),
            None if unreached is None else tuple(unreached),
        )


def option_of(chapter: str) -> str:
    """Return the name of an optional chapter on the command line."""
    return chapter.replace("_", "-")


def _shown(programs: SearchResult | None) -> list[Result]:
    """Return the results of programs."""
    if programs is None:
        return []
    return [*programs.waived, *([programs.result] if programs.result else [])]


def change(waiver: Waiver, result: Result, is_over: bool) -> str:
    """Return the change that a waiver needs, such as `waiver of ...: ...; remove it`, or "".

    Args:
        waiver: The waiver, which is for the candidate.
        result: The result of its clause.
        is_over: Whether nothing more can break the clause, so that it is known to be kept.

    """
    if result.outcome is Outcome.KEPT and is_over:
        wrong = "the clause is kept; remove the waiver"
    elif result.outcome is Outcome.NOT_ASKED:
        wrong = f"it is not asked: {result.reason}; remove the waiver"
    else:
        wrong = waiver.objection(result.failure)
    return wrong and f"waiver of {waiver.clause}: {wrong}"


def applies(clause: Clause, candidate: Identity) -> bool:
    """Return whether a clause applies to a candidate: not one about classes to a factory."""
    return candidate.is_class or clause.subject is Subject.EMITTERS


def not_asked(clause: Clause, candidate: Identity, terms: Terms) -> str:
    """Return why a clause is not put to a candidate, or ""."""
    claims = terms.of(candidate).claims
    if not claims.asks(clause):
        return BY_PROFILE.format(claims.name)
    if not applies(clause, candidate):
        return FACTORY
    missing = [method for method in clause.methods if method in candidate.lacks]
    return f"it has no {', no '.join(missing)}" if missing else ""
