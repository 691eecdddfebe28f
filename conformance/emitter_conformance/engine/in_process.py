"""Puts one clause to one candidate: finds the check, runs it, gives the result."""

from __future__ import annotations

import contextlib
import contextvars
import dataclasses
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

from emitter_spec import Clause, Specification

from emitter_conformance.candidate import exits, surroundings
from emitter_conformance.candidate.deadline import USUAL, Allowance, Deadline, TimedOut
from emitter_conformance.candidate.loading import Candidate, load
from emitter_conformance.candidate.log_records import audible
from emitter_conformance.candidate.unsupported import unsupported
from emitter_conformance.checks import reproducer
from emitter_conformance.checks.lookup import Check, check_of
from emitter_conformance.checks.smallest import smallest
from emitter_conformance.checks.trial import ClauseBroken, Trial, place_of
from emitter_conformance.core import describe
from emitter_conformance.core.stopping import interrupted
from emitter_conformance.programs.program import Program
from emitter_conformance.programs.replay import LOGGED, RAISED, Trace
from emitter_conformance.programs.reproduce import reproduced
from emitter_conformance.programs.rules import ORDER, Rules
from emitter_conformance.programs.search import AGAIN, Counterexample, Scope, search
from emitter_conformance.verdict.common_causes import NO_END
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import Outcome, Programs, Result, Terms

_BROKEN = {False: Outcome.BROKEN, True: Outcome.UNSUPPORTED}
_clock = time.perf_counter


