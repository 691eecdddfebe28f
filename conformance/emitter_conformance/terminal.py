"""What a person reads in the terminal: header, failure blocks, verdict."""

from __future__ import annotations

import os
import platform
import shlex
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest
from emitter_spec import Clause, Level, Specification

from .candidate import Candidate
from .naming import selection
from .verdict import Outcome, Programs, Result, Ruling, Terms, Verdict

WIDTH = 80
SHOWN_IDS = 3
COLOURS = {
    Ruling.CONFORMANT: {"green": True, "bold": True},
    Ruling.NOT_CONFORMANT: {"red": True, "bold": True},
    Ruling.INCOMPLETE: {"red": True, "bold": True},
    Ruling.NO_VERDICT: {"yellow": True, "bold": True},
}


def header(candidates: Sequence[Candidate], terms: Terms) -> list[str]:
    """Give the lines above the run: who is judged, and by what."""
    lines = [f"emitter conformance: {_terms(terms)}"]
    for candidate in candidates:
        lines += [f"candidate: {_titled(candidate)}", f"file: {candidate.file or 'unknown'}"]
    return lines


def failure_block(
    result: Result,
    candidate: Candidate,
    terms: Terms,
    specification: Specification,
    folder: Path,
    choice: str = "",
) -> str:
    """Give the block of a broken clause: what was done, expected and seen, and what to do.

    Args:
        result: The outcome, with its failure.
        candidate: Who broke the clause.
        terms: What the user asked for; a command to run it again keeps them.
        specification: All clauses.
        folder: Where the user is; paths below it are shown relative to it.
        choice: What chooses the test with `-k`, if not the clause.

    """
    choice = choice or selection(result.clause, specification)
    clause, failure = result.clause, result.failure
    assert failure is not None
    title = f"{clause.id}  {clause.level.value}"
    lines = [f"{title}  {candidate.name:>{WIDTH - 2 - len(title)}}"]
    lines += _wrapped(clause.sentence, "  ", "  ")
    lines += _field("steps", failure.steps)
    lines += _field("expected", _wrapped(failure.expected))
    lines += _field("actual", _wrapped(failure.actual))
    if failure.where:
        path, _, line = failure.where.rpartition(":")
        lines += _field("raised at", [f"{_shorter(path, folder)}:{line}"])
    lines += _field("hint", _wrapped(clause.hint))
    lines += _field("again", [_command(clause, candidate, terms, choice)])
    return "\n".join(lines)


def script_lines(path: str, text: str) -> str:
    """Give the end of the block of a broken clause: its script.

    Args:
        path: Where the script was written, or "".
        text: The script, or "" to leave it out.

    """
    return "\n".join(_field("script", [*filter(None, [path]), *text.splitlines()]))


def write_verdicts(
    reporter: pytest.TerminalReporter,
    verdicts: Sequence[Verdict],
    specification: Specification,
    scripts: str,
) -> None:
    """Write the section with the verdict on each candidate, below a line about the scripts."""
    reporter.ensure_newline()
    reporter.section("emitter conformance", sep="=", bold=True)
    if scripts:
        reporter.write_line(scripts)
    for number, verdict in enumerate(verdicts):
        if number:
            reporter.write_line("")
        if reporter.config.get_verbosity() > 0:
            for result in verdict.results:
                if result.observation:
                    reporter.write_line(f"{result.clause.id:<37}  {result.observation}")
        ran = any(result.outcome is not Outcome.NOT_RUN for result in verdict.results)
        if ran or verdict.programs is not None:
            for line in account(verdict, specification):
                reporter.write_line(line)
        for line in _wrapped(ruling(verdict), "", "  "):
            reporter.write_line(line, **COLOURS[verdict.ruling])


