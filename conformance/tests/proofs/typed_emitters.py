"""Judges emitters by the clauses about types, all of them in one run of mypy.

They are put to the variants and to the defects of their own chapters. The other defects are wrong
in what they do, and annotate what they override as it is least in the way.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping, Sequence
from pathlib import Path

from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.core.clauses import check_name
from emitter_conformance.typecheck.examiner import PACKAGE, PROBE, programs_of, result_of
from emitter_conformance.typecheck.mypy_process import Checker
from emitter_conformance.typecheck.program import Message, TypedProgram, probe
from emitter_conformance.verdict.verdict import Result
from emitters import DEFECTS, HERE, SPECIFICATION, VARIANTS, candidate, name

CHAPTERS = [chapter.name for chapter in SPECIFICATION.chapters if chapter.needs == PACKAGE]
TYPED_DEFECTS = [path for path in DEFECTS if path.parent.name in CHAPTERS]


def seen(path: Path) -> Candidate:
    """Return a defect or variant under a unique name, by which mypy imports it."""
    dotted = name(path).replace("/", ".")
    return dataclasses.replace(candidate(path), module=dotted, root=str(HERE))


@functools.cache
def typing_results() -> Mapping[Path, Sequence[Result]]:
    """Return the results of all emitters; a factory has none."""
    candidates = {path: seen(path) for path in [*TYPED_DEFECTS, *VARIANTS]}
    classes = {path: each for path, each in candidates.items() if each.is_class}
    programs = {path: programs_of(each, SPECIFICATION) for path, each in classes.items()}
    sources = {}
    for path, each in classes.items():
        sources[_name(path, PROBE)] = probe(each)
        for check, program in programs[path].items():
            sources[_name(path, check)] = program.source
    checker = Checker(sources, [str(HERE)], seconds=0)
    try:
        messages = checker.messages()
    finally:
        checker.close()
    return {path: _results(path, programs[path], messages) for path in classes}


def _name(path: Path, check: str) -> str:
    return f"{name(path).replace('/', '_')}__{check}"


def _results(
    path: Path, programs: Mapping[str, TypedProgram], messages: Mapping[str, Sequence[Message]]
) -> list[Result]:
    own = {check: messages.get(_name(path, check), ()) for check in [*programs, PROBE]}
    clauses = [clause for clause in SPECIFICATION if clause.needs == PACKAGE]
    return [result_of(clause, programs[check_name(clause)], own) for clause in clauses]
