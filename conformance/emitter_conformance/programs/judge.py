"""The judge: says whether the specification allows the trace of a program.

It follows the trace entry by entry and knows, at each, what may come next: the callbacks of an
emission in any order or in that of their registration, a TypeError that cuts off what had not run,
a `once` registration that a nested emission may take. It is no emitter: it makes no choice and
calls nothing. Where an entry can be understood in several ways, it follows all of them.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from emitter_conformance import describe

from .program import EVENTS, NAMES, Action, Operation, Program
from .replay import CALLED, DOES, DONE, LEFT, RAISED, Trace

GONE, MAYBE, SURE = 0, 1, 2
FEW = 8
"""Up to how many ways to understand a trace are followed without looking which are alike."""
EACH_ONCE = "emission.calls-each-callback-once"
REMOVED, BY_ITSELF = "removed", "by itself"
# The past of a registration: its callback had been removed from the event before, was registered
# again, was called, failed, was to be called by an emission that was cut off, was handed to `off`.
RENEWED, REPEATED, FAILED, CUT, ORIGINAL = "renewed", "repeated", "failed", "cut", "original"

# Clauses about operations that, where they raise, leave the registrations as they were.
WITHOUT_EFFECT = {
    "registration.same-callback-twice-is-one",
    "removal.unknown-event-is-silent",
    "removal.unknown-callback-is-silent",
    "removal.twice-is-silent",
    "removal.none-removes-nothing",
    "once.spent-handle-is-silent",
}


@dataclass(frozen=True)
class Rules:
    """What decides where the specification has levels and editions.

    Attributes:
        ordered: Whether callbacks run in the order of registration (edition 1.2).
        strict: Whether SHOULD binds.
        waived: The ids of clauses that may be broken: where it is clear how a trace goes on
            behind them it is followed further, so that they hide no other.

    """

    ordered: bool = False
    strict: bool = False
    waived: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rejection:
    """Why a trace is not allowed.

    Attributes:
        clause: The id of the clause that is broken.
        entry: The place in the trace where that shows.
        expected: What may come there.
        actual: What came.

    """

    clause: str
    entry: int
    expected: str
    actual: str


class Rejected(Exception):
    """A trace cannot be understood in this way."""

    def __init__(self, clause: str, expected: str, actual: str) -> None:
        super().__init__(clause)
        self.clause, self.expected, self.actual = clause, expected, actual


class _Registration:
    """A registration, as far as the trace tells.

    Attributes:
        event: The place of its event.
        callback: The place of its callback.
        once: Whether it is one of `once`.
        status: SURE, MAYBE or GONE.
        ended: How it ended: REMOVED, BY_ITSELF, CALLED or "".
        past: What else happened to it, some of the words below.

    """

    __slots__ = ("callback", "ended", "event", "once", "past", "status")

    def __init__(self, event: int, callback: int, once: bool) -> None:
        self.event, self.callback, self.once = event, callback, once
        self.status, self.ended = SURE, ""
        self.past: frozenset[str] = frozenset()

    def copy(self) -> _Registration:
        """Give another that changes by itself."""
        other = _Registration(self.event, self.callback, self.once)
        other.status, other.ended, other.past = self.status, self.ended, self.past
        return other


class _Emission:
    """An emission that has begun and not ended.

    Attributes:
        event: The place of the event.
        arguments: What it hands over.
        pending: What it has yet to call, by the place of the registration: whether it must.
        known: How many registrations there were when it began.
        calling: The registration that is being called, or None.
        over: The exception that has to end it, or None.
        failures: The exceptions it has to log.
        logged: Those it has logged.
        called: The callbacks it has called.

    """

    __slots__ = (
        "arguments",
        "called",
        "calling",
        "event",
        "failures",
        "known",
        "logged",
        "over",
        "pending",
    )

    def __init__(self, event: int, arguments: tuple[object, ...], known: int) -> None:
        self.event, self.arguments, self.known = event, arguments, known
        self.pending: dict[int, bool] = {}
        self.calling: int | None = None
        self.over: BaseException | None = None
        self.failures: list[BaseException] = []
        self.logged: list[BaseException] = []
        self.called: list[int] = []

    def copy(self) -> _Emission:
        """Give another that changes by itself."""
        other = _Emission(self.event, self.arguments, self.known)
        other.pending, other.calling, other.over = dict(self.pending), self.calling, self.over
        other.failures, other.logged = list(self.failures), list(self.logged)
        other.called = list(self.called)
        return other


class State:
    """One way to understand the trace so far."""

    __slots__ = (
        "handles",
        "operations",
        "present",
        "program",
        "registrations",
        "rules",
        "tolerated",
    )

    def __init__(self, program: Program, rules: Rules) -> None:
        self.program = program
        self.rules = rules
        self.registrations: list[_Registration] = []
        self.present: list[list[int]] = [[] for _ in EVENTS]
        self.handles: dict[tuple[int, int], tuple[int, bool]] = {}
        self.operations: list[tuple[Operation, _Emission | None]] = []
        self.tolerated: list[Rejected] = []

    def copy(self) -> State:
        """Give another that changes by itself."""
        other = State(self.program, self.rules)
        for registration in self.registrations:
            other.registrations.append(registration.copy())
        other.present = [list(places) for places in self.present]
        other.handles = dict(self.handles)
        other.operations = [
            (operation, emission and emission.copy()) for operation, emission in self.operations
        ]
        other.tolerated = list(self.tolerated)
        return other

    def outlook(self) -> Hashable:
        """Give all that decides which ways a trace may take from here on.

        Registrations are told by their order among those that count, whatever their places: those
        that are present, and those that a running emission calls or has yet to call.
        """
        running = [*self._emissions()]
        counting = {*itertools.chain(*self.present, *(each.pending for each in running))}
        counting.update(each.calling for each in running if each.calling is not None)
        places = sorted(counting, key=lambda place: (self._at(place).event, place))
        order = {place: number for number, place in enumerate(places)}
        registered = [
            (each.event, each.callback, each.once, each.status) for each in map(self._at, places)
        ]
        handles = {
            (*key, is_callback, order.get(place))
            for key, (place, is_callback) in self.handles.items()
            if is_callback or place in order  # else nothing comes of it
        }
        emissions = [
            (
                None if each.calling is None else order[each.calling],
                tuple((order[place], must) for place, must in each.pending.items()),
                id(each.over),
                tuple(map(id, each.failures)),
                tuple(map(id, each.logged)),
            )
            for each in running
        ]
        return (*registered, frozenset(handles), *emissions, bool(self.tolerated))

    def _at(self, place: int) -> _Registration:
        return self.registrations[place]

    def _reject(self, clause: str, expected: str, actual: str) -> None:
        """Reject the trace, or go on if the clause is waived."""
        rejected = Rejected(clause, expected, actual)
        if clause not in self.rules.waived:
            raise rejected
        self.tolerated.append(rejected)

    # What the trace tells, one method for each kind of entry.

    def does(self, operation: Operation) -> None:
        """Begin an operation."""
        if operation.action is not Action.EMIT:
            self.operations.append((operation, None))
            return
        arguments = tuple(range(1, operation.arguments + 1))
        emission = _Emission(operation.event, arguments, len(self.registrations))
        outer = [each for each in self._emissions() if each.event == operation.event]
        for place in self.present[operation.event]:
            registration = self.registrations[place]
            must = registration.status == SURE
            if registration.once and any(place in each.pending for each in outer):
                must = must and self._both_call_once()
            emission.pending[place] = must
        self.operations.append((operation, emission))

    def called(self, callback: int, received: tuple[object, ...]) -> list[State]:
        """Call a callback; give every way to understand it."""
        emission = self.operations[-1][1] if self.operations else None
        if emission is None or emission.calling is not None or emission.over is not None:
            self._reject_call(emission, callback, received)
        candidates = []
        for place in emission.pending:
            registration = self.registrations[place]
            if registration.callback == callback and self._fits(registration, emission, received):
                candidates.append(place)
            if self.rules.ordered and emission.pending[place]:
                break
        if not candidates:
            self._reject_call(emission, callback, received)
        states = [self, *(self.copy() for _ in candidates[1:])]
        for state, place in zip(states, candidates):
            state._call(place)
        return states

    def _call(self, place: int) -> None:
        emission = self.operations[-1][1]
        assert emission is not None
        if self.rules.ordered:
            earlier = itertools.takewhile(lambda each: each != place, list(emission.pending))
            for left_out in earlier:
                self._not_called(emission, left_out)
        del emission.pending[place]
        emission.calling = place
        registration = self.registrations[place]
        emission.called.append(registration.callback)
        registration.past |= {CALLED}
        if registration.once:
            self._end(place, CALLED)
            if not self._both_call_once():
                self._relax(place)
        elif registration.status == MAYBE:
            registration.status = SURE

    def left(self, error: BaseException | None) -> None:
        """End a call."""
        emission = self.operations[-1][1] if self.operations else None
        assert emission is not None
        place, emission.calling = emission.calling, None
        assert place is not None
        if error is None:
            return
        self.registrations[place].past |= {FAILED}
        if isinstance(error, Exception) and not isinstance(error, TypeError):
            emission.failures.append(error)
        else:
            emission.over = error

    def logged(self, record: Any) -> None:
        """Log an error."""
        emission = next(reversed(list(self._emissions())), None)
        actual = f"a record of level {record.levelname} with {describe.error(record.error)}"
        if record.error is None:
            actual = f"a record of level {record.levelname} without an exception"
        if emission is None:
            self._reject("logging.silent-without-failure", "no log record", actual)
            return
        if _is_in(record.error, emission.failures) and not _is_in(record.error, emission.logged):
            assert record.error is not None
            if record.levelno != logging.ERROR:
                words = "a record of level ERROR"
                self._reject("logging.one-error-record-per-failure", words, actual)
            emission.logged.append(record.error)
        elif _is_in(record.error, emission.logged):
            words = "one record of each failure"
            self._reject("logging.one-error-record-per-failure", words, actual)
        elif emission.over is not None and record.error is emission.over:
            clause = _by(emission.over, "is-not-logged", "are-not-logged")
            self._reject(clause, "no log record", actual)
        elif len(emission.failures) > len(emission.logged):
            words = f"a record with {describe.error(emission.failures[-1])}"
            self._reject("logging.record-carries-the-traceback", words, actual)
            emission.logged.append(emission.failures[-1])
        elif emission.failures:
            words = "one record of each failure"
            self._reject("logging.one-error-record-per-failure", words, actual)
        elif isinstance(record.error, TypeError):  # of a call that does not fit
            self._reject("type_error.is-not-logged", "no log record", actual)
        else:
            self._reject("logging.silent-without-failure", "no log record", actual)

    def raised(self, error: BaseException) -> None:
        """End an operation with an exception."""
        operation, emission = self.operations.pop()
        actual = describe.error(error)
        if emission is None:
            clause = self._clause_of_raising(operation)
            if clause not in WITHOUT_EFFECT:
                raise Rejected(clause, "no exception", actual)
            self._reject(clause, "no exception", actual)
            return
        if emission.over is None:
            self._raised_by_itself(emission, error)
        elif error is not emission.over:
            words = f"{describe.error(emission.over)} raised"
            raise Rejected(_by(emission.over, "leaves-emit", "leave"), words, actual)
        self._check_logged(emission)
        for place in emission.pending:
            registration = self.registrations[place]
            registration.past |= {CUT}
            if registration.once and registration.status == SURE:
                registration.status = MAYBE
                self._relax(place)

    def done(self, as_it_has_to: bool, handle_is_callback: bool) -> None:
        """End an operation that returns."""
        operation, emission = self.operations.pop()
        if emission is not None:
            self._emission_done(emission, as_it_has_to)
            return
        if not as_it_has_to:
            on = operation.action is Action.ON
            clause = "registration.on-returns-the-callback" if on else "surface.off-returns-none"
            words = "the callback" if on else "None"
            self._reject(clause, f"{words} returned", "something else returned")
        if operation.action is Action.ON:
            self._on(operation)
        elif operation.action is Action.ONCE:
            key = (operation.event, operation.callback)
            self.handles[key] = (len(self.registrations), handle_is_callback)
            self._register(operation, once=True)
        elif operation.action is Action.OFF:
            self._off(operation)
        else:
            self._cancel(operation)

    # What the operations do.

    def _on(self, operation: Operation) -> None:
        for place in self.present[operation.event]:
            registration = self.registrations[place]
            if registration.callback == operation.callback and not registration.once:
                registration.status = SURE
                registration.past |= {REPEATED}
                return
        self._register(operation, once=False)

    def _register(self, operation: Operation, once: bool) -> None:
        registration = _Registration(operation.event, operation.callback, once)
        if any(each.ended in (REMOVED, BY_ITSELF) for each in self._of(operation)):
            registration.past |= {RENEWED}
        self.present[operation.event].append(len(self.registrations))
        self.registrations.append(registration)

    def _off(self, operation: Operation) -> None:
        for place, registration in enumerate(self.registrations):
            if (registration.event, registration.callback) != (operation.event, operation.callback):
                continue
            if not registration.once:
                if registration.status != GONE:
                    self._remove(place)
                continue
            registration.past |= {ORIGINAL}
            if not self.rules.strict:
                # It may be cancelled, in the emissions that have begun too.
                registration.status = min(registration.status, MAYBE)
                self._relax(place)

    def _cancel(self, operation: Operation) -> None:
        key = (operation.event, operation.callback)
        place, handle_is_callback = self.handles.get(key, (None, False))
        if place is None:
            return
        if self.registrations[place].status != GONE:
            self._remove(place)
        if not self.rules.strict:
            self._relax(place)
        if handle_is_callback:
            for other in self.present[operation.event]:
                if self.registrations[other].callback == operation.callback:
                    self._doubt(other)

    def _remove(self, place: int) -> None:
        by_itself = any(emission.calling == place for emission in self._emissions())
        self._end(place, BY_ITSELF if by_itself else REMOVED)

    def _end(self, place: int, how: str) -> None:
        registration = self.registrations[place]
        registration.status = GONE
        registration.ended = how
        if place in self.present[registration.event]:
            self.present[registration.event].remove(place)

    def _doubt(self, place: int) -> None:
        self.registrations[place].status = MAYBE
        self._relax(place)

    def _relax(self, place: int) -> None:
        """Let the emissions that have begun call a registration or not."""
        for emission in self._emissions():
            if place in emission.pending:
                emission.pending[place] = False

    def _both_call_once(self) -> bool:
        """Tell whether an outer and a nested emission both have to call a `once` callback."""
        return self.rules.ordered and self.rules.strict

    # What an emission has to do.

    def _emission_done(self, emission: _Emission, as_it_has_to: bool) -> None:
        if emission.over is not None:
            words = f"{describe.error(emission.over)} raised"
            clause = _by(emission.over, "leaves-emit", "leave")
            raise Rejected(clause, words, "emit returned")
        for place, must in emission.pending.items():
            if must:
                self._reject_missing(emission, place)
        self._check_logged(emission)
        for place in emission.pending:
            self._not_called(emission, place)
        if not as_it_has_to:
            self._reject("surface.emit-returns-none", "None returned", "something else returned")

    def _not_called(self, emission: _Emission, place: int) -> None:
        """Draw the conclusion: what was in doubt and is not called is not registered."""
        emissions = [each for each in self._emissions() if each is not emission]
        is_pending = any(place in each.pending for each in emissions)
        if self.registrations[place].status == MAYBE and not is_pending:
            self._end(place, REMOVED)

    def _raised_by_itself(self, emission: _Emission, error: BaseException) -> None:
        unfit = []
        for place, must in emission.pending.items():
            if not self._takes(place, emission):
                unfit.append(place)
            if self.rules.ordered and must:
                break
        if unfit and issubclass(type(error), TypeError):
            return
        actual = describe.error(error)
        if _is_in(error, emission.failures):
            raise Rejected(self._clause_of_failure(), "the emission goes on", actual)
        if issubclass(type(error), TypeError) and emission.pending:
            later = [place for place in emission.pending if not self._takes(place, emission)]
            if later:
                first = NAMES[self.registrations[next(iter(emission.pending))].callback]
                clause = self._clause_of_order(emission, later[0])
                raise Rejected(clause, f"{first} called before what does not fit", actual)
            raise Rejected(self._clause_of_arity(emission), "no exception", actual)
        clause = EACH_ONCE
        if not emission.pending and not emission.called:
            clause = "emission.without-callbacks-does-nothing"
        raise Rejected(clause, "no exception", actual)

    def _check_logged(self, emission: _Emission) -> None:
        if len(emission.logged) != len(emission.failures):
            missing = next(each for each in emission.failures if not _is_in(each, emission.logged))
            words = f"a log record with {describe.error(missing)}"
            once = all(each.once for each in self.registrations if FAILED in each.past)
            clause = "covers-once" if once else "one-error-record-per-failure"
            self._reject(f"logging.{clause}", words, "no log record")

    def _takes(self, place: int, emission: _Emission) -> bool:
        """Tell whether a callback can be called with what it is to receive."""
        registration = self.registrations[place]
        signature = self.program.callbacks[registration.callback].signature
        arguments = emission.arguments
        if not registration.once:
            arguments = signature.cut(arguments)
        return signature.takes(len(arguments))

    def _fits(
        self, registration: _Registration, emission: _Emission, received: tuple[object, ...]
    ) -> bool:
        """Tell whether a callback received what it has to."""
        signature = self.program.callbacks[registration.callback].signature
        arguments = emission.arguments
        if not registration.once:
            arguments = signature.cut(arguments)
        elif not signature.takes(len(arguments)):
            if self.rules.strict:
                return False
            arguments = signature.cut(arguments)
        return signature.takes(len(arguments)) and signature.received(arguments) == received

    # Which clause is broken.

    def _reject_call(
        self, emission: _Emission | None, callback: int, received: tuple[object, ...]
    ) -> NoReturn:
        actual = describe.calls([(NAMES[callback], *received)])
        if emission is None or emission.calling is not None:
            raise Rejected(EACH_ONCE, "nothing called", actual)
        if emission.over is not None:
            clause = _by(emission.over, "stops-the-emission", "stop-the-emission")
            raise Rejected(clause, f"{describe.error(emission.over)} raised", actual)
        self._reject_repeated(emission, callback, actual)
        removed = any(
            not each.once and each.status == GONE
            for each in self._of(Operation(Action.ON, emission.event, callback))
        )
        for place in emission.pending:
            registration = self.registrations[place]
            if registration.callback != callback or (registration.once and removed):
                continue
            if not self._fits(registration, emission, received):
                raise Rejected(*self._wrong_arguments(registration, emission), actual)
            first = self.registrations[next(iter(emission.pending))].callback
            words = f"{NAMES[first]} called before {NAMES[callback]}"
            raise Rejected(self._clause_of_order(emission, place), words, actual)
        raise Rejected(self._clause_of_call(emission, callback), "nothing called", actual)

    def _reject_repeated(self, emission: _Emission, callback: int, actual: str) -> None:
        repeated = Operation(Action.ON, emission.event, callback)
        if any(not each.once and REPEATED in each.past for each in self._of(repeated)):
            is_method = self.program.callbacks[callback].is_method
            clause = "equal-callbacks-are-one" if is_method else "same-callback-twice-is-one"
            words = f"one call of {NAMES[callback]} for one registration"
            if callback in emission.called or not emission.pending:
                raise Rejected(f"registration.{clause}", words, actual)

    def _wrong_arguments(self, registration: _Registration, emission: _Emission) -> tuple[str, str]:
        signature = self.program.callbacks[registration.callback].signature
        name = NAMES[registration.callback]
        if registration.once:
            clause = "once.receives-all-arguments"
            if self.rules.strict and not signature.takes(len(emission.arguments)):
                return "once.is-not-cut", "TypeError raised"
            right = emission.arguments
        else:
            right = signature.cut(emission.arguments)
            if not signature.takes(len(right)):
                return "arity.too-few-raises", "TypeError raised"
            clause = "varargs.takes-everything" if signature.rest else "arity.surplus-is-dropped"
            if signature.optional:
                clause = "arity.defaults-count"
        return clause, describe.calls([(name, *signature.received(right))])

    def _clause_of_arity(self, emission: _Emission) -> str:
        places = [self.registrations[place].callback for place in emission.pending]
        callbacks = [self.program.callbacks[place] for place in places]
        if callbacks[0].is_method:
            return "arity.bound-methods"
        if callbacks[0].signature.optional:
            return "arity.defaults-count"
        others = [self.program.callbacks[place].signature for place in [*emission.called, *places]]
        if any(other != callbacks[0].signature for other in others):
            return "arity.each-by-its-own"
        return "arity.surplus-is-dropped"

    def _clause_of_order(self, emission: _Emission, place: int) -> str:
        if RENEWED in self.registrations[place].past:
            return "emission.renewed-registration-goes-last"
        first = self.registrations[next(iter(emission.pending))]
        if REPEATED in first.past:
            return "emission.repeated-registration-keeps-its-place"
        return "emission.order-is-registration-order"

    def _clause_of_call(self, emission: _Emission, callback: int) -> str:
        same = [each for each in self.registrations if each.callback == callback]
        here = [each for each in same if each.event == emission.event]
        if not here:
            return "registration.unequal-events-are-separate" if same else EACH_ONCE
        if any(each in here for each in self.registrations[emission.known :]):
            return "emission.added-callback-waits"
        last = here[-1]
        removed = [each for each in here if not each.once and each.ended == REMOVED]
        if removed and self.program.callbacks[callback].is_method:
            return "removal.is-by-equality"
        if last.once and last.ended == CALLED:
            calling = [each.calling for each in self._emissions() if each is not emission]
            if any(place is not None and self.registrations[place] is last for place in calling):
                return "once.is-removed-before-the-call"
            failed = FAILED in last.past
            return "once.is-spent-whatever-it-raises" if failed else "once.fires-once"
        if callback in emission.called:
            return EACH_ONCE
        if last.once:
            return "once.handle-cancels"
        if last.ended == BY_ITSELF:
            return "emission.callback-can-remove-itself"
        return "removal.ends-the-calls"

    def _reject_missing(self, emission: _Emission, place: int) -> NoReturn:
        registration = self.registrations[place]
        signature = self.program.callbacks[registration.callback].signature
        name = NAMES[registration.callback]
        if not self._takes(place, emission):
            clause = "arity.too-few-raises"
            if signature.keyword_only:
                clause = "type_error.from-a-call-that-does-not-fit"
            elif len(emission.arguments) > signature.required:
                clause = "once.is-not-cut" if self.rules.strict else "once.fires-once"
            raise Rejected(clause, f"TypeError raised, as {name} does not fit", "emit returned")
        arguments = emission.arguments if registration.once else signature.cut(emission.arguments)
        words = describe.calls([(name, *signature.received(arguments))])
        actual = "emit returned without that call"
        raise Rejected(self._clause_of_missing(emission, registration), words, actual)

    def _clause_of_missing(self, emission: _Emission, missing: _Registration) -> str:
        once = missing.once
        if missing.ended in (REMOVED, BY_ITSELF):
            cancelled = "once.cancelled-during-an-emission-still-runs"
            return cancelled if once else "emission.removed-callback-still-runs"
        if missing.ended == CALLED:
            return "once.nested-emission-calls-it-too"
        if self.operations and not emission.called:
            place = self.registrations.index(missing)
            outer = [each for each in self._emissions() if each.event == emission.event]
            if any(place >= each.known for each in outer):
                return "emission.nested-emission-sees-changes"
            return "emission.nested-emission-runs-at-once"
        same = [each for each in self.registrations if each.callback == missing.callback]
        here = [each for each in same if each.event == missing.event and each is not missing]
        if once and ORIGINAL in missing.past:
            return "once.original-does-not-cancel"
        if any(each.once != once for each in here):
            return "once.is-independent-of-on"
        if once and any(
            each.status == SURE or missing.callback in emission.called for each in here
        ):
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
        if any(
            each.ended == REMOVED and each.event == missing.event for each in self.registrations
        ):
            return "removal.leaves-other-callbacks"
        if CALLED in missing.past:
            return "emission.calls-again-each-time"
        return "once.fires-once" if once else EACH_ONCE

    def _clause_of_failure(self) -> str:
        if self.operations:
            return "logging.nested-failure-stays-nested"
        return "logging.emission-goes-on"

    def _clause_of_raising(self, operation: Operation) -> str:
        here = [each for each in self.registrations if each.event == operation.event]
        same = self._of(operation)
        if operation.action is Action.ON:
            if any(not each.once and each.status != GONE for each in same):
                return "registration.same-callback-twice-is-one"
            return "registration.any-hashable-is-an-event"
        if operation.action is Action.ONCE:
            return "once.fires-once"
        if operation.action is Action.CANCEL:
            key = (operation.event, operation.callback)
            if key not in self.handles:
                return "removal.none-removes-nothing"
            ended = self.registrations[self.handles[key][0]].ended
            if ended == CALLED:
                return "once.spent-handle-is-silent"
            return "removal.twice-is-silent" if ended else "once.handle-cancels"
        if not here:
            return "removal.unknown-event-is-silent"
        if any(not each.once and each.status != GONE for each in same):
            return "removal.ends-the-calls"
        if any(each.ended for each in here):
            return "removal.twice-is-silent"
        return "removal.unknown-callback-is-silent"

    def _of(self, operation: Operation) -> list[_Registration]:
        """Give all registrations there were of an operation's callback for its event."""
        key = (operation.event, operation.callback)
        return [each for each in self.registrations if (each.event, each.callback) == key]

    def _emissions(self) -> Iterable[_Emission]:
        return (emission for _, emission in self.operations if emission is not None)


