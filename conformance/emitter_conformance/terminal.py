"""What a person reads in the terminal: header, failure blocks, verdict."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from pathlib import Path

import pytest
from emitter_spec import Clause, Level, Specification

from .candidate import Candidate
from .naming import keyword
from .verdict import Outcome, Result, Ruling, Terms, Verdict

SHOWN_IDS = 3
COLOURS = {
    Ruling.CONFORMANT: {"green": True, "bold": True},
    Ruling.NOT_CONFORMANT: {"red": True, "bold": True},
    Ruling.INCOMPLETE: {"red": True, "bold": True},
    Ruling.NO_VERDICT: {"yellow": True, "bold": True},
}


def header(candidates: Sequence[Candidate], terms: Terms) -> list[str]:
    """Give the lines above the run."""
    strict = ", strict" if terms.strict else ""
    lines = [f"emitter conformance: edition {terms.edition}{strict}"]
    for candidate in candidates:
        version = f" {candidate.version}" if candidate.version else ""
        lines += [f"candidate: {candidate.name}{version}", f"     file: {candidate.file}"]
    return lines


def failure_block(result: Result, candidate: Candidate, terms: Terms, folder: Path) -> str:
    """Give the block of a broken clause: what was done, expected and seen, and what to do."""
    clause, failure = result.clause, result.failure
    assert failure is not None
    gap = max(2, 78 - len(clause.id) - len(clause.level.value) - 2 - len(candidate.name))
    lines = [f"{clause.id}  {clause.level.value}{' ' * gap}{candidate.name}"]
    lines.append(f"  {clause.sentence}")
    lines += _field("steps", *failure.steps)
    lines += _field("expected", failure.expected)
    lines += _field("actual", failure.actual)
    if failure.where:
        path, _, line = failure.where.rpartition(":")
        lines += _field("raised at", f"{_shorter(path, folder)}:{line}")
    lines += _field("hint", clause.hint)
    lines += _field("again", _command(clause, candidate, terms))
    return "\n".join(lines)


def write_verdicts(
    reporter: pytest.TerminalReporter, verdicts: Sequence[Verdict], specification: Specification
) -> None:
    """Write the section with the verdict on each candidate."""
    reporter.section("emitter conformance", sep="=", bold=True)
    for number, verdict in enumerate(verdicts):
        if number:
            reporter.write_line("")
        if reporter.config.get_verbosity() > 0:
            _write_observations(reporter, verdict)
        for line in _account(verdict, specification):
            reporter.write_line(line)
        reporter.write_line(ruling_line(verdict), **COLOURS[verdict.ruling])


def ruling_line(verdict: Verdict) -> str:
    """Give the last line of a verdict, the one that decides."""
    terms, word = verdict.terms, verdict.ruling.value
    strict = ", strict" if terms.strict else ""
    if verdict.ruling is Ruling.CONFORMANT:
        return f"{word}: edition {terms.edition}{strict}"
    if verdict.ruling is Ruling.NOT_CONFORMANT:
        return f"{word}: {', '.join(clause.id for clause in verdict.broken())}"
    not_run = verdict.select(Outcome.NOT_RUN)
    ids = _some(not_run)
    if verdict.ruling is Ruling.INCOMPLETE:
        return f"{word}: {len(not_run)} not run ({ids})"
    return f"{word}: the run was narrowed, {len(not_run)} clauses were left out"


def _account(verdict: Verdict, specification: Specification) -> list[str]:
    candidate, terms = verdict.candidate, verdict.terms
    name = " ".join(filter(None, [candidate.name, candidate.version]))
    counts = []
    for level in (Level.MUST, Level.SHOULD):
        kept = len(verdict.select(Outcome.KEPT, level))
        total = sum(len(verdict.select(outcome, level)) for outcome in Outcome)
        binding = "" if terms.bind_level(level) else " (not binding)"
        counts.append(f"{level.value} {kept}/{total}{binding}")
    counts.append(f"open {len(verdict.select(Outcome.KEPT, Level.OPEN))} observed")
    counts.append(f"not run {len(verdict.select(Outcome.NOT_RUN))}")
    lines = [
        f"{name}   edition {terms.edition}   python {platform.python_version()}",
        "   ".join(counts),
    ]
    if verdict.inapplicable:
        lines.append(f"not asked of a factory: {_some(verdict.inapplicable)}")
    should = [c for c in verdict.select(Outcome.BROKEN, Level.SHOULD) if not terms.strict]
    if should:
        lines.append(f"SHOULD broken: {', '.join(clause.id for clause in should)}")
    lines.append("   ".join(_edition(verdict, edition.name) for edition in specification.editions))
    return lines


def _edition(verdict: Verdict, edition: str) -> str:
    if verdict.broken(edition):
        return f"{edition} does not hold ({_some(verdict.broken(edition))})"
    if verdict.select(Outcome.NOT_RUN, edition=edition):
        return f"{edition} not judged"
    return f"{edition} holds"


def _write_observations(reporter: pytest.TerminalReporter, verdict: Verdict) -> None:
    for result in verdict.results:
        if result.observation:
            reporter.write_line(f"{result.clause.id:42} {result.observation}")


def _some(clauses: Sequence[Clause]) -> str:
    ids = [clause.id for clause in clauses[:SHOWN_IDS]]
    more = len(clauses) - len(ids)
    return ", ".join(ids) + (f" and {more} more" if more > 0 else "")


def _field(label: str, *lines: str) -> list[str]:
    first, *rest = lines or ("",)
    return [f"  {label:<9} {first}", *(f"  {'':<9} {line}" for line in rest)]


def _command(clause: Clause, candidate: Candidate, terms: Terms) -> str:
    options = [f"--impl={candidate.given}"]
    if terms.edition not in clause.editions:
        options.append(f"--impl-edition={clause.editions[0]}")
    elif terms.edition != "1.0":
        options.append(f"--impl-edition={terms.edition}")
    if clause.level is Level.SHOULD:
        options.append("--impl-strict")
    return f"pytest {' '.join(options)} -k {keyword(clause)}"


def _shorter(path: str, folder: Path) -> str:
    relative = os.path.relpath(path, folder)
    return path if relative.startswith(os.pardir) else relative
