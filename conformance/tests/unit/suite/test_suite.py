"""The suite fits the specification, and its instruments work."""

from __future__ import annotations

import functools
from types import BuiltinMethodType
from typing import Any, NoReturn

import pytest
from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.checks.lookup import CatalogueError, checks_of, suite_module
from emitter_conformance.core import clauses
from emitter_conformance.engine import in_process
from emitter_conformance.plugin import node_ids
from emitter_conformance.verdict.verdict import Outcome, Result
from emitter_reference.emitter import EventEmitter, logger
from emitter_spec import Clause, Level
from emitters import DEFECTS, SPECIFICATION, VARIANTS, broken, candidate, results

MUST = {clause.id for clause in SPECIFICATION if clause.level is Level.MUST}
RECORDED = {clause.id for clause in SPECIFICATION if clause.level is Level.OPEN}


class Idle:
    """An emitter whose methods do nothing."""

    def on(self, event: Any, callback: Any = None) -> None:
        """Do nothing."""

    once = off = on

    def emit(self, event: Any, *args: Any) -> None:
        """Do nothing."""


class Echoing(Idle):
    """An emitter whose methods do nothing but return the callback, or a decorator."""

    def on(self, event: Any, callback: Any = None) -> Any:
        """Return the callback, or a decorator."""
        return callback if callback is not None else lambda function: function

    once = on


