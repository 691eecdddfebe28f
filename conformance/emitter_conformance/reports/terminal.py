"""The output in the terminal: header, failure blocks, verdict."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from emitter_spec import Specification

from emitter_conformance.candidate.identity import Identity
from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import Result, Ruling, Terms, Verdict

from . import side_by_side
from .sentences import (
    PASSES_ALONE,
    WIDTH,
    account,
    again,
    hint,
    lead,
    not_written,
    paragraphs,
    ruling,
    wrapped,
)

if TYPE_CHECKING:
    import pytest

ELLIPSIS = "..."
MOST_LINES = 8
"""How many lines of what was expected or seen are shown; the script prints the whole."""
FIELD = 12
"""The number of columns before the text of a field."""
FIELD_COLOURS = {"expected": {"green": True}, "actual": {"red": True}}
COLOURS = {
    Ruling.CONFORMANT: {"green": True, "bold": True},
    Ruling.WAIVED: {"yellow": True, "bold": True},
    Ruling.NOT_CONFORMANT: {"red": True, "bold": True},
    Ruling.INCOMPLETE: {"red": True, "bold": True},
    Ruling.OUTDATED_WAIVERS: {"red": True, "bold": True},
    Ruling.NO_VERDICT: {"yellow": True, "bold": True},
}
PICTURE = {"+ ": {"green": True}, "x ": {"red": True}, "? ": {"yellow": True}}
"""The colours of the lines of the picture."""


def header(
    candidates: Sequence[Candidate], terms: Terms, shared: Collection[Candidate] = ()
) -> list[str]:
    """Return the lines above the run: the candidates, and the terms of the verdict."""
    lines = [f"emitter conformance: {terms.title}"]
    for candidate in candidates:
        lines += [f"candidate: {candidate.title}", f"file: {candidate.file or 'unknown'}"]
        if candidate in shared:
            lines += ["its emitters share state: nothing else is judged"]
    return lines


def failure_block(
    result: Result,
    candidate: Identity,
    terms: Terms,
    specification: Specification,
    folder: Path,
    scope: Scope | None = None,
    command: str = "",
) -> str:
    """Return the block of a broken clause: steps, expected, actual, and advice.

    Args:
        result: The outcome, with its failure.
        candidate: The candidate that broke the clause.
        terms: The terms of the run, which the command to run it again repeats.
        specification: All clauses.
        folder: The current folder of the user; paths below it are shown relative to it.
        scope: The extent of the search that found the failure, if a search did.
        command: The command that tries the clause again; by default one with `--impl`.

    """
    clause, failure = result.clause, result.failure
    assert failure is not None
    title = f"{clause.id}  {clause.level.value}"
    place = WIDTH - 2 - len(title)
    fits = len(candidate.name) <= place
    lines = [f"{title}  {candidate.name:>{place}}"] if fits else [title, f"  {candidate.name}"]
    lines += wrapped(clause.sentence, "  ")
    lines += shown(failure, folder)
    if clause.hint:
        lines += _field("hint", _within(hint(result)))
    command = command or again(result, candidate, terms, specification, scope)
    lines += _field("again", [command])
    return "\n".join(lines)


def shown(failure: Failure, folder: Path) -> list[str]:
    """Return the lines of a failure: steps, expected, actual and the place of an exception."""
    lines = _field("steps", failure.steps)
    lines += _field("expected", _at_most(_within(failure.expected)))
    lines += _field("actual", _at_most(_within(failure.actual)))
    if failure.where:
        lines += _field("raised at", [failure.seen_from(folder).where])
    return lines


def script_lines(path: str, text: str) -> str:
    """Return the last lines of the block of a broken clause: its script.

    Args:
        path: The file of the script, or "".
        text: The script, or "" to leave it out.

    """
    return "\n".join(_field("script", [*filter(None, [path]), *text.splitlines()]))


def alone_lines() -> str:
    """Return the last lines of a block whose script shows no failure in a process of its own."""
    return "\n".join(_field("alone", _within(PASSES_ALONE)))


def coloured(block: str) -> Iterator[list[tuple[str, dict[str, bool]]]]:
    """Yield the lines of a block, each as pieces of text with their colours."""
    label = ""
    for number, line in enumerate(block.splitlines()):
        label = line[:FIELD].strip() or label
        if not number:
            title, space, rest = line.partition("  ")
            level, *name = rest.partition("  ")
            yield [(title + space, {"bold": True}), (level, {"bold": True}), ("".join(name), {})]
        else:
            yield [(line[:FIELD], {}), (line[FIELD:], FIELD_COLOURS.get(label, {}))]


def row(result: Result, name: str, width: int | None) -> str:
    """Return a broken clause on one line: what was expected, and what was seen.

    Args:
        result: The broken clause.
        name: The name of the candidate, or "".
        width: The number of columns, or None for a line as long as it gets.

    """
    assert result.failure is not None
    expected, actual = result.failure.expected, result.failure.actual
    whose = f" ({name})" if name else ""
    head = f"{result.clause.id}{whose}: expected "
    if width is not None:
        place = max(width - 1 - len(f"{head}, actual "), 2 * len(ELLIPSIS))
        actual = _shortened(actual, max(place // 2, place - len(expected)))
        expected = _shortened(expected, place - len(actual))
    return f"{head}{expected}, actual {actual}"


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(width - len(ELLIPSIS), 0)] + ELLIPSIS


def write_verdicts(
    reporter: pytest.TerminalReporter,
    verdicts: Sequence[Verdict],
    specification: Specification,
    notes: Sequence[str],
    unwritten: Sequence[str] = (),
) -> None:
    """Write the section with the verdict on each candidate, below the notes of the run.

    What a test cannot rely on in a fake comes before the notes, unless there are several.

    Args:
        reporter: The terminal reporter, which writes the lines.
        verdicts: The verdict on each candidate.
        specification: All clauses.
        notes: Lines about the run.
        unwritten: A sentence about each file that could not be written. If all verdicts are
            green, these decide the exit code, and stand in the last line.

    """
    is_green = all(verdict.ruling.is_green for verdict in verdicts)
    if not is_green:
        notes = [*notes, *unwritten]
    reporter.ensure_newline()
    reporter.section("emitter conformance", sep="=", bold=True)
    first = lead(verdicts[0]) if len(verdicts) == 1 else []
    for line in [*first, *paragraphs(notes)]:
        reporter.write_line(line)
    for number, verdict in enumerate(verdicts):
        if number:
            reporter.write_line("")
        if reporter.config.get_verbosity() > 0:
            for result in verdict.results:
                if result.observation:
                    reporter.write_line(f"{result.clause.id:<37}  {result.observation}")
        for line in account(verdict, specification)[len(first) :]:
            reporter.write_line(line)
        for line in wrapped(ruling(verdict)):
            reporter.write_line(line, **COLOURS[verdict.ruling])
    for line in ["", *side_by_side.lines(verdicts)] if len(verdicts) > 1 else []:
        reporter.write_line(line, **PICTURE.get(line[:2], {}))
    if is_green:
        for line in not_written(unwritten):
            reporter.write_line(line, red=True, bold=True)


def _within(text: str) -> list[str]:
    """Return the lines of a text that stands in a field."""
    return wrapped(text, others="", width=WIDTH - FIELD)


def _at_most(lines: Sequence[str]) -> list[str]:
    """Return lines, or the first of them: Python names each of 200 arguments that are missing."""
    return [*lines] if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], ELLIPSIS]


def _field(label: str, lines: Sequence[str]) -> list[str]:
    labels = [label, *[""] * len(lines)]
    return [f"  {label:<9} {line}".rstrip() for label, line in zip(labels, lines)]
