"""The oracle: accepts a trace that the specification allows, and rejects every other.

It follows the trace entry by entry and knows, at each, what may come next: the callbacks of an
emission in any order or in that of their registration, a TypeError that cuts off what had not run,
a `once` registration that a nested emission may take. It is no emitter: it makes no choice and
calls nothing. Where an entry can be understood in several ways, it follows all of them.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from emitter_conformance.core import describe

from .blame import (
    clause_about,
    clause_of_arity,
    clause_of_failure,
    clause_of_order,
    clause_of_own_exception,
    clause_of_raising,
    reject_call,
    reject_missing,
)
from .program import NAMES, Action, Operation, Program
from .replay import CALLED, DOES, DONE, LEFT, RAISED, Trace
from .rules import ORIGINAL_CANCELS, Rejected, Rejection, Rules, Waived
from .state import (
    CANCELLED_RUNS,
    CUT,
    FAILED,
    GONE,
    MAYBE,
    ORIGINAL,
    ORIGINAL_STAYS,
    REMOVED,
    REPEATED,
    SPENT,
    SURE,
    Emission,
    State,
)

FEW = 8
"""Up to how many ways to understand a trace are followed without looking which are alike."""

SILENT = "logging.silent-without-failure"

# Clauses about operations that, where they raise, leave the registrations as they were.
WITHOUT_EFFECT = {
    "registration.same-callback-twice-is-one",
    "removal.unknown-event-is-silent",
    "removal.unknown-callback-is-silent",
    "removal.twice-is-silent",
    "removal.none-removes-nothing",
    SPENT,
}


def first_broken(program: Program, trace: Trace, rules: Rules) -> Rejection | None:
    """Return the first clause that a trace breaks and where, or None if it is allowed.

    Args:
        program: The program.
        trace: The trace of the program, as `replay` returns it.
        rules: The edition and levels, and the clauses that may be broken.

    """
    states = [State(program, rules)]
    for number, entry in enumerate(trace):
        following: list[State] = []
        rejected: Rejected | None = None
        for state in states:
            try:
                following += follow(state, *entry)
            except Rejected as why:
                if why.clause in rules.relaxed:  # nobody knows how the trace goes on
                    return None
                rejected = rejected or why
        if not following:
            assert rejected is not None
            return Rejection(rejected.clause, number, rejected.expected, rejected.actual)
        states = following if len(following) <= FEW else _unlike(following)
    return None


def broken(program: Program, trace: Trace, rules: Rules) -> Iterator[Rejection]:
    """Yield each clause that a trace breaks, as if those before it could be broken.

    What a trace breaks depends on nothing but the trace: not on what a user waives.
    """
    rejection = first_broken(program, trace, rules)
    while rejection is not None:
        yield rejection
        rules = rules.relaxing([rejection.clause])
        rejection = first_broken(program, trace, rules)


def excusing(
    program: Program, trace: Trace, rules: Rules, waived: frozenset[str]
) -> frozenset[str] | None:
    """Return the waived clauses that excuse a rejected trace, or None if they do not.

    They do if the trace breaks no other clause, or if it is allowed where all of them may be
    broken. One does not follow from the other: what is not understood up to the end is excused by
    the clause that it breaks, and a further waived clause may be what makes it understood.
    """
    if not waived:
        return None
    breaks = frozenset(each.clause for each in broken(program, trace, rules))
    if breaks <= waived:
        return breaks
    used = Waived(waived | rules.relaxed)
    if first_broken(program, trace, replace(rules, relaxed=used)) is None:
        return waived.intersection(used.used)
    return None


def _unlike(states: Sequence[State]) -> list[State]:
    """Keep one state for each outlook: there may be thousands of equivalent ones."""
    first: dict[Hashable, State] = {}
    for state in states:
        first.setdefault(state.outlook(), state)
    return list(first.values())


def follow(state: State, word: str, *rest: Any) -> Sequence[State]:
    """Return every interpretation of one more entry.

    Raises:
        Rejected: No state allows the trace.

    """
    if word is CALLED:
        return _called(state, *rest)
    if word is LEFT:
        _left(state, rest[1])
    elif word is DOES:
        _does(state, *rest)
    elif word is DONE:
        _done(state, *rest)
    elif word is RAISED:
        _raised(state, *rest)
    else:
        _logged(state, *rest)
    return (state,)


def _does(state: State, operation: Operation) -> None:
    """Begin an operation."""
    if operation.action is not Action.EMIT:
        state.operations.append((operation, None))
        return
    arguments = tuple(range(1, operation.arguments + 1))
    emission = Emission(operation.event, arguments, len(state.registrations))
    outer = [each for each in state.emissions() if each.event == operation.event]
    for place in state.present[operation.event]:
        registration = state.registrations[place]
        must = registration.status == SURE
        if registration.once and any(place in each.pending for each in outer):
            must = must and state.both_call_once()
        emission.pending[place] = must
    emission.present = tuple(emission.pending)
    state.operations.append((operation, emission))


def _called(state: State, callback: int, received: tuple[object, ...]) -> list[State]:
    """Call a callback; return every interpretation."""
    emission = state.operations[-1][1] if state.operations else None
    if emission is None or emission.calling is not None or emission.over is not None:
        reject_call(state, emission, callback, received)
    candidates = []
    for place in emission.pending:
        registration = state.registrations[place]
        if registration.callback == callback and state.fits(registration, emission, received):
            candidates.append(place)
        if state.rules.keeps_order and emission.pending[place]:
            break
    if not candidates:
        reject_call(state, emission, callback, received)
    states = [state, *(state.copy() for _ in candidates[1:])]
    for each, place in zip(states, candidates):
        _call(each, place)
    return states


def _call(state: State, place: int) -> None:
    emission = state.operations[-1][1]
    assert emission is not None
    if state.rules.keeps_order:
        earlier = itertools.takewhile(lambda each: each != place, list(emission.pending))
        for left_out in earlier:
            _not_called(state, emission, left_out)
    del emission.pending[place]
    emission.calling = place
    registration = state.registrations[place]
    emission.called.append(registration.callback)
    registration.past |= {CALLED}
    if registration.once:
        state.end(place, CALLED)
        if not state.both_call_once():
            state.relax(place)
    elif registration.status == MAYBE:
        registration.status = state.sure(registration)


def _left(state: State, error: BaseException | None) -> None:
    """End a call."""
    emission = state.operations[-1][1] if state.operations else None
    assert emission is not None
    place, emission.calling = emission.calling, None
    assert place is not None
    if error is None:
        return
    state.registrations[place].past |= {FAILED}
    if isinstance(error, Exception) and not isinstance(error, TypeError):
        emission.failures.append(error)
    else:
        emission.over = error


def _logged(state: State, record: Any) -> None:
    """Log an error."""
    emission = next(reversed(list(state.emissions())), None)
    actual = f"a record of level {record.levelname} with {describe.error(record.error)}"
    if record.error is None:
        actual = f"a record of level {record.levelname} without an exception"
    if emission is None:
        state.reject(SILENT, "no log record", actual)
        return
    if _is_in(record.error, emission.failures) and not _is_in(record.error, emission.logged):
        assert record.error is not None
        if record.levelno != logging.ERROR:
            words = "a record of level ERROR"
            state.reject("logging.one-error-record-per-failure", words, actual)
        emission.logged.append(record.error)
    elif _is_in(record.error, emission.logged):
        words = f"one record with {describe.error(record.error)}"
        state.reject(
            "logging.one-error-record-per-failure", words, actual.replace("a ", "a second ", 1)
        )
    elif emission.over is not None and record.error is emission.over:
        clause = clause_about(emission.over, "is-not-logged", "are-not-logged")
        state.reject(clause, "no log record", actual)
    elif issubclass(type(record.error), TypeError) and _unfit(state, emission):
        state.reject("type_error.is-not-logged", "no log record", actual)
        emission.over = record.error
    elif len(emission.failures) > len(emission.logged):
        words = f"a record with {describe.error(emission.failures[-1])}"
        state.reject("logging.record-carries-the-traceback", words, actual)
        emission.logged.append(emission.failures[-1])
    elif SPENT in state.rules.relaxed and state.may_remove_again(emission, record.error):
        pass
    elif emission.failures and SILENT not in state.rules.relaxed:
        words = "one record of each failure"
        state.reject("logging.one-error-record-per-failure", words, f"besides, {actual}")
    else:
        state.reject(SILENT, "no log record", actual)


def _raised(state: State, error: BaseException) -> None:
    """End an operation with an exception."""
    operation, emission = state.operations.pop()
    actual = describe.error(error)
    if emission is None:
        clause = clause_of_raising(state, operation)
        if clause not in WITHOUT_EFFECT:
            raise Rejected(clause, "no exception", actual)
        state.reject(clause, "no exception", actual)
        return
    if emission.over is None:
        _raised_by_itself(state, emission, error)
    elif error is not emission.over:
        words = f"{describe.error(emission.over)} raised"
        raise Rejected(clause_about(emission.over, "leaves-emit", "leave"), words, actual)
    _check_logged(state, emission)
    for place in emission.pending:
        registration = state.registrations[place]
        registration.past |= {CUT}
        if registration.once and registration.status == SURE:
            registration.status = MAYBE
            state.relax(place)


def _done(state: State, as_it_has_to: bool, handle_is_callback: bool) -> None:
    """End an operation that returns."""
    operation, emission = state.operations.pop()
    if emission is not None:
        _emission_done(state, emission, as_it_has_to)
        return
    if not as_it_has_to:
        on = operation.action is Action.ON
        clause = "registration.on-returns-the-callback" if on else "surface.off-returns-none"
        words = "the callback" if on else "None"
        state.reject(clause, f"{words} returned", "something else returned")
    if operation.action is Action.ON:
        _on(state, operation)
    elif operation.action is Action.ONCE:
        key = (operation.event, operation.callback)
        state.handles[key] = (len(state.registrations), handle_is_callback)
        state.register(operation, once=True)
    elif operation.action is Action.OFF:
        _off(state, operation)
    else:
        _cancel(state, operation)


def _on(state: State, operation: Operation) -> None:
    for place in state.present[operation.event]:
        registration = state.registrations[place]
        if registration.callback == operation.callback and not registration.once:
            registration.status = state.sure(registration)
            registration.past |= {REPEATED}
            if state.may_be_twice(operation.callback):
                state.register(operation, once=False)
                state.registrations[-1].status = MAYBE
            return
    state.register(operation, once=False)


def _off(state: State, operation: Operation) -> None:
    is_first = True
    is_only = sum(each.status != GONE for each in state.of(operation)) <= 1
    for place, registration in enumerate(state.registrations):
        if (registration.event, registration.callback) != (operation.event, operation.callback):
            continue
        if not registration.once:
            if registration.status != GONE:
                if is_first:
                    state.remove(place)
                else:
                    registration.status = MAYBE
                is_first = not state.may_be_twice(operation.callback)
            continue
        registration.past |= {ORIGINAL}
        if is_only and state.rules.treats_as_on(ORIGINAL_CANCELS):
            _remove_once(state, place)
        elif not state.rules.binds(ORIGINAL_STAYS):
            # It may be cancelled, in the emissions that have begun too.
            registration.status = min(registration.status, MAYBE)
            state.relax(place)


def _cancel(state: State, operation: Operation) -> None:
    key = (operation.event, operation.callback)
    place, handle_is_callback = state.handles.get(key, (None, False))
    if place is None:
        return
    _remove_once(state, place)
    if handle_is_callback:
        for other in state.present[operation.event]:
            if state.registrations[other].callback == operation.callback:
                state.registrations[other].status = MAYBE
                state.relax(other)


def _remove_once(state: State, place: int) -> None:
    """Cancel a `once` registration that may have ended before."""
    if state.registrations[place].status != GONE:
        state.remove(place)
    if not state.rules.binds(CANCELLED_RUNS):
        state.relax(place)


def _emission_done(state: State, emission: Emission, as_it_has_to: bool) -> None:
    if emission.over is not None:
        words = f"{describe.error(emission.over)} raised"
        clause = clause_about(emission.over, "leaves-emit", "leave")
        raise Rejected(clause, words, "emit returned")
    for place, must in emission.pending.items():
        if must:
            reject_missing(state, emission, place)
    _check_logged(state, emission)
    for place in emission.pending:
        _not_called(state, emission, place)
    if not as_it_has_to:
        state.reject("surface.emit-returns-none", "None returned", "something else returned")


def _not_called(state: State, emission: Emission, place: int) -> None:
    """Conclude that an uncertain registration that was not called is gone."""
    emissions = [each for each in state.emissions() if each is not emission]
    is_pending = any(place in each.pending for each in emissions)
    if state.registrations[place].status == MAYBE and not is_pending and not state.may_skip():
        state.end(place, REMOVED)


def _raised_by_itself(state: State, emission: Emission, error: BaseException) -> None:
    if issubclass(type(error), TypeError) and _unfit(state, emission):
        return
    actual = describe.error(error)
    if _is_in(error, emission.failures):
        raise Rejected(clause_of_failure(state), "the emission goes on", actual)
    if issubclass(type(error), TypeError) and emission.pending:
        later = [place for place in emission.pending if not state.takes(place, emission)]
        if later:
            first = NAMES[state.registrations[next(iter(emission.pending))].callback]
            clause = clause_of_order(state, emission, later[0])
            raise Rejected(clause, f"{first} called before what does not fit", actual)
        raise Rejected(clause_of_arity(state, emission), "no exception", actual)
    raise Rejected(clause_of_own_exception(state, emission, error), "no exception", actual)


def _unfit(state: State, emission: Emission) -> bool:
    """Whether the next call of an emission may be one that does not fit."""
    for place, must in emission.pending.items():
        if not state.takes(place, emission):
            return True
        if state.rules.keeps_order and must:
            break
    return False


def _check_logged(state: State, emission: Emission) -> None:
    if len(emission.logged) != len(emission.failures):
        missing = next(each for each in emission.failures if not _is_in(each, emission.logged))
        words = f"a log record with {describe.error(missing)}"
        once = all(each.once for each in state.registrations if FAILED in each.past)
        clause = "covers-once" if once else "one-error-record-per-failure"
        state.reject(f"logging.{clause}", words, "no log record")


def _is_in(error: BaseException | None, errors: list[BaseException]) -> bool:
    return any(each is error for each in errors)
