"""Judges the clauses that need LiveKit's packages, in a process of their own.

What is broken is tried again with LiveKit's own class in its place: what that breaks too is the
matter of the installed packages, and says nothing about the candidate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from emitter_spec import Clause, Specification

from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.checks.lookup import checks_of
from emitter_conformance.verdict.verdict import Outcome, Result

from .packages import PLACE
from .process import Account, CaseProcess, Ended
from .program import Case, cases_of
from .reproducer import whole

PACKAGE = "livekit-agents"
OWN = f"{PLACE}:EventEmitter"
"""LiveKit's own class, as a candidate."""
NO_IMPORT = "LiveKit's packages do not import with it"
NOT_CONSTRUCTED = "LiveKit's classes are not constructed with it"
KEPT = Ended(Outcome.KEPT)


def cases(specification: Specification) -> list[tuple[Clause, Case]]:
    """Return the cases of all clauses, in the order of the chapter; the first is the import."""
    return [
        (clause, case)
        for chapter in specification.chapters
        if chapter.needs == PACKAGE
        for clause, check in checks_of(chapter).items()
        for case in cases_of(check)
    ]


class DropIn:
    """The instrument that puts a candidate in the place of LiveKit's own class.

    Args:
        specification: All clauses.
        seconds: The time limit of a case in seconds; 0 is no limit.
        folder: The user's folder.

    """

    package, module = PACKAGE, "livekit.agents"

    def __init__(self, specification: Specification, seconds: float, folder: Path) -> None:
        self._specification, self._seconds, self._folder = specification, seconds, folder

    def objection(self, candidate: Candidate) -> str:
        """Return "": every class can be tried."""
        return ""

    def start(self, candidate: Candidate) -> DropInRun:
        """Start the process for a candidate."""
        return DropInRun(cases(self._specification), candidate.given, self._folder, self._seconds)


class DropInRun:
    """LiveKit's packages at work with one candidate.

    Args:
        cases: The cases, each with its clause.
        given: The words of the user for the candidate.
        folder: The user's folder.
        seconds: The time limit of a case in seconds; 0 is no limit.

    """

    def __init__(
        self, cases: Sequence[tuple[Clause, Case]], given: str, folder: Path, seconds: float
    ) -> None:
        self._cases, self._folder, self._seconds = cases, folder, seconds
        self._process = self._started(given, range(len(cases)))

    def results(self) -> dict[str, Result]:
        """Wait for the process, and return the results by the ids of the clauses."""
        account = self._process.account()
        broken = [number for number, ended in account.ended.items() if ended.failure is not None]
        if not broken:
            return self._results(account, {})
        self._process.close()
        self._process = self._started(OWN, sorted({0, *broken}))
        own = self._process.account()
        return self._results(account, {number: own.ended.get(number) for number in broken})

    def close(self) -> None:
        """End the process, and remove its files."""
        self._process.close()

    def _started(self, given: str, numbers: Sequence[int]) -> CaseProcess:
        chosen = [(number, self._cases[number][1]) for number in numbers]
        return CaseProcess(given, self._folder, chosen, self._seconds)

    def _results(self, account: Account, own: Mapping[int, Ended | None]) -> dict[str, Result]:
        ends: dict[Clause, list[Ended]] = {}
        reasons: dict[Clause, str] = {}
        stopped = self._why_stopped(account, own)
        for number, (clause, case) in enumerate(self._cases):
            ended, control = account.ended.get(number), own.get(number, KEPT)
            if ended is None:
                reasons.setdefault(clause, stopped)
            elif ended.failure and not case.is_about(ended.failure.steps):
                reasons.setdefault(clause, NOT_CONSTRUCTED)
            elif control is None or control.failure is not None:
                seen = control.failure.actual if control and control.failure else "no end"
                reasons.setdefault(clause, f"LiveKit's own class does not do it here: {seen}")
            else:
                failure = ended.failure and replace(ended.failure, program=whole(case))
                ends.setdefault(clause, []).append(replace(ended, failure=failure))
        results = {}
        for clause in dict.fromkeys(clause for clause, _ in self._cases):
            shown = [each for each in ends.get(clause, []) if each.failure is not None]
            if shown:
                results[clause.id] = Result(clause, shown[0].outcome, shown[0].failure)
            elif clause in ends and reasons.get(clause) != stopped:
                results[clause.id] = Result(clause, Outcome.KEPT)
            else:
                results[clause.id] = Result(clause, Outcome.NOT_RUN, reason=reasons[clause])
        return results

    def _why_stopped(self, account: Account, own: Mapping[int, Ended | None]) -> str:
        """Return why cases were not begun, in words."""
        control = own.get(0)
        if control is not None and control.failure is not None:
            return f"LiveKit's packages do not import here: {control.failure.actual}"
        imported = account.ended.get(0)
        if imported is not None and imported.outcome is Outcome.BROKEN:
            return NO_IMPORT
        return account.reason
