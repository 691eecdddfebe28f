"""The failures of a run on the screen: the cause first, few blocks, one row for each."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Callable, cast

import pytest

from emitter_conformance.reports import terminal
from emitter_conformance.verdict.verdict import NOT_BINDING, WAIVED, Result

LETTERS = {NOT_BINDING: "n", WAIVED: "w"}
"""The letters of what does not decide, in the lines of progress."""
SHOWN = 5
"""The number of blocks that are shown unless the user asks for more."""


@dataclass(frozen=True)
class Shown:
    """A failure of the run.

    Attributes:
        report: The report of pytest, whose text is the block.
        result: The broken clause, or None of what is not about one.
        rank: The place among the failures, of which the first explains most.
        name: The name of the candidate, if there are several, or "".

    """

    report: pytest.TestReport
    result: Result | None
    rank: tuple[int, int, bool]
    name: str = ""


class Block:
    """The text of a failure, in colours where the terminal has them."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        """Return the text."""
        return self.text

    def toterminal(self, writer: Any) -> None:
        """Write the text to the screen."""
        for parts in terminal.coloured(self.text):
            for text, markup in parts:
                writer.write(text, **markup)
            writer.line()


@contextlib.contextmanager
def replaced(
    reporter: pytest.TerminalReporter, failed: Iterable[Shown], besides: Sequence[Shown]
) -> Iterator[None]:
    """Let pytest's terminal reporter show the failures in their order.

    Args:
        reporter: The terminal reporter.
        failed: The failures that decide.
        besides: The failures that do not decide, which are shown on demand.

    """
    ranked = sorted(failed, key=lambda each: each.rank)
    plain: Callable[[], None] = reporter.summary_failures
    rest: Callable[[], None] = reporter.short_test_summary
    methods = {
        "summary_failures": lambda: _show_blocks(reporter, plain, ranked, besides),
        "short_test_summary": lambda: _show_rows(reporter, rest, ranked),
    }
    vars(reporter).update(methods)
    try:
        yield
    finally:
        for name in methods:
            del vars(reporter)[name]


def _show_blocks(
    reporter: pytest.TerminalReporter, plain: Any, failed: Sequence[Shown], besides: Sequence[Shown]
) -> None:
    """Write the blocks, one for each clause."""
    blocks = _of_each_clause(failed)
    is_verbose = reporter.config.get_verbosity() > 0
    more = 0 if is_verbose else len(blocks[SHOWN:])
    with _as_failed(reporter, [*blocks[: len(blocks) - more], *(besides if is_verbose else ())]):
        plain()
    if reporter.config.option.tbstyle == "no":
        return
    hidden = [f"{more} more"] * bool(more)
    if besides and not is_verbose:
        plural, letters = "s" * (len(besides) == 1), " or ".join(LETTERS.values())
        hidden.append(f"{len(besides)} that decide{plural} nothing ({letters} above)")
    if hidden:
        option = "-v" + "v" * -reporter.config.get_verbosity()  # `addopts` may have a -q
        reporter.write_line(f"failures not shown without {option}: {', '.join(hidden)}")
    if blocks:
        reporter.write_line("emitter-conformance explain CLAUSE: why it matters, with an example")


@contextlib.contextmanager
def _as_failed(reporter: pytest.TerminalReporter, shown: Sequence[Shown]) -> Iterator[None]:
    """Let exactly these reports be the failed ones, with their blocks in colours."""
    before = reporter.stats.get("failed")
    texts = [each.report.longrepr for each in shown]
    reporter.stats["failed"] = [each.report for each in shown]
    for each in shown:
        if isinstance(each.report.longrepr, str):
            each.report.longrepr = cast("Any", Block(each.report.longrepr))
    try:
        yield
    finally:
        for each, text in zip(shown, texts):
            each.report.longrepr = text
        del reporter.stats["failed"]
        if before is not None:
            reporter.stats["failed"] = before


def _show_rows(reporter: pytest.TerminalReporter, rest: Any, failed: Sequence[Shown]) -> None:
    """Write a row for each broken clause, and whatever else the user asked for."""
    with _as_failed(reporter, [each for each in failed if each.result is None]):
        rest()
    rows = _of_each_clause(failed) if "f" in reporter.reportchars else []
    width = None if reporter.config.get_verbosity() > 1 else reporter._tw.fullwidth
    lines = [terminal.row(each.result, each.name, width) for each in rows if each.result]
    if lines:
        reporter.section("broken clauses", sep="=", cyan=True, bold=True)
    for line in lines:
        reporter.write_line(line)


def in_order(failed: Iterable[Shown]) -> list[Result]:
    """Return the broken clauses of failures, each once, those that explain most first."""
    ranked = sorted(failed, key=lambda each: each.rank)
    return [each.result for each in _of_each_clause(ranked) if each.result]


def _of_each_clause(failed: Sequence[Shown]) -> list[Shown]:
    """Return the first failure of each clause: that of its check, or that of a program."""
    first: dict[tuple[str, str], Shown] = {}
    for each in failed:
        about = each.result.clause.id if each.result else each.report.nodeid
        first.setdefault((each.name, about), each)
    return [*first.values()]
