"""Finds the check of a clause in the packaged suite."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType
from typing import Any, Callable

from emitter_spec import Chapter, Clause, Specification

from emitter_conformance.core.clauses import check_name
from emitter_conformance.core.imports import as_installed

Check = Callable[[Any], None]
"""Takes a `Trial`; in a chapter that a type checker judges, a `TypedProgram`."""
SUITE = "emitter_conformance.suite"
CHECKS = "test_"
"""Begins the name of each module with checks."""


class CatalogueError(Exception):
    """Clauses and checks do not correspond one to one."""


def suite_module(chapter: str) -> ModuleType:
    """Import the module with the checks of a chapter."""
    with as_installed():
        return importlib.import_module(f"{SUITE}.{CHECKS}{chapter}")


def checks_of(chapter: Chapter) -> dict[Clause, Check]:
    """Return the check of each clause of a chapter.

    Raises:
        CatalogueError: A clause has no check, or a check has no clause.

    """
    module = suite_module(chapter.name)
    checks = {name: thing for name, thing in vars(module).items() if name.startswith("test_")}
    odd = {check_name(clause) for clause in chapter.clauses} ^ set(checks)
    if odd:
        raise CatalogueError(
            f"chapter {chapter.name} and its checks differ: {', '.join(sorted(odd))}"
        )
    return {clause: checks[check_name(clause)] for clause in chapter.clauses}


def check_of(clause: Clause, specification: Specification) -> Check:
    """Return the check of a clause."""
    chapters = {chapter.name: chapter for chapter in specification.chapters}
    return checks_of(chapters[clause.chapter])[clause]


def import_checks() -> None:
    """Import the modules with the checks of all chapters.

    A candidate that is imported later can replace nothing in them unnoticed.
    """
    for module in pkgutil.iter_modules(importlib.import_module(SUITE).__path__):
        if module.name.startswith(CHECKS):
            suite_module(module.name[len(CHECKS) :])
