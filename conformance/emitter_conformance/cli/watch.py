"""The command that watches a package: its newest release, and the last verdict that was kept."""

from __future__ import annotations

import argparse
import dataclasses
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import emitter_spec
from emitter_spec import Specification

from emitter_conformance import reports
from emitter_conformance.candidate.loading import PATH
from emitter_conformance.core.errors import USAGE_ERROR, UserError
from emitter_conformance.core.paths import shorter
from emitter_conformance.reports import comparison, saved
from emitter_conformance.reports.sentences import ruling, verdict_lines, wrapped
from emitter_conformance.verdict.report import KIT, Report
from emitter_conformance.verdict.verdict import Verdict

from . import releases
from .pytest_process import LOST, judge

EMITTERS = {"livekit": "livekit.rtc.event_emitter"}
"""The emitters that are known, by their packages."""
NAME = re.compile(r"[A-Za-z0-9][\w.-]*")


def candidate_of(package: str, given: str | None) -> str:
    """Return the emitter of a package.

    Raises:
        UserError: That is not the name of a package, or its emitter is not known, or is a file.

    """
    if NAME.fullmatch(package) is None:
        raise UserError(f"watch {package}: not the name of a package")
    given = given or EMITTERS.get(package.lower())
    if given is None:
        raise UserError(f"watch {package}: name its emitter, such as --impl {package}:EventEmitter")
    if PATH.fullmatch(given):  # Python would look beside the file before the release
        raise UserError(f"--impl {given}: name a module of the current folder, not a file")
    return given


def kept_file(package: str, given: str | None) -> Path:
    """Return the file of the kept verdict.

    Raises:
        Mistake: It is not one for a saved report, or cannot be written.

    """
    path = Path(given or f"{package}.verdict.json")
    if not path.name.endswith(".json"):
        raise UserError(f"--kept={path}: not a saved report; end it with .json")
    reports.check([path], 1)
    return path


def watch(asked: argparse.Namespace, options: Sequence[str]) -> tuple[int, list[str]]:
    """Judge the newest release of a package, compare, and keep the verdict if it is complete.

    Args:
        asked: The arguments of the command.
        options: The options of pytest for the candidate.

    Returns:
        The exit code, and what to print. The code is 0 for the first verdict and for one that is
        as before, 1 if it changed or is not complete, and that of the run if there is none.

    Raises:
        Mistake: An argument is wrong, the release cannot be installed, or verdicts cannot be
            compared; the kept verdict is as before.

    """
    specification, package = emitter_spec.load(), asked.package
    path = kept_file(package, asked.kept)
    before = _kept(path, specification)
    words = [*options, "--impl-reproducers="]
    if asked.waivers is not None:
        words.append(f"--impl-waivers={Path(asked.waivers).absolute()}")
    with tempfile.TemporaryDirectory(prefix="emitter-conformance-") as name:
        folder = Path(name).resolve()
        releases.install(package, folder)
        code, report = judge(words, specification, quiet=True, folder=folder)
        if report is not None:
            version = releases.version(package, folder)
            (verdict,) = (_of_release(each, package, version, folder) for each in report.verdicts)
    if report is None:
        return _not_judged(code, before)
    lines = verdict_lines(verdict, specification, report.environment.python)
    if not verdict.is_complete():
        return 1, [*lines, f"not a whole verdict: {path} is as before"]
    try:
        changed = [*_changed(before[0], verdict, f"{package} {version}")] if before else []
    except comparison.Incomparable as error:
        raise UserError(f"{error}; remove {path} to begin again") from None
    try:
        reports.write(path, Report.now((verdict,), report.environment), specification)
    except reports.ReportError as error:
        raise UserError(f"{path}: {error}") from None
    if not before:
        return 0, [*lines, f"the first verdict on {package}: kept in {path}"]
    if changed:
        return 1, [*changed, f"kept in {path}, with which the next run compares"]
    earlier = before[0].candidate.version
    return 0, wrapped(
        f"{package} {version}: nothing changed since {earlier}: {ruling(verdict)}", "", "  "
    )


def _kept(path: Path, specification: Specification) -> tuple[Verdict, ...]:
    """Return the kept verdict, if there is one.

    Raises:
        UserError: The file cannot be compared with.

    """
    if not path.exists():
        return ()
    try:
        verdicts = saved.load(path, specification).verdicts
    except reports.ReportError as error:
        raise UserError(f"{error}; remove it to begin again") from None
    if len(verdicts) != 1:
        raise UserError(f"{path}: has {len(verdicts)} verdicts, not that of a package")
    return verdicts


def _of_release(verdict: Verdict, package: str, version: str, folder: Path) -> Verdict:
    """Return a verdict with the version of the release, and without the temporary folder.

    Raises:
        UserError: The emitter comes neither from the release nor from the user's folder.

    """
    candidate = verdict.candidate
    places = [folder, Path.cwd().resolve()]
    if candidate.file and not {*places} & {*Path(candidate.file).resolve().parents}:
        raise UserError(f"watch {package}: {candidate.name} is from elsewhere: {candidate.file}")
    named = dataclasses.replace(candidate, version=version, file=shorter(candidate.file, folder))
    return dataclasses.replace(verdict, candidate=named)


def _not_judged(code: int, before: Sequence[Verdict]) -> tuple[int, list[str]]:
    """Return the end of a run without a verdict, which is a change if there was one before."""
    if code != USAGE_ERROR:
        return code, [f"{KIT}: {LOST}"]
    lines = [line for each in comparison.compare(before, []) for line in comparison.lines(each)]
    return (1 if before else USAGE_ERROR), lines


def _changed(before: Verdict, after: Verdict, title: str) -> Iterator[str]:
    """Yield the difference of two verdicts, if there is one.

    Raises:
        Incomparable: They were not judged alike.

    """
    (change,) = comparison.compare([before], [after])
    if change.changes:
        yield from comparison.lines(change)
    if before.ruling is not after.ruling:
        yield f"{title}: {before.ruling.value}, then {after.ruling.value}"
