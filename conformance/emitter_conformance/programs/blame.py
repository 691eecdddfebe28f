"""Finds the clause that a rejected trace breaks."""

from __future__ import annotations

from typing import NoReturn

from emitter_conformance.candidate import places
from emitter_conformance.core import describe

from .program import NAMES, Action, Operation
from .replay import CALLED
from .rules import IS_CUT, ORIGINAL_CANCELS, Rejected
from .state import (
    ADDED,
    BY_ITSELF,
    CANCELLED_RUNS,
    CUT,
    FAILED,
    GONE,
    MAYBE,
    NESTED_ONCE,
    NOT_CUT,
    ORIGINAL,
    ORIGINAL_STAYS,
    REMOVED,
    REMOVES_ITSELF,
    RENEWED,
    REPEATED,
    SPENT,
    STILL_RUNS,
    SURE,
    TWICE,
    Emission,
    Registration,
    State,
)

EACH_ONCE = "emission.calls-each-callback-once"


def reject_call(
    state: State, emission: Emission | None, callback: int, received: tuple[object, ...]
) -> NoReturn:
    """Reject a trace for a call that may not come.

    Raises:
        Rejected: Always.

    """
    actual = describe.calls([(NAMES[callback], *received)])
    if emission is None or emission.calling is not None:
        raise Rejected(EACH_ONCE, describe.NOTHING_CALLED, actual)
    if emission.over is not None:
        clause = clause_about(emission.over, "stops-the-emission", "stop-the-emission")
        raise Rejected(clause, f"{describe.error(emission.over)} raised", actual)
    _reject_repeated(state, emission, callback, actual)
    removed = any(
        not each.once and each.status == GONE
        for each in state.of(Operation(Action.ON, emission.event, callback))
    )
    for place in emission.pending:
        registration = state.registrations[place]
        if registration.callback != callback or (registration.once and removed):
            continue
        if not state.fits(registration, emission, received):
            raise Rejected(*_wrong_arguments(state, registration, emission), actual)
        first = state.registrations[next(iter(emission.pending))].callback
        words = f"{NAMES[first]} called before {NAMES[callback]}"
        raise Rejected(clause_of_order(state, emission, place), words, actual)
    raise Rejected(_clause_of_call(state, emission, callback), describe.NOTHING_CALLED, actual)


def _reject_repeated(state: State, emission: Emission, callback: int, actual: str) -> None:
    repeated = Operation(Action.ON, emission.event, callback)
    if any(not each.once and REPEATED in each.past for each in state.of(repeated)):
        is_method = state.program.callbacks[callback].is_method
        clause = "equal-callbacks-are-one" if is_method else "same-callback-twice-is-one"
        words = f"one call of {NAMES[callback]} for one registration"
        if callback in emission.called or not emission.pending:
            raise Rejected(f"registration.{clause}", words, actual)


def _wrong_arguments(
    state: State, registration: Registration, emission: Emission
) -> tuple[str, str]:
    signature = state.program.callbacks[registration.callback].signature
    name = NAMES[registration.callback]
    right = state.arguments(registration, emission)
    if registration.once:
        clause = "once.receives-all-arguments" if right == emission.arguments else IS_CUT
        if state.rules.binds(NOT_CUT) and not signature.takes(len(emission.arguments)):
            return NOT_CUT, "TypeError raised"
    else:
        if not signature.takes(len(right)):
            return "arity.too-few-raises", "TypeError raised"
        clause = "varargs.takes-everything" if signature.rest else "arity.surplus-is-dropped"
        if signature.optional:
            clause = "arity.defaults-count"
    return clause, describe.calls([(name, *signature.received(right))])


def clause_of_arity(state: State, emission: Emission) -> str:
    """Return the clause that an emission breaks by a TypeError though all calls fit."""
    first = state.registrations[next(iter(emission.pending))]
    if first.once and state.arguments(first, emission) != emission.arguments:
        return IS_CUT
    places = [state.registrations[place].callback for place in emission.pending]
    callbacks = [state.program.callbacks[place] for place in places]
    if callbacks[0].is_method:
        return "arity.bound-methods"
    if callbacks[0].signature.optional:
        return "arity.defaults-count"
    others = [state.program.callbacks[place].signature for place in [*emission.called, *places]]
    if any(other != callbacks[0].signature for other in others):
        return "arity.each-by-its-own"
    return "arity.surplus-is-dropped"


def clause_of_order(state: State, emission: Emission, place: int) -> str:
    """Return the clause that is broken by a call before its turn."""
    if RENEWED in state.registrations[place].past:
        return "emission.renewed-registration-goes-last"
    first = state.registrations[next(iter(emission.pending))]
    if REPEATED in first.past:
        return "emission.repeated-registration-keeps-its-place"
    return "emission.order-is-registration-order"


def _clause_of_call(state: State, emission: Emission, callback: int) -> str:
    same = [each for each in state.registrations if each.callback == callback]
    here = [each for each in same if each.event == emission.event]
    if not here:
        return "registration.unequal-events-are-separate" if same else EACH_ONCE
    if any(each in here for each in state.registrations[emission.known :]):
        return ADDED
    last = here[-1]
    removed = [each for each in here if not each.once and each.ended == REMOVED]
    if removed and state.program.callbacks[callback].is_method:
        return "removal.is-by-equality"
    if last.once and last.ended == CALLED:
        calling = [each.calling for each in state.emissions() if each is not emission]
        if any(place is not None and state.registrations[place] is last for place in calling):
            return "once.is-removed-before-the-call"
        failed = FAILED in last.past
        return "once.is-spent-whatever-it-raises" if failed else "once.fires-once"
    if callback in emission.called:
        return EACH_ONCE
    if last.once:
        is_original = ORIGINAL in last.past and state.rules.treats_as_on(ORIGINAL_CANCELS)
        return ORIGINAL_CANCELS if is_original else "once.handle-cancels"
    if last.ended == BY_ITSELF:
        return REMOVES_ITSELF
    return "removal.ends-the-calls"