def _is_in(error: BaseException | None, errors: list[BaseException]) -> bool:
    return any(each is error for each in errors)


def _by(error: BaseException, type_error: str, base: str) -> str:
    """Choose the clause about TypeError or about exceptions that are not an Exception."""
    if isinstance(error, TypeError):
        return f"type_error.{type_error}"
    return f"logging.base-exceptions-{base}"


def judge(program: Program, trace: Trace, rules: Rules) -> Rejection | None:
    """Say whether the specification allows a trace.

    Args:
        program: What was run.
        trace: What happened, as `replay` keeps it.
        rules: The edition and levels.

    Returns:
        Nothing if it is allowed, or where and why it is not. If all that is wrong is waived, the
        first such thing.

    """
    states = [State(program, rules)]
    tolerated: Rejection | None = None
    for number, entry in enumerate(trace):
        following: list[State] = []
        rejected: Rejected | None = None
        for state in states:
            try:
                following += follow(state, *entry)
            except Rejected as why:
                rejected = rejected or why
        if not following:
            assert rejected is not None
            return Rejection(rejected.clause, number, rejected.expected, rejected.actual)
        states = following if len(following) <= FEW else _unlike(following)
        if rules.waived and tolerated is None and all(state.tolerated for state in states):
            first = states[0].tolerated[0]
            tolerated = Rejection(first.clause, number, first.expected, first.actual)
    return tolerated


def _unlike(states: Sequence[State]) -> list[State]:
    """Leave one of the states that can go on alike, the first: there may be thousands of them."""
    first: dict[Hashable, State] = {}
    for state in states:
        first.setdefault(state.outlook(), state)
    return list(first.values())


def follow(state: State, word: str, *rest: Any) -> Sequence[State]:
    """Give every way to understand one more entry.

    Raises:
        Rejected: There is none.

    """
    if word is CALLED:
        return state.called(*rest)
    if word is LEFT:
        state.left(rest[1])
    elif word is DOES:
        state.does(*rest)
    elif word is DONE:
        state.done(*rest)
    elif word is RAISED:
        state.raised(*rest)
    else:
        state.logged(*rest)
    return (state,)
