"""The engine of this process: runs the check of a clause, or programs, and returns the result."""

from __future__ import annotations

import contextlib
import contextvars
import dataclasses
import functools
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable

from emitter_spec import Clause, Level, Specification, Subject

from emitter_conformance.candidate import places
from emitter_conformance.candidate.deadline import USUAL, TimedOut
from emitter_conformance.candidate.door import SHORT, Visit
from emitter_conformance.candidate.loading import Candidate, load
from emitter_conformance.candidate.log_records import audible
from emitter_conformance.candidate.methods import adapted
from emitter_conformance.candidate.unsupported import unsupported
from emitter_conformance.checks import reproducer
from emitter_conformance.checks.lookup import Check, check_of, import_checks
from emitter_conformance.checks.sharing import probe
from emitter_conformance.checks.smallest import smallest
from emitter_conformance.checks.trial import ClauseBroken, Trial, Unasked
from emitter_conformance.core import describe
from emitter_conformance.core.stopping import interrupted
from emitter_conformance.programs.program import Program
from emitter_conformance.programs.replay import LOGGED, RAISED, Trace
from emitter_conformance.programs.reproducer import reproduced
from emitter_conformance.programs.rules import Rules
from emitter_conformance.programs.search import AGAIN, Counterexample, Found, Scope, search
from emitter_conformance.verdict.common_causes import NO_END
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import Outcome, Result, SearchResult, Terms, not_asked

_clock = time.perf_counter


