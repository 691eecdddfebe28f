"""The command that waives what is broken now: judges until the verdict would be green."""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import emitter_spec

from emitter_conformance.core.errors import Mistake
from emitter_conformance.core.operating_system import replace
from emitter_conformance.core.paths import writing
from emitter_conformance.core.stopping import decide
from emitter_conformance.verdict import waivers
from emitter_conformance.verdict.report import KIT, Report
from emitter_conformance.verdict.verdict import Outcome, Result, Ruling, Verdict
from emitter_conformance.verdict.waivers import PROGRAMS, Waiver, WaiverError

from .pytest_process import judge

SETTLED = (Ruling.WAIVED, Ruling.CONFORMANT)
ROUNDS = 12
"""How often the candidates are judged at most."""


def waive(asked: argparse.Namespace, options: Sequence[str]) -> tuple[int, bool]:
    """Judge, waive what is broken, and judge again until all that is broken is waived.

    The file is written once, at the end, and only if the last verdict was green with what it will
    hold.

    Args:
        asked: The arguments of the command.
        options: The options of pytest for the candidates.

    Returns:
        The exit code, and whether a run ended without a verdict.

    Raises:
        Mistake: An argument or the file is wrong.

    """
    specification = emitter_spec.load()
    path = Path(asked.into)
    waiver = Waiver("", asked.reason, asked.link, _date(asked.expires))
    was_there = path.exists()
    known = waivers.read(path, specification) if was_there else ()
    drafts = _Drafts(waiver, known)
    with _folder_beside(path) as name:
        folder = Path(name)
        for number in range(1, ROUNDS + 1):
            draft = _draft(path, folder, drafts.waivers)
            words = [*options, "--impl-reproducers=", f"--impl-waivers={draft}"]
            code, report = judge(words, specification, quiet=True)
            if report is None:
                return code, True
            unended = [each.candidate.name for each in report.verdicts if not each.is_complete()]
            if unended:
                return _unchanged(path, f"the verdict on {unended[0]} is not complete"), False
            changes = list(drafts.changes(report))
            rulings = ", ".join(each.ruling.value for each in report.verdicts)
            print(f"round {number}: {rulings}", *changes, sep="\n  ", flush=True)
            if not changes and all(each.ruling in SETTLED for each in report.verdicts):
                break
        else:
            return _unchanged(path, f"after {ROUNDS} rounds the verdict still changes"), False
        decide(lambda: _put(draft, path))
    number = len(drafts.waivers)
    is_new = asked.into == waivers.PROJECT and not was_there
    new = ", in a new file (--into FILE: in another one)" if is_new else ""
    print(f"{path}: {number} waiver{'s' * (number != 1)}{new}")
    return 0, False


def _folder_beside(path: Path) -> tempfile.TemporaryDirectory[str]:
    """Return a new folder from which a file can be moved to its place."""
    with writing(path, WaiverError):
        parent = path.resolve().parent
        parent.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(prefix=f".{KIT}-", dir=parent)


def _put(draft: Path, path: Path) -> None:
    """Put a file in the place of another one."""
    with writing(path, WaiverError):
        replace(draft, path.resolve())


def _draft(path: Path, folder: Path, held: Sequence[Waiver]) -> Path:
    """Write a file as it will be if it holds these waivers."""
    draft = folder / path.name
    with writing(path, WaiverError):
        draft.unlink(missing_ok=True)
        if path.exists():
            shutil.copy(path, draft)
    try:
        waivers.write(draft, held)
    except WaiverError as error:
        raise WaiverError(str(error).replace(str(draft), str(path), 1)) from None
    return draft


class _Drafts:
    """The waivers that a file will hold at the end.

    Args:
        new: The fields of a new waiver other than clause, candidate and failure.
        waivers: The waivers that the file has.

    """

    def __init__(self, new: Waiver, waivers: Iterable[Waiver]) -> None:
        self._new, self.waivers = new, tuple(waivers)
        self._made: set[tuple[str, str]] = set()

    def changes(self, report: Report) -> Iterator[str]:
        """Add and remove what a verdict asks for; yield each change as a line."""
        before = set(self.waivers)
        kept = [each for waiver in self.waivers for each in _needed(waiver, report.verdicts)]
        made = []
        for verdict in report.verdicts:
            only = verdict.candidate.name if len(report.verdicts) > 1 else ""
            broken = verdict.broken()
            made += [self._waiver(each, only) for each in verdict.results if each.clause in broken]
        self.waivers = (*kept, *made)
        for waiver in before.difference(self.waivers):
            if not any(_is_same(waiver, other) for other in self.waivers):
                yield f"not needed: {_name(waiver)}"
        for waiver in self.waivers:
            if waiver not in before:
                yield _name(waiver)

    def _waiver(self, result: Result, only: str) -> Waiver:
        """Return a waiver of what is broken: of this failure, unless another one was seen."""
        key = (result.clause.id, only)
        failure = result.failure
        is_first, is_shown_by_programs = key not in self._made, failure and failure.by_programs
        self._made.add(key)
        return dataclasses.replace(
            self._new,
            clause=result.clause.id,
            actual=(failure.actual,) if failure and is_first and not is_shown_by_programs else (),
            candidate=only,
            by=PROGRAMS if is_first and is_shown_by_programs else "",  # programs show many
        )


def _needed(waiver: Waiver, verdicts: Sequence[Verdict]) -> Iterator[Waiver]:
    """Yield a waiver if it is needed, or for each candidate that needs it."""
    judged = [verdict for verdict in verdicts if waiver.is_for(verdict.candidate)]
    needing = [verdict for verdict in judged if _needs(verdict, waiver)]
    if len(needing) == len(judged):
        yield waiver
    else:
        for verdict in needing:
            yield dataclasses.replace(waiver, candidate=verdict.candidate.name)


def _needs(verdict: Verdict, waiver: Waiver) -> bool:
    """Whether a waiver has to stay: because of a verdict, or as nobody knows yet."""
    (result,) = (each for each in verdict.results if each.clause.id == waiver.clause)
    if not verdict.terms.ask(result.clause):
        return True
    if result.outcome is Outcome.KEPT:
        return not verdict.is_over and not waiver.has_expired()
    return result.waiver == waiver or result.left_out


def _is_same(waiver: Waiver, other: Waiver) -> bool:
    return (waiver.clause, waiver.candidate) == (other.clause, other.candidate)


def _name(waiver: Waiver) -> str:
    any_failure = "" if waiver.actual else "(by programs)" if waiver.by else "(any failure)"
    return " ".join(filter(None, [waiver.candidate, waiver.clause, any_failure]))


def _unchanged(path: Path, why: str) -> int:
    """Print that the file is as it was, and return the exit code."""
    print(f"{KIT}: {path} is not changed: {why}", file=sys.stderr)
    return 1


def _date(given: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(given) if given else None
    except ValueError:
        raise Mistake(f"--expires={given}: not a date such as 2027-01-31") from None