def reject_missing(state: State, emission: Emission, place: int) -> NoReturn:
    """Reject a trace for a call that an emission left out.

    Raises:
        Rejected: Always.

    """
    registration = state.registrations[place]
    signature = state.program.callbacks[registration.callback].signature
    name = NAMES[registration.callback]
    if not state.takes(place, emission):
        clause = "arity.too-few-raises"
        if signature.keyword_only:
            clause = "type_error.from-a-call-that-does-not-fit"
        elif len(emission.arguments) > signature.required:
            clause = NOT_CUT if state.rules.binds(NOT_CUT) else "once.fires-once"
        raise Rejected(clause, f"TypeError raised, as {name} does not fit", "emit returned")
    words = describe.calls([(name, *signature.received(state.arguments(registration, emission)))])
    if registration.callback in emission.called:
        words += " once more"
    actual = "emit returned without that call"
    raise Rejected(_clause_of_missing(state, emission, registration), words, actual)


def _clause_of_missing(state: State, emission: Emission, missing: Registration) -> str:
    once = missing.once
    if missing.ended in (REMOVED, BY_ITSELF):
        return CANCELLED_RUNS if once else STILL_RUNS
    if missing.ended == CALLED:
        return NESTED_ONCE
    if state.operations and not emission.called:
        place = state.registrations.index(missing)
        outer = [each for each in state.emissions() if each.event == emission.event]
        if any(place >= each.known for each in outer):
            return "emission.nested-emission-sees-changes"
        return "emission.nested-emission-runs-at-once"
    same = [each for each in state.registrations if each.callback == missing.callback]
    here = [each for each in same if each.event == missing.event and each is not missing]
    if once and ORIGINAL in missing.past:
        return ORIGINAL_STAYS
    if any(each.once != once for each in here):
        return "once.is-independent-of-on"
    if once and any(each.status == SURE or missing.callback in emission.called for each in here):
        return "once.twice-fires-twice"
    if emission.failures:
        return "logging.emission-goes-on"
    if RENEWED in missing.past:
        return "removal.can-be-undone"
    elsewhere = [each for each in same if each.event != missing.event]
    if once and any(each.once and each.ended == CALLED for each in elsewhere):
        return "once.is-per-event"
    if any(each.ended == REMOVED for each in elsewhere):
        return "removal.leaves-other-events"
    if elsewhere:
        return "registration.one-callback-on-several-events"
    if FAILED in missing.past:
        return "logging.keeps-registrations"
    if CUT in missing.past and not once:
        return "type_error.keeps-registrations"
    if any(each.ended == REMOVED and each.event == missing.event for each in state.registrations):
        return "removal.leaves-other-callbacks"
    if CALLED in missing.past:
        return "emission.calls-again-each-time"
    return "once.fires-once" if once else EACH_ONCE


def clause_of_failure(state: State) -> str:
    """Return the clause that an emission breaks by raising what a callback raised."""
    if state.operations:
        return "logging.nested-failure-stays-nested"
    return "logging.emission-goes-on"


def clause_of_own_exception(state: State, emission: Emission, error: BaseException) -> str:
    """Return the clause that an emission breaks by an exception of its own.

    What has changed since it began has disturbed it.
    """
    is_of_off = any(code.co_name == "off" for code, _ in places.passed(error))
    if is_of_off and state.may_remove_again(emission, error):
        return SPENT
    if any(each.event == emission.event for each in state.registrations[emission.known :]):
        return ADDED
    ended = {state.registrations[place].ended for place in emission.present}
    if BY_ITSELF in ended or CALLED in ended:  # a `once` registration removes itself
        return REMOVES_ITSELF
    if REMOVED in ended:
        return STILL_RUNS
    if not emission.present:
        return "emission.without-callbacks-does-nothing"
    return EACH_ONCE


def clause_of_raising(state: State, operation: Operation) -> str:
    """Return the clause that an operation other than `emit` breaks by raising."""
    here = [each for each in state.registrations if each.event == operation.event]
    same = state.of(operation)
    if operation.action is Action.ON:
        if any(not each.once and each.status != GONE for each in same):
            return TWICE
        return "registration.any-hashable-is-an-event"
    if operation.action is Action.ONCE:
        return "once.fires-once"
    if operation.action is Action.CANCEL:
        key = (operation.event, operation.callback)
        if key not in state.handles:
            return "removal.none-removes-nothing"
        registration = state.registrations[state.handles[key][0]]
        ended = registration.ended
        if ended == CALLED or registration.status == MAYBE:
            return SPENT
        return "removal.twice-is-silent" if ended else "once.handle-cancels"
    if not here:
        return "removal.unknown-event-is-silent"
    if any(not each.once and each.status != GONE for each in same):
        return "removal.ends-the-calls"
    if state.rules.treats_as_on(ORIGINAL_CANCELS) and any(each.status != GONE for each in same):
        return ORIGINAL_CANCELS
    if any(each.ended for each in here):
        return "removal.twice-is-silent"
    return "removal.unknown-callback-is-silent"


def clause_about(error: BaseException, type_error: str, base: str) -> str:
    """Return the clause about TypeError, or the one about exceptions outside of Exception."""
    if isinstance(error, TypeError):
        return f"type_error.{type_error}"
    return f"logging.base-exceptions-{base}"