@dataclass(frozen=True)
class Request:
    """The request for a search for programs.

    Attributes:
        terms: The edition and levels that decide.
        scope: The extent of the search.
        waived: The ids of clauses that may be broken; a program that breaks only them does
            not end the search.
        seconds: The time limit of one program in seconds; 0 is no limit.

    """

    terms: Terms
    scope: Scope
    waived: frozenset[str] = frozenset()
    seconds: float = USUAL

    def to_data(self) -> dict[str, Any]:
        """Return plain data that can cross a process boundary."""
        terms, scope = self.terms.to_data(), vars(self.scope)
        return {**vars(self), "terms": terms, "scope": scope, "waived": sorted(self.waived)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Request:
        """Return the request from its plain data."""
        terms, scope = Terms.from_data(data["terms"]), Scope(**data["scope"])
        return cls(terms, scope, frozenset(data["waived"]), data["seconds"])


class InProcess:
    """The engine that judges candidates in this process.

    Args:
        specification: All clauses.
        folder: The user's folder.
        seconds: The time limit of a check in seconds; 0 is no limit.
        is_partial: Whether candidates may lack methods.

    """

    def __init__(
        self,
        specification: Specification,
        folder: Path,
        seconds: float,
        is_partial: bool = False,
    ) -> None:
        self._specification, self._folder, self._seconds = specification, folder, seconds
        self._is_partial = is_partial
        import_checks()

    def load(self, given: str) -> Candidate:
        """Import a candidate.

        Raises:
            CandidateError: The candidate cannot be judged.

        """
        return load(given, self._folder, self._seconds, self._is_partial)

    def probe(self, clause: Clause, candidate: Candidate) -> Result:
        """Return the result of the probe for shared registrations."""
        return examine(clause, probe, candidate, min(SHORT, self._seconds))

    def examine(self, clause: Clause, candidate: Candidate) -> Result:
        """Run the check of a clause against a candidate."""
        return examine(clause, check_of(clause, self._specification), candidate)

    def search(
        self, candidate: Candidate, request: Request, note: Callable[[int], object]
    ) -> SearchResult:
        """Search for a rejected program."""
        candidate.door.allowance.extend(request.scope.extent)
        return examine_programs(candidate, self._specification, request, note)

    def close(self) -> None:
        """Do nothing."""


def examine(
    clause: Clause,
    check: Check,
    candidate: Candidate,
    seconds: float | None = None,
    journal: Callable[[str], object] = str,
) -> Result:
    """Run the check of a clause against a candidate.

    Warnings are ignored, so that the project's filters cannot change a verdict.

    Args:
        clause: The clause.
        check: The check of the clause.
        candidate: The candidate.
        seconds: The time limit of the check in seconds; 0 is no limit; by default that of the
            candidate.
        journal: Function that takes the source of each step before it runs, "" at a restart.

    """
    start = _clock()
    finding = _Finding()
    with candidate.door.opened(clause.id, seconds) as visit, audible():

        def note(step: str) -> None:
            if step:
                visit.steps.append(step)
            else:
                visit.steps.clear()
            journal(step)

        _try(check, candidate, note, finding, visit)
        visit.left.tools += dict.fromkeys(finding.replaced)
    result = _result(clause, visit, finding)
    if result.outcome is Outcome.TIMEOUT:
        visit.allowance.unended += 1
    return dataclasses.replace(result, seconds=_clock() - start)


@dataclass
class _Finding:
    """The outcome of a check in words.

    Attributes:
        is_certain: Whether the failure stands, whatever happens while it is made smaller.

    """

    failure: Failure | None = None
    observation: str = ""
    reason: str = ""
    unsupported: str = ""
    is_certain: bool = False
    replaced: list[str] = field(default_factory=list)

    def note(self, broken: ClauseBroken) -> None:
        """Record how the clause is broken."""
        self.failure, self.unsupported = broken.failure, broken.unsupported


def _try(
    check: Check,
    candidate: Candidate,
    note: Callable[[str], object],
    finding: _Finding,
    visit: Visit,
) -> None:
    """Run a check. Nothing of the candidate outlives the call but what modules keep."""
    trial, context = None, contextvars.copy_context()
    try:
        trial = Trial(candidate.make, candidate.file, note, candidate.lacks)
        context.run(_judge, check, trial, finding, visit)
        finding.observation = trial.observation
    except TimedOut:
        pass  # the deadline has the place
    except BaseException as error:
        if interrupted(error):
            raise
        finding.reason = f"its check ended with {describe.error(error)}"
    finally:
        if trial is not None:
            finding.replaced += trial.replaced
            context.run(trial.forget)


def _judge(check: Check, trial: Trial, finding: _Finding, visit: Visit) -> None:
    """Run a check; if it fails, record the failure with as few steps as show it."""
    failed = None
    try:
        with contextlib.suppress(Unasked):
            check(trial)
        if trial.unasked and not trial.has_judged:
            finding.reason = trial.unasked
        elif not trial.unasked:
            trial.close()
    except ClauseBroken as broken:
        failed = broken
    if failed is not None:  # made smaller out here, where no exception is handled, as in a script
        finding.note(failed)
        finding.is_certain = not visit.deadline.is_over and not visit.ends
        if finding.is_certain and not visit.allowance.is_short:
            finding.note(smallest(trial, failed))


def _result(clause: Clause, visit: Visit, finding: _Finding) -> Result:
    """Return the result of a visit: what ended it says more than what was seen before."""
    failure, deadline, left = finding.failure, visit.deadline, tuple(visit.left.changes)
    if failure is not None and finding.is_certain:
        outcome = Outcome.UNSUPPORTED if finding.unsupported else Outcome.BROKEN
        return Result(clause, outcome, failure, reason=finding.unsupported, left=left)
    if visit.ends:
        where = deadline.place or (failure.where if failure else "")
        return Result(
            clause, Outcome.EXIT, exit_failure(visit.steps, visit.ends[0], where), left=left
        )
    if deadline.is_spent:
        return Result(clause, Outcome.NOT_RUN, reason=visit.allowance.reason, left=left)
    if deadline.is_over:
        failure = hang_failure(visit.steps, deadline.seconds, deadline.place)
        return Result(clause, Outcome.TIMEOUT, failure, left=left)
    if finding.reason or visit.left.tools:
        reason = finding.reason or visit.left.tools[0]
        return Result(clause, Outcome.NOT_RUN, reason=reason, left=left)
    return Result(clause, Outcome.KEPT, None, finding.observation, left=left)


def hang_failure(steps: Sequence[str], seconds: float, place: str) -> Failure:
    """Return the failure of a check that does not end."""
    text = tuple("\n".join(steps[1:]).splitlines())
    program = reproducer.ending("\n".join(steps), seconds)
    return Failure(text, f"an end within {seconds:g} s", NO_END, place, program)


def exit_failure(steps: Sequence[str], words: str, place: str) -> Failure:
    """Return the failure of a check during which the process ended."""
    text = tuple("\n".join(steps[1:]).splitlines())
    return Failure(text, "the check ends", words, place, "\n".join(steps))


def examine_programs(
    candidate: Candidate,
    specification: Specification,
    request: Request,
    note: Callable[[int], object] = int,
) -> SearchResult:
    """Search for a rejected program, by the edition and levels that decide.

    Args:
        candidate: The candidate.
        specification: All clauses.
        request: The request.
        note: Function that takes the number of each program before it runs.

    """
    terms, scope = request.terms, request.scope
    left_out = [each.id for each in specification if not_asked(each, candidate, terms)]
    rules = Rules.of(specification, terms.edition, terms.bind_level(Level.SHOULD), left_out)
    searched = SearchResult(scope.depth, 0, 0, scope.seed)
    with candidate.door.opened("programs", request.seconds) as visit:
        lacks, make = candidate.lacks, candidate.make
        if Subject.CLASSES not in terms.of(candidate).claims.subjects:
            make = functools.partial(make)  # of which no program makes a subclass
        found = search(make, rules, scope, request.waived, visit, note, lacks)
        results = [
            _shown(candidate, specification, each, visit)
            for each in [*found.waived, *filter(None, [found.counterexample])]
        ]
        searched = dataclasses.replace(
            searched,
            exhaustive=found.exhaustive,
            sampled=found.sampled,
            result=results.pop() if found.counterexample else None,
            excused=found.excused,
            waived=tuple(results),
            lost=_lost_search(found, visit),
        )
    if visit.left.tools and searched.lost is None and searched.result is None:
        searched = dataclasses.replace(searched, lost=search_failure(visit.left.tools[0]))
    return searched


def search_failure(words: str) -> Failure:
    """Return the failure of a search that was stopped through no fault of a program."""
    return Failure((), "the search ends", words, by_programs=True)


def ended(programs: SearchResult | None, candidate: Candidate) -> SearchResult | None:
    """Return the result of the programs: lost if the process was to be ended while no check ran."""
    if not candidate.door.ends:
        return programs
    found = programs or SearchResult(0, 0, 0, 0)
    lost = search_failure(f"{candidate.door.ends[0]} while no check ran")
    return dataclasses.replace(found, lost=found.lost or lost)


def _lost_search(found: Found, visit: Visit) -> Failure | None:
    """Return why a search ended before its end, or None if it did not."""
    deadline = visit.deadline
    if found.unended is None:
        return None
    if deadline.is_spent:
        return search_failure(visit.allowance.reason)
    return program_failure(found.unended, deadline.seconds, deadline.place, found.why or NO_END)


def _shown(
    candidate: Candidate, specification: Specification, counterexample: Counterexample, visit: Visit
) -> Result:
    """Return the clause that a program shows to be broken."""
    reason = _unsupported(counterexample.trace)
    failure = _failure(candidate, counterexample, visit)
    clause = specification[counterexample.rejection.clause]
    outcome = Outcome.UNSUPPORTED if reason else Outcome.BROKEN
    return Result(clause, outcome, failure, reason=reason)


def program_failure(program: Program, seconds: float, place: str, actual: str = NO_END) -> Failure:
    """Return the failure of a program that does not end."""
    return dataclasses.replace(
        hang_failure([reproducer.FIRST_STEP, program.source], seconds, place),
        expected=f"every program ends within {seconds:g} s",
        actual=actual,
        by_programs=True,
    )


def _unsupported(trace: Trace) -> str:
    """Return the operation of a program that the candidate declares unsupported, or ""."""
    raised = [entry[1] for entry in trace if entry[0] is RAISED]
    logged = [entry[1].error for entry in trace if entry[0] is LOGGED]
    return unsupported([*raised, *logged], "")  # no callback raises it


def _failure(candidate: Candidate, counterexample: Counterexample, visit: Visit) -> Failure:
    rejection, often = counterexample.rejection, counterexample.rejected
    actual = rejection.actual
    if often < AGAIN:
        actual += " (not deterministic: not in each further run)"
    rejected = counterexample.program
    text = adapted(rejected.source, candidate.lacks)
    word, *rest = counterexample.trace[rejection.entry]
    where = places.of_error(rest[0], candidate.file) if word is RAISED else ""
    deadline, source = visit.deadline, "\n".join([reproducer.FIRST_STEP, text])
    deadline.is_over = False
    with contextlib.suppress(TimedOut):
        deadline.begin()
        trace, lacks = counterexample.trace, candidate.lacks
        source = reproduced(candidate.make, rejected, trace, rejection, lacks)
    if deadline.is_over:
        source = reproducer.ending(source, deadline.seconds)
    steps = tuple(text.splitlines())
    return Failure(steps, rejection.expected, actual, where, source, by_programs=True)
