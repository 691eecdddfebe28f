"""Judges the defects of the chapter drop_in with LiveKit's packages, which have to be installed.

Other emitters are not put to it here: each takes a process that imports the packages.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from emitter_conformance.candidate.deadline import USUAL
from emitter_conformance.drop_in.examiner import PACKAGE, DropInRun, cases
from emitter_conformance.verdict.verdict import Result
from emitters import DEFECTS, SPECIFICATION

CHAPTERS = [chapter.name for chapter in SPECIFICATION.chapters if chapter.needs == PACKAGE]
DROP_IN_DEFECTS = [path for path in DEFECTS if path.parent.name in CHAPTERS]


def drop_in_results(given: str) -> Sequence[Result]:
    """Return the results of the clauses that were tried."""
    run = DropInRun(cases(SPECIFICATION), given, Path.cwd(), USUAL)
    try:
        return [result for result in run.results().values() if result.was_tried]
    finally:
        run.close()
