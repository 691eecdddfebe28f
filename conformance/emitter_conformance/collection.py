"""Collects the packaged checks as pytest items, one for each candidate and clause.

The items are not test functions to pytest: patterns for names, fixtures that use themselves,
asyncio modes and markers of the user's project do not touch them.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Callable, Union

import pytest
from emitter_spec import Clause, Specification

from .candidate import Candidate
from .trial import ClauseBroken, Failure, Trial
from .verdict import Outcome, Result, planned_clauses

SUITE = Path(__file__).parent / "suite"
NODE = "emitter_conformance/suite"

Check = Callable[[Trial], None]


class CatalogueError(Exception):
    """Clauses and checks do not correspond one to one."""


def chapter_path(chapter: str) -> Path:
    """Give the file of a chapter's checks."""
    return SUITE / f"test_{chapter}.py"


def check_name(clause: Clause) -> str:
    """Give the name of the function that checks a clause."""
    return "test_" + clause.slug.replace("-", "_")


def node_id(clause: Clause, candidate: Candidate, several: bool) -> str:
    """Give pytest's id of the item; it does not depend on where the kit is installed."""
    suffix = f"[{candidate.name}]" if several else ""
    return f"{NODE}/{chapter_path(clause.chapter).name}::{check_name(clause)}{suffix}"


def checks_of(module: ModuleType) -> dict[str, Check]:
    """Give the checks that a chapter's module defines, by name."""
    return {name: thing for name, thing in vars(module).items() if name.startswith("test_")}


class Chapter(pytest.File):
    """The checks of one chapter."""

    specification: Specification
    candidates: Sequence[Candidate]

    def collect(self) -> Iterator[CheckItem]:
        """Give one item for each candidate and clause of the chapter.

        Raises:
            CatalogueError: A clause has no check, or a check has no clause.

        """
        name = self.path.stem
        module = importlib.import_module(f"{__package__}.suite.{name}")
        checks = checks_of(module)
        clauses = [c for c in self.specification if c.chapter == name[len("test_") :]]
        odd = {check_name(clause) for clause in clauses} ^ set(checks)
        if odd:
            raise CatalogueError(f"{name}.py and the chapter differ: {', '.join(sorted(odd))}")
        several = len(self.candidates) > 1
        for candidate in self.candidates:
            planned = planned_clauses(candidate, self.specification)
            for clause in clauses:
                if clause in planned:
                    item: CheckItem = CheckItem.from_parent(
                        self, name=node_id(clause, candidate, several).rpartition("::")[2]
                    )
                    item.prepare(clause, candidate, checks[check_name(clause)])
                    yield item


class CheckItem(pytest.Item):
    """One clause put to one candidate."""

    clause: Clause
    candidate: Candidate
    check: Check
    observation = ""

    def prepare(self, clause: Clause, candidate: Candidate, check: Check) -> None:
        """Say what the item judges; the properties end up in JUnit reports."""
        self.clause, self.candidate, self.check = clause, candidate, check
        self.user_properties += [
            ("candidate", candidate.name),
            ("clause", clause.id),
            ("level", clause.level.value),
            ("editions", " ".join(clause.editions)),
        ]

    def runtest(self) -> None:
        """Put the clause to the candidate.

        Raises:
            ClauseBroken: The candidate breaks it.

        """
        trial = Trial(self.candidate.make)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.check(trial)
            trial.close()
        self.observation = trial.observation

    def result(self, error: Union[BaseException, None]) -> Result:
        """Give the outcome; an exception that is no broken clause is the kit's own."""
        if error is None:
            return Result(self.clause, Outcome.KEPT, observation=self.observation)
        if isinstance(error, ClauseBroken):
            return Result(self.clause, Outcome.BROKEN, error.failure)
        failure = Failure((), "the check to come to an end", f"{type(error).__name__}: {error}")
        return Result(self.clause, Outcome.NOT_RUN, failure)

    @property
    def location(self) -> tuple[str, Union[int, None], str]:  # type: ignore[override]
        """Give the place that pytest prints, wherever the kit is installed."""
        return self.nodeid.partition("::")[0], self.reportinfo()[1], self.clause.id

    def reportinfo(self) -> tuple[Path, int, str]:
        """Give the place of the check."""
        code: Any = getattr(self.check, "__code__", None)
        return self.path, getattr(code, "co_firstlineno", 1) - 1, self.clause.id
