"""An operation that a candidate declares as unsupported is told apart from a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest
from emitter_conformance.candidate.unsupported import unsupported
from emitter_conformance.engine.in_process import InProcess, Request
from emitter_conformance.programs.search import Scope
from emitter_conformance.reports import sentences, side_by_side
from emitter_conformance.verdict.verdict import Outcome, Result
from verdicts import DEFAULT, SPECIFICATION, broken, verdict

pytestmark = pytest.mark.usefixtures("forgotten")


WITHOUT = """\
from emitter_reference.emitter import EventEmitter as Reference
class EventEmitter(Reference):
    def {method}(self, *args):
        raise NotImplementedError("there is no {method}")
"""


def candidate_without(folder: Path, method: str) -> tuple[InProcess, str]:
    """Write a candidate that declares a method as unsupported."""
    path = folder / f"without_{method}.py"
    path.write_text(WITHOUT.format(method=method), encoding="utf-8")
    return InProcess(SPECIFICATION, folder, 10), str(path)


def test_clause_that_needs_it_is_unsupported(tmp_path: Path) -> None:
    """A clause that needs an unsupported method counts as broken, with the reason."""
    examiner, given = candidate_without(tmp_path, "once")
    result = examiner.examine(SPECIFICATION["once.fires-once"], examiner.load(given))
    assert result.outcome is Outcome.UNSUPPORTED
    assert result.outcome.is_broken
    assert result.reason == "NotImplementedError: there is no once"
    assert result.failure is not None
    assert result.failure.actual == result.reason


def test_clause_that_does_not_need_it_is_judged(tmp_path: Path) -> None:
    """A clause that needs no unsupported method is judged as usual."""
    examiner, given = candidate_without(tmp_path, "once")
    result = examiner.examine(SPECIFICATION["removal.ends-the-calls"], examiner.load(given))
    assert result.outcome is Outcome.KEPT


def test_what_a_callback_meets_counts_too(tmp_path: Path) -> None:
    """An unsupported method called in a callback is found in the log record of the emission."""
    examiner, given = candidate_without(tmp_path, "off")
    clause = SPECIFICATION["emission.callback-can-remove-itself"]
    result = examiner.examine(clause, examiner.load(given))
    assert result.outcome is Outcome.UNSUPPORTED


def test_programs_tell_it_too(tmp_path: Path) -> None:
    """A program that needs an unsupported method shows that, not a wrong emitter."""
    examiner, given = candidate_without(tmp_path, "once")
    request = Request(DEFAULT, Scope(depth=2, number=0))
    found = examiner.search(examiner.load(given), request, lambda programs, *_: programs)
    assert found.result is not None
    assert found.result.outcome is Outcome.UNSUPPORTED
    assert found.result.reason == "NotImplementedError: there is no once"


def raised(error: BaseException) -> BaseException:
    """Return an exception that this file has raised."""
    with pytest.raises(type(error)) as info:
        raise error
    return info.value


def test_exception_of_a_callback_is_none() -> None:
    """An exception that a callback raises itself says nothing about the candidate."""
    assert unsupported([raised(NotImplementedError("a seat"))], __file__) == ""
    said = unsupported([raised(NotImplementedError("a seat"))], "<steps>")
    assert said == "NotImplementedError: a seat"


def test_cause_and_context_are_looked_at() -> None:
    """Causes and contexts of an exception are searched; a chain without end is given up."""
    inner = raised(NotImplementedError("a seat"))
    caused, beside, endless = ValueError("no"), ValueError("no"), ValueError("no")
    caused.__cause__, beside.__context__ = inner, inner
    endless.__context__ = other = ValueError("no")
    other.__context__ = endless
    assert unsupported([caused], "<steps>") == unsupported([beside], "<steps>") != ""
    assert unsupported([None, endless, "no exception"], "<steps>") == ""


def lacking(clause: str, reason: str = "NotImplementedError: there is no once") -> Result:
    """Return the result of a clause that is not supported."""
    failure = broken(clause).failure
    return Result(SPECIFICATION[clause], Outcome.UNSUPPORTED, failure, reason=reason)


def test_account_counts_it_by_the_reason() -> None:
    """The ruling names unsupported clauses after those that are wrong."""
    given = verdict(
        "removal.twice-is-silent", others=[lacking("once.fires-once"), lacking("once.is-per-event")]
    )
    assert sentences.notes(given) == [
        "unsupported: 2 clauses: NotImplementedError: there is no once"
    ]
    assert sentences.ruling(given) == (
        "NOT CONFORMANT: removal.twice-is-silent; unsupported: once.is-per-event, once.fires-once"
    )


def test_comparison_has_a_word_of_its_own() -> None:
    """Unsupported clauses have a word of their own in the comparison of candidates."""
    lines = list(side_by_side.lines([verdict(others=[lacking("once.fires-once")]), verdict()]))
    assert "unsupported by mypkg.emitter 0.3: once.fires-once" in lines
    same = [verdict(others=[lacking("once.fires-once")])] * 2
    assert "unsupported in all: once.fires-once" in list(side_by_side.lines(same))