@dataclass(frozen=True)
class Request:
    """What is asked of a search for programs.

    Attributes:
        terms: The edition and levels that decide.
        scope: How far it goes.
        waived: The ids of clauses that may be broken: what is rejected because of them alone does
            not end it.
        seconds: How long one program may take; 0: as long as it likes.

    """

    terms: Terms
    scope: Scope
    waived: frozenset[str] = frozenset()
    seconds: float = USUAL

    def to_data(self) -> dict[str, Any]:
        """Give plain data that can cross a process boundary."""
        terms, scope = vars(self.terms), vars(self.scope)
        return {**vars(self), "terms": terms, "scope": scope, "waived": sorted(self.waived)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Request:
        """Build the request that `to_data` took apart."""
        terms, scope = Terms(**data["terms"]), Scope(**data["scope"])
        return cls(terms, scope, frozenset(data["waived"]), data["seconds"])


class InProcess:
    """Judges candidates in this process.

    Args:
        specification: All clauses.
        folder: Where the user is.
        seconds: How long a check may take; 0: as long as it likes.

    """

    def __init__(self, specification: Specification, folder: Path, seconds: float) -> None:
        self._specification, self._folder, self._seconds = specification, folder, seconds
        self._allowances: dict[str, Allowance] = {}

    def load(self, given: str) -> Candidate:
        """Import a candidate.

        Raises:
            CandidateError: It cannot be judged.

        """
        return load(given, self._folder, self._seconds)

    def left_out(self, candidate: Candidate) -> Sequence[Result]:
        """Give what a candidate is not to be judged by: nothing."""
        return ()

    def examine(self, clause: Clause, candidate: Candidate) -> Result:
        """Put a clause to a candidate."""
        allowance = self._allowances.setdefault(candidate.given, Allowance(self._seconds))
        check = check_of(clause, self._specification)
        result = examine(clause, check, candidate, allowance.seconds)
        if result.outcome is Outcome.TIMEOUT:
            allowance.note_unended()
        return result

    def search(
        self, candidate: Candidate, request: Request, note: Callable[[int], object]
    ) -> Programs:
        """Put programs to a candidate."""
        return examine_programs(candidate, self._specification, request, note)

    def close(self) -> None:
        """End what was begun: nothing."""


def examine(
    clause: Clause,
    check: Check,
    candidate: Candidate,
    seconds: float = USUAL,
    journal: Callable[[str], object] = str,
) -> Result:
    """Put a clause to a candidate.

    Warnings are out of play: what the project makes of them must not change a verdict.

    Args:
        clause: What is put to it.
        check: Its check.
        candidate: Who is judged.
        seconds: How long the check may take; 0: as long as it likes.
        journal: Takes the source of each step before it runs, and "" where the steps begin anew.

    """
    deadline, start = Deadline(seconds), _clock()
    steps: list[str] = []
    failure, observation, reason, said = None, "", "", ""

    def note(step: str) -> None:
        if step:
            steps.append(step)
        else:
            steps.clear()
        journal(step)

    with exits.refused() as codes, surroundings.kept() as left, audible(), deadline.running():
        trial, context = None, contextvars.copy_context()
        try:
            trial = Trial(candidate.make, candidate.file, note)
            context.run(_judge, check, trial, lambda: bool(deadline.is_over or codes))
            observation = trial.observation
        except ClauseBroken as broken:
            failure, said = broken.failure, broken.unsupported
        except TimedOut:
            pass  # the deadline tells where
        except BaseException as error:
            if interrupted(error):
                raise
            reason = f"its check ended with {describe.error(error)}"
        finally:
            with contextlib.suppress(TimedOut):
                if trial is not None:
                    left.tools += dict.fromkeys(trial.replaced)
                    context.run(trial.forget)
    outcome = Outcome.KEPT if failure is None else Outcome.BROKEN
    if deadline.is_over:
        outcome, failure, reason = Outcome.TIMEOUT, unended(steps, seconds, deadline.place), ""
    elif codes:
        words = f"the process ended with exit code {codes[0]}"
        outcome, failure = Outcome.EXIT, lost(steps, words, failure.where if failure else "")
        reason = ""
    elif failure is None and (reason or left.tools):
        outcome, reason = Outcome.NOT_RUN, reason or left.tools[0]
    elif said:
        outcome, reason = Outcome.UNSUPPORTED, said
    taken = _clock() - start
    return Result(clause, outcome, failure, observation, reason, taken, left=tuple(left.told))


def _judge(check: Check, trial: Trial, is_lost: Callable[[], bool]) -> None:
    """Run a check; a failure of one that came to its end is shown by as few steps as show it."""
    try:
        check(trial)
        trial.close()
    except ClauseBroken as broken:
        if is_lost():
            raise
        raise smallest(trial, broken) from None


def unended(steps: Sequence[str], seconds: float, place: str) -> Failure:
    """Give the failure of a check that does not end."""
    text = tuple("\n".join(steps[1:]).splitlines())
    program = reproducer.ending("\n".join(steps), seconds)
    return Failure(text, f"an end within {seconds:g} s", NO_END, place, program)


def lost(steps: Sequence[str], words: str, place: str) -> Failure:
    """Give the failure of a check during which the process ended."""
    text = tuple("\n".join(steps[1:]).splitlines())
    return Failure(text, "the check ends", words, place, "\n".join(steps))


def examine_programs(
    candidate: Candidate,
    specification: Specification,
    request: Request,
    note: Callable[[int], object] = int,
) -> Programs:
    """Put programs to a candidate, by the edition and the levels that decide.

    Args:
        candidate: Who is judged.
        specification: All clauses.
        request: What is asked for.
        note: Takes the number of each program before it runs.

    """
    terms, scope = request.terms, request.scope
    rules = Rules(terms.edition in specification[ORDER].editions, terms.strict)
    deadline = Deadline(request.seconds)
    with exits.refused() as codes, surroundings.kept() as left, deadline.running():
        deadline.rest()  # each program has the whole time
        found = search(candidate.make, rules, scope, request.waived, deadline, note)

    def shown_by(counterexample: Counterexample) -> Result:
        clause = specification[counterexample.rejection.clause]
        failure, said = _failure(candidate, counterexample), _unsupported(counterexample.trace)
        return Result(clause, _BROKEN[bool(said)], failure, reason=said)

    ended = None
    if found.unended:
        words = found.why or NO_END
        ended = unended_program(found.unended, request.seconds, deadline.place, words)
    elif (codes or left.tools) and not found.counterexample:
        words = f"the process ended with exit code {codes[0]}" if codes else left.tools[0]
        ended = Failure((), "the search ends", words, by_programs=True)
    return Programs(
        scope.depth,
        found.exhaustive,
        found.sampled,
        scope.seed,
        shown_by(found.counterexample) if found.counterexample else None,
        found.excused,
        tuple(map(shown_by, found.waived)),
        ended,
    )


def unended_program(program: Program, seconds: float, place: str, actual: str = NO_END) -> Failure:
    """Give the failure of a program that does not end."""
    return dataclasses.replace(
        unended([reproducer.FIRST_STEP, program.source], seconds, place),
        expected=f"every program ends within {seconds:g} s",
        actual=actual,
        by_programs=True,
    )


def _unsupported(trace: Trace) -> str:
    """Say what a candidate told in a program that it does not support, or ""."""
    raised = [entry[1] for entry in trace if entry[0] is RAISED]
    logged = [entry[1].error for entry in trace if entry[0] is LOGGED]
    return unsupported([*raised, *logged], "")  # no callback raises it


def _failure(candidate: Candidate, counterexample: Counterexample) -> Failure:
    rejection, often = counterexample.rejection, counterexample.rejected
    actual = rejection.actual
    if often < AGAIN:
        actual += f" (not deterministic: in {often} of {AGAIN} further runs)"
    rejected = counterexample.program
    source = reproduced(candidate.make, rejected, counterexample.trace, rejection)
    steps = tuple(rejected.source.splitlines())
    word, *rest = counterexample.trace[rejection.entry]
    where = place_of(rest[0], candidate.file) if word is RAISED else ""
    return Failure(steps, rejection.expected, actual, where, source, by_programs=True)
