"""Every defect breaks exactly the clauses that it declares, and every clause has a defect."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from drop_in_emitters import DROP_IN_DEFECTS, drop_in_results
from emitter_conformance.candidate.identity import Identity
from emitter_conformance.drop_in.examiner import DropIn
from emitter_conformance.optional.examiner import is_installed
from emitter_conformance.reports.terminal import failure_block
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import Outcome, Result, Terms
from emitter_spec import Level
from emitters import DEFECTS, SPECIFICATION, broken, broken_alone, candidate, declared, name
from typed_emitters import TYPED_DEFECTS, typing_results

LINES, COLUMNS = 25, 80
"""The largest block of a failure, and the terminal that it is for."""


def failures(found: Iterable[Result]) -> dict[str, Failure]:
    """Return the failure of each broken clause."""
    return {each.clause.id: each.failure for each in found if each.failure is not None}


def size(path: Path, clause: str, failure: Failure) -> int:
    """Return the number of lines that the block of a failure takes in a terminal."""
    place = re.sub(r".*\.py(?=:)", "rooms/emitter.py", failure.where)
    result = Result(SPECIFICATION[clause], Outcome.BROKEN, replace(failure, where=place))
    name, terms = "rooms.emitter:EventEmitter", Terms("1.2", is_default=True, strict=False)
    of = Identity("rooms.emitter", name, is_class=True, file="", version="")
    lines = failure_block(result, of, terms, SPECIFICATION, path.parent).splitlines()
    return sum(math.ceil(len(line) / COLUMNS) for line in lines)


# A thread of a case ends with what the defect raises there.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.mypy
@pytest.mark.livekit
@pytest.mark.parametrize("path", DEFECTS, ids=name)
def test_reported_for_its_reason(path: Path) -> None:
    """Each clause that a defect declares is broken for the declared reason, told in a few lines."""
    if path in TYPED_DEFECTS:
        pytest.importorskip("mypy")
        reported = failures(typing_results()[path])
    elif path in DROP_IN_DEFECTS:
        if not is_installed(DropIn.module):
            pytest.skip("livekit-agents is not installed")
        reported = {**broken(candidate(path)), **failures(drop_in_results(str(path)))}
    else:
        reported = broken(candidate(path), only=declared(path))
    missing = declared(path).keys() - reported.keys()
    # Versions of Python differ in the signature of a member of an enumeration.
    assert reported
    assert missing <= {"emission.calls-each-callback-once"}
    for clause in reported:
        assert declared(path)[clause] in reported[clause].actual
        # What runs LiveKit's packages is one program, of which nothing is left out.
        if path not in DROP_IN_DEFECTS and size(path, clause, reported[clause]) > LINES:
            again = broken(candidate(path), only=[clause])  # with other turns of the threads
            assert size(path, clause, again[clause]) <= LINES


def test_every_binding_clause_has_a_defect_of_its_own() -> None:
    """Every binding clause has a defect that breaks no other, except its rules and corollaries."""
    alone = {clause for path in DEFECTS for clause in broken_alone(declared(path))}
    binding = {clause.id for clause in SPECIFICATION if clause.level is not Level.OPEN}
    assert binding - alone == set()


@pytest.mark.parametrize("path", DEFECTS, ids=name)
def test_stands_in_the_chapter_of_a_clause_it_breaks(path: Path) -> None:
    """The folder of a defect is a chapter of a clause that it breaks."""
    assert path.parent.name in {clause.partition(".")[0] for clause in declared(path)}
