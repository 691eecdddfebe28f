"""A fake is asked what it can be asked: no check calls a method that it lacks."""

from __future__ import annotations

from typing import Any, ClassVar

import emitter_spec
import pytest
from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.candidate.methods import lacking
from emitter_conformance.checks.lookup import check_of
from emitter_conformance.engine.in_process import Request, examine, examine_programs
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.verdict import Outcome, Terms, not_asked
from emitter_reference import EventEmitter
from emitter_spec import Clause

SPECIFICATION = emitter_spec.load()
TERMS = Terms("1.2", is_default=False, strict=False, profile="double")


class Fake:
    """The reference, with `on` in both forms and `emit`."""

    def __init__(self) -> None:
        self._real: EventEmitter[Any] = EventEmitter()

    def on(self, event: Any, callback: Any = None) -> Any:
        """Register a callback."""
        return self._real.on(event, callback)

    def emit(self, event: Any, *args: Any) -> None:
        """Call what is registered."""
        self._real.emit(event, *args)


class WithOff(Fake):
    """One that removes too."""

    def off(self, event: Any, callback: Any) -> None:
        """Remove a callback."""
        self._real.off(event, callback)


class WithOnce(Fake):
    """One that registers for one call, too."""

    def once(self, event: Any, callback: Any) -> Any:
        """Register a callback for one call."""
        return self._real.once(event, callback)


class WithDecoratorOfOnce(Fake):
    """One that registers for one call by a decorator alone."""

    def once(self, event: Any) -> Any:
        """Return a decorator."""
        return self._real.once(event)


class ByDecorator(Fake):
    """One whose `on` is a decorator only."""

    def on(self, event: Any) -> Any:  # type: ignore[override]
        """Return a decorator."""
        return self._real.on(event)


class ByCallback(WithOff, WithOnce):
    """One without decorators."""

    def on(self, event: Any, callback: Any) -> Any:  # type: ignore[override]
        """Register a callback."""
        return self._real.on(event, callback)


NEEDING = [each for each in SPECIFICATION if each.methods and "double" in each.profiles]
FAKES = [Fake, WithOff, WithOnce, WithDecoratorOfOnce, ByDecorator, ByCallback]


def candidate(fake: type) -> Candidate:
    """Return a fake as a candidate of the profile."""
    name = fake.__name__
    return Candidate(name, name, True, "", "", "", "", lacking(fake()), fake)


def asked(of: Candidate) -> list[Clause]:
    """Return the clauses of the published editions that a fake is asked."""
    published = (clause for clause in SPECIFICATION if not clause.draft)
    return [clause for clause in published if not not_asked(clause, of, TERMS)]


@pytest.mark.parametrize("fake", FAKES)
def test_fake_that_behaves_keeps_every_clause(fake: type) -> None:
    """What a clause needs is enough for its check to judge something, and nothing else is called.

    If this fails: the clause needs a method beyond its `Needs`, or its check calls it too early.
    """
    of = candidate(fake)
    found = {
        clause.id: examine(clause, check_of(clause, SPECIFICATION), of) for clause in asked(of)
    }
    assert {each.clause.id: each.reason for each in found.values() if each.reason} == {}
    assert {each.outcome for each in found.values()} == {Outcome.KEPT}
    assert {"rejection.coroutine-functions", "emission.calls-each-callback-once"} <= {*found}


def test_clause_that_asks_for_a_missing_method_has_a_reason() -> None:
    """A check that needs what a fake lacks, and judged nothing yet, is not run."""
    clause = SPECIFICATION["surface.off-returns-none"]
    result = examine(clause, check_of(clause, SPECIFICATION), candidate(Fake))
    assert (result.outcome, result.reason) == (Outcome.NOT_RUN, "its check needs off")


class Recording(EventEmitter[Any]):
    """The reference, which notes the forms of its methods that are called."""

    called: ClassVar[set[str]] = set()

    def on(self, event: Any, callback: Any = None) -> Any:
        """Register a callback."""
        self.called.add("on as a decorator" if callback is None else "on with a callback")
        return super().on(event, callback)

    def once(self, event: Any, callback: Any = None) -> Any:
        """Register a callback for one call."""
        self.called.add("once as a decorator" if callback is None else "once with a callback")
        return super().once(event, callback)

    def off(self, event: Any, callback: Any) -> None:
        """Remove a callback."""
        self.called.add("off")
        super().off(event, callback)


@pytest.mark.parametrize("clause", NEEDING, ids=lambda clause: str(clause.id))
def test_check_calls_what_its_clause_needs(clause: Clause) -> None:
    """No clause names a method in its `Needs` that its check does not call."""
    Recording.called.clear()
    examine(clause, check_of(clause, SPECIFICATION), candidate(Recording))
    assert {*clause.methods} <= Recording.called


@pytest.mark.parametrize("fake", FAKES)
def test_programs_perform_what_a_fake_has(fake: type) -> None:
    """Programs have no operation that a fake lacks."""
    found = examine_programs(candidate(fake), SPECIFICATION, Request(TERMS, Scope(4, 300)))
    assert (found.result, found.lost, found.sampled) == (None, None, 300)
    assert found.exhaustive > 200
