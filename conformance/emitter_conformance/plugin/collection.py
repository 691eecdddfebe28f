"""Collects the packaged checks as pytest items, one for each candidate and clause.

The items are not test functions to pytest: patterns for names, fixtures that use themselves,
asyncio modes and markers of the user's project do not touch them.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Callable, Union

import emitter_spec
import pytest
from _pytest.scope import Scope
from emitter_spec import Clause

from emitter_conformance.campaign.ledger import Ledger
from emitter_conformance.campaign.shards import Shard
from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.checks.lookup import Check, checks_of
from emitter_conformance.checks.trial import ClauseBroken
from emitter_conformance.core import describe, stopping
from emitter_conformance.core.errors import Mistake
from emitter_conformance.engine.in_process import Request
from emitter_conformance.engine.probed import Probed
from emitter_conformance.optional.examiner import OptionalExaminer
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import Outcome, Result, SearchResult, Terms, not_asked

from . import junit, node_ids


class SearchLost(Exception):
    """A search for programs ended early; the message is the reason."""


class NotJudged(Exception):
    """A check shows nothing about its clause; the message is the reason."""


ClauseExaminer = Union[Probed, OptionalExaminer]
"""Runs the clauses of a chapter against candidates."""


@dataclass
class CheckTask:
    """The check of one clause on one candidate, and its result once it has run."""

    clause: Clause
    check: Check
    candidate: Candidate
    examiner: ClauseExaminer
    terms: Terms
    result: Result | None = None


@dataclass
class SearchTask:
    """One shard of the programs for one candidate, and what was found once it has run."""

    candidate: Candidate
    shard: Shard
    request: Request
    examiner: Probed
    ledger: Ledger
    programs: SearchResult | None = None


# Stashed, as a project may set any attribute of an item.
CHECK_TASK = pytest.StashKey[CheckTask]()
SEARCH_TASK = pytest.StashKey[SearchTask]()


class Suite(pytest.Directory):
    """The chapters of the packaged suite, in the order of the specification, and the programs."""

    files: Callable[[pytest.Collector], Iterable[pytest.File]]

    def collect(self) -> Iterable[pytest.File]:
        """Yield a file for each chapter, and one for the programs."""
        return self.files(self)


class ChapterFile(pytest.File):
    """The checks of one chapter."""

    chapter: emitter_spec.Chapter
    candidates: Sequence[Candidate]
    terms: Terms
    examiner: ClauseExaminer

    def collect(self) -> Iterator[CheckItem]:
        """Yield one item for each candidate and clause of the chapter that applies to it.

        Raises:
            CatalogueError: A clause has no check, or a check has no clause.

        """
        several = len(self.candidates) > 1
        left_out = {
            (result.clause, candidate.name)
            for candidate in self.candidates
            for result in self.examiner.left_out(candidate)
        }
        for clause, check in checks_of(self.chapter).items():
            for candidate in self.candidates:
                is_asked = not not_asked(clause, candidate, self.terms)
                if is_asked and (clause, candidate.name) not in left_out:
                    name = node_ids.item_name(clause, candidate.name if several else "")
                    item: CheckItem = CheckItem.from_parent(self, name=name)
                    item.prepare(CheckTask(clause, check, candidate, self.examiner, self.terms))
                    if several:
                        item.carry(candidate.name)
                    yield item


class _Item(pytest.Item):
    """An item whose failure is reported without a traceback of the kit."""

    cls = None  # pytest asks whatever has parameters for its class

    @property
    def originalname(self) -> str:
        """The name without parameters, by which VS Code groups the items that have some."""
        return self.name.partition("[")[0]

    def carry(self, candidate: str) -> None:
        """Carry the candidate as a parameter, by which other tools keep items apart.

        It is of the scope of the function, for which pytest reorders nothing. VS Code does not
        collect an item that has parameters and does not name them, so one candidate is none.
        """
        self.callspec = SimpleNamespace(
            params={"candidate": candidate},
            indices={"candidate": 0},
            id=candidate,
            marks=[],
            _arg2scope={"candidate": Scope.Function},
        )

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return the message of a broken clause, whose block replaces the traceback."""
        if isinstance(excinfo.value, (ClauseBroken, NotJudged, SearchLost)):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def _repr_failure_py(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> Any:
        """Return the traceback of another failure, or its words where that runs code that fails."""
        try:
            return super()._repr_failure_py(excinfo, style)
        except (Exception, SystemExit):
            return describe.error(excinfo.value)


class CheckItem(_Item):
    """The check of one clause on one candidate."""

    def prepare(self, task: CheckTask) -> None:
        """Set what the item judges, and its properties for JUnit reports."""
        self.stash[CHECK_TASK] = task
        self.user_properties += junit.properties(task.clause, task.candidate.name, task.terms)

    def runtest(self) -> None:
        """Run the check of the clause against the candidate.

        Raises:
            ClauseBroken: The candidate breaks the clause.
            NotJudged: The check shows nothing about the clause.
            pytest.skip.Exception: The check was not begun, or no verdict needs it.

        """
        task = self.stash[CHECK_TASK]
        task.result = result = task.examiner.examine(task.clause, task.candidate)
        stopping.check()
        if result.failure is not None and not task.terms.only_observe(result):
            raise ClauseBroken(result.failure)
        if result.outcome is Outcome.NOT_RUN:
            is_begun = result.seconds > 0
            if is_begun and task.terms.ask(task.clause):
                raise NotJudged(f"{task.clause.id}  not judged: {result.reason}")
            pytest.skip(result.reason)  # the verdict gives the reason, once

    @property
    def location(self) -> tuple[str, int | None, str]:
        """The place that pytest prints, wherever the kit is installed."""
        return self.nodeid.partition("::")[0], *self.reportinfo()[1:]

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return the place of the check."""
        task = self.stash[CHECK_TASK]
        code: Any = getattr(inspect.unwrap(task.check), "__code__", None)
        return self.path, getattr(code, "co_firstlineno", 1) - 1, task.clause.id


class ProgramsFile(pytest.File):
    """The search for programs that show a broken clause."""

    candidates: Sequence[Candidate]
    request: Callable[[Candidate, Shard], Request]
    examiner: Probed
    ledger: Ledger

    def collect(self) -> Iterator[ProgramsItem]:
        """Yield one item for each candidate and shard."""
        several = len(self.candidates) > 1
        for candidate in self.candidates:
            for shard in self.ledger.shards(candidate):
                name = node_ids.programs_item_name(candidate.name if several else "", shard)
                item: ProgramsItem = ProgramsItem.from_parent(self, name=name)
                request = self.request(candidate, shard)
                item.stash[SEARCH_TASK] = SearchTask(
                    candidate, shard, request, self.examiner, self.ledger
                )
                if several:
                    item.carry(candidate.name)
                item.user_properties += junit.programs_properties(candidate.name, request.terms)
                yield item


class ProgramsItem(_Item):
    """One shard of the programs for one candidate."""

    def runtest(self) -> None:
        """Search the shard for a rejected program.

        Raises:
            ClauseBroken: A program shows a broken clause.
            SearchLost: The search ended early, or its result cannot be stored.

        """
        task = self.stash[SEARCH_TASK]
        if task.ledger.is_needless(task.candidate, task.shard):
            pytest.skip("an earlier program shows a broken clause")
        found = task.examiner.search(task.candidate, task.request, task.ledger.note)
        stopping.check()
        try:
            task.ledger.keep(task.candidate, task.shard, found)
        except Mistake as error:
            unkept = Failure((), "the shard is kept", str(error), by_programs=True)
            found = dataclasses.replace(found, lost=unkept)
        task.programs = found
        if found.lost is not None:
            raise SearchLost(found.lost.actual)
        if found.result is not None and found.result.failure is not None:
            raise ClauseBroken(found.result.failure)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return the place of the search."""
        shard = self.stash[SEARCH_TASK].shard
        name = f"programs of seeds {shard.seeds}" if shard.index else "programs"
        return self.path, 0, name

    @property
    def location(self) -> tuple[str, int | None, str]:
        """The place that pytest prints, wherever the kit is installed."""
        _, line, title = self.reportinfo()
        return self.nodeid.partition("::")[0], line, title