def account(verdict: Verdict, specification: Specification) -> list[str]:
    """Give the figures of a verdict: counts against all clauses, and every edition."""
    counts = []
    for level in (Level.MUST, Level.SHOULD):
        kept = len(verdict.select(Outcome.KEPT, level))
        total = sum(len(verdict.select(outcome, level)) for outcome in Outcome)
        binding = "" if verdict.terms.bind_level(level) else " (not binding)"
        counts.append(f"{level.value} {kept}/{total}{binding}")
    counts.append(f"open {len(verdict.select(Outcome.KEPT, Level.OPEN))} observed")
    counts.append(f"not run {len(verdict.select(Outcome.NOT_RUN))}")
    lines = [
        (
            f"{_titled(verdict.candidate)}    {_terms(verdict.terms)}"
            f"    python {platform.python_version()}"
        ),
        "   ".join(counts),
        programs(verdict.programs),
    ]
    if verdict.inapplicable:
        lines += _wrapped(f"not asked of a factory: {_some(verdict.inapplicable)}", "", "  ")
    if not verdict.terms.strict:
        should = verdict.select(Outcome.BROKEN, Level.SHOULD)
        if should:
            lines += _wrapped(f"SHOULD broken: {_some(should, len(should))}", "", "  ")
    editions = "; ".join(_edition(verdict, edition.name) for edition in specification.editions)
    return [*lines, *_wrapped(editions, "", "  ")]


def programs(found: Programs | None) -> str:
    """Give the line that says how far the programs reach."""
    if found is None:
        return "programs did not run"
    if found.result is not None:
        number = found.exhaustive + found.sampled
        return f"programs: number {number} breaks {found.result.clause.id}"
    operations = f"{found.depth} operation{'s' * (found.depth != 1)}"
    short = f"every program of up to {operations}: {found.exhaustive} judged"
    return f"{short}; random: {found.sampled}, seed {found.seed}"


def ruling(verdict: Verdict) -> str:
    """Give the last line of a verdict, the one that decides."""
    word = verdict.ruling.value
    if verdict.ruling is Ruling.CONFORMANT:
        return f"{word}: {_terms(verdict.terms)}"
    if verdict.ruling is Ruling.NOT_CONFORMANT:
        broken = verdict.broken()
        return f"{word}: {_some(broken, len(broken))}"
    not_run = verdict.select(Outcome.NOT_RUN)
    if verdict.ruling is Ruling.INCOMPLETE and not not_run:
        return f"{word}: programs did not run"
    if verdict.ruling is Ruling.INCOMPLETE:
        return f"{word}: {_number(not_run)} did not run ({_some(not_run)})"
    return f"{word}: the run was narrowed, {_number(not_run)} did not run"


def _edition(verdict: Verdict, edition: str) -> str:
    broken, told = verdict.broken(edition), verdict.broken()
    if broken:
        more = [clause for clause in broken if clause not in told]
        return f"does not conform to {edition}" + (f" ({_some(more)})" if more else "")
    if verdict.select(Outcome.NOT_RUN, edition=edition):
        return f"{edition} not judged"
    return f"conforms to {edition}"


def _titled(candidate: Candidate) -> str:
    return " ".join(filter(None, [candidate.name, candidate.version]))


def _terms(terms: Terms) -> str:
    return f"edition {terms.edition}" + (", strict" if terms.strict else "")


def _number(clauses: Sequence[Clause]) -> str:
    return f"{len(clauses)} clause{'s' * (len(clauses) != 1)}"


def _some(clauses: Sequence[Clause], number: int = SHOWN_IDS) -> str:
    ids = [clause.id for clause in clauses[:number]]
    more = len(clauses) - len(ids)
    return ", ".join(ids) + (f" and {more} more" if more > 0 else "")


def _field(label: str, lines: Sequence[str]) -> list[str]:
    labels = [label, *[""] * len(lines)]
    return [f"  {label:<9} {line}".rstrip() for label, line in zip(labels, lines)]


def _wrapped(text: str, first: str = "", others: str = "") -> list[str]:
    width = WIDTH if first or others else WIDTH - 12
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _command(clause: Clause, candidate: Candidate, terms: Terms, choice: str) -> str:
    options = [f"--impl={shlex.quote(candidate.given)}"]
    if terms.edition not in clause.editions:
        options.append(f"--impl-edition={clause.editions[0]}")
    elif not terms.is_default:
        options.append(f"--impl-edition={terms.edition}")
    if terms.strict or clause.level is Level.SHOULD:
        options.append("--impl-strict")
    return f"pytest {' '.join(options)} -k {choice}"


def _shorter(path: str, folder: Path) -> str:
    relative = os.path.relpath(path, folder)
    return path if relative.startswith(os.pardir) else relative