class Raising(Idle):
    """An emitter whose every method raises."""

    error: type[BaseException] = ValueError

    def on(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raise."""
        raise self.error

    once = off = emit = on


def raising(kind: type[BaseException]) -> type:
    """Return a class whose every method raises an exception of this type."""
    return type("Raising", (Raising,), {"error": kind})


RAISING: dict[type[BaseException], type] = {
    kind: raising(kind)
    for kind in (ValueError, TypeError, KeyError, RuntimeError, KeyboardInterrupt, SystemExit)
}


@functools.cache
def judged(make: type) -> list[Result]:
    """Return the results of a class; its many failures are not made smaller, which takes long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(in_process, "smallest", lambda trial, broken: broken)
        return results(Candidate("", "", True, "", "", "", "", (), make))


def kept(make: type) -> set[str]:
    """Return the clauses that a class keeps."""
    return {result.clause.id for result in judged(make) if result.outcome is Outcome.KEPT}


def test_chapters_and_checks_correspond() -> None:
    """Each clause has the check of its name, and each check its clause."""
    checked = {clause for chapter in SPECIFICATION.chapters for clause in checks_of(chapter)}
    assert checked == set(SPECIFICATION)
    files = {clauses.chapter_file(chapter.name) for chapter in SPECIFICATION.chapters}
    files.add(node_ids.PROGRAMS_FILE)
    assert {path.name for path in node_ids.SUITE.glob("test_*.py")} == files


def test_difference_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check without a clause is a mistake of the kit."""
    monkeypatch.setattr(suite_module("once"), "test_fires_twice", print, raising=False)
    chapter = next(each for each in SPECIFICATION.chapters if each.name == "once")
    with pytest.raises(CatalogueError, match="chapter once and its checks differ: test_fires_t"):
        checks_of(chapter)


@pytest.mark.parametrize("make", [Idle, Echoing])
def test_emitter_that_does_nothing_breaks_every_must(make: type) -> None:
    """An emitter that does nothing breaks every MUST."""
    assert kept(make) & MUST <= ECHOED[make]


def test_kind_that_is_not_called_is_no_matter_of_its_parameters() -> None:
    """A kind of callback that is never called, where functions are, has one clause."""
    (path,) = (each for each in DEFECTS if each.stem == "callable_tuples_are_unpacked")
    objects = ["arity.callable-objects", "emission.calls-each-callback-once"]
    assert list(broken(candidate(path), objects)) == objects[1:]


class OfPython(EventEmitter[Any]):
    """An emitter that registers no built-in."""

    def on(self, event: Any, callback: Any = None) -> Any:
        """Register a callback that is written in Python."""
        return callback if isinstance(callback, BuiltinMethodType) else super().on(event, callback)


def test_built_in_that_is_not_called_is_no_matter_of_its_errors() -> None:
    """A built-in that is never called is not called a second time."""
    asked = ["arity.built-in-methods", "type_error.callback-is-not-called-again"]
    of_python = Candidate("", "", True, "", "", "", "", (), OfPython)
    assert list(broken(of_python, asked)) == asked[:1]


ECHOED: dict[type, set[str]] = {
    Idle: set(),
    Echoing: {
        "registration.on-returns-the-callback",
        "registration.decorator-returns-the-function",
        "once.decorator-returns-the-function",
    },
}


@pytest.mark.parametrize("kind", RAISING)
def test_emitter_that_raises_breaks_every_must(kind: type[BaseException]) -> None:
    """An emitter whose every method raises breaks every MUST."""
    assert kept(RAISING[kind]) & MUST == set()


def test_exceptions_of_pytest_are_failures() -> None:
    """Exceptions of pytest neither skip a check, nor excuse it, nor end the run."""
    for raise_it in (pytest.skip, pytest.fail, pytest.xfail, pytest.exit):
        with pytest.raises(BaseException) as caught:  # noqa: PT011
            raise_it("no")
        assert kept(raising(type(caught.value))) & MUST == set()


def test_open_clauses_accept_anything() -> None:
    """Open clauses are broken by no emitter."""
    for make in (Idle, Echoing, RAISING[TypeError], RAISING[SystemExit]):
        assert kept(make) >= RECORDED


def test_every_open_clause_is_observed() -> None:
    """Each open clause has an observation."""
    for make in (Idle, RAISING[TypeError]):
        observed = {result.clause.id for result in judged(make) if result.observation}
        assert observed == RECORDED


class UntracedOnce(EventEmitter[Any]):
    """An emitter whose records of `once` callbacks have no exception."""

    def once(self, event: Any, callback: Any = None) -> Any:
        """Register a callback that logs its failure by itself."""
        if callback is None:
            return super().once(event)

        def guarded(*args: Any) -> None:
            try:
                callback(*args)
            except TypeError:
                raise
            except Exception:
                logger.error("failed")

        return super().once(event, guarded)


def test_records_of_once_are_compared_with_those_of_on() -> None:
    """Of `once` a record with an exception is expected where `on` has one."""
    asked = {"logging.record-carries-the-traceback", "logging.covers-once"}
    (untraced,) = (path for path in DEFECTS if path.stem == "record_without_exc_info")
    assert {*broken(candidate(untraced), asked)} == {"logging.record-carries-the-traceback"}
    untraced_once = Candidate("", "", True, "", "", "", "", (), UntracedOnce)
    assert {*broken(untraced_once, asked)} == {"logging.covers-once"}


def chosen(expression: str, clause: Clause) -> bool:
    """Return whether `-k` with an expression chooses a clause."""
    names = f"{clauses.chapter_file(clause.chapter)} {clauses.check_name(clause)}"
    return all(word in names for word in expression.strip('"').split(" and "))


@pytest.mark.parametrize("clause", list(SPECIFICATION), ids=lambda clause: clause.id)
def test_selection_chooses_one_clause(clause: Clause) -> None:
    """The command of a failure block runs that clause and no other."""
    expression = clauses.selection(clause, SPECIFICATION)
    assert [each for each in SPECIFICATION if chosen(expression, each)] == [clause]


def test_thread_safe_variant_keeps_what_its_profile_asks() -> None:
    """The clauses that only a thread-safe emitter is asked are kept by one."""
    clauses = ["threads.first-registrations-are-not-lost", "threads.once-is-called-once"]
    (path,) = [path for path in VARIANTS if path.stem == "thread_safe"]
    found = results(candidate(path), only=clauses)
    assert {each.clause.id: each.outcome for each in found} == dict.fromkeys(clauses, Outcome.KEPT)
