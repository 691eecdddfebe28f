"""One interpretation of a trace so far: the registrations, and the emissions that run.

It tells what may come next and keeps what came. It is no emitter: it makes no choice and calls
nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterable

from .program import EVENTS, Operation, Program
from .rules import IS_CUT, Rejected, Rules

GONE, MAYBE, SURE = 0, 1, 2
REMOVED, BY_ITSELF = "removed", "by itself"
# The past of a registration: its callback had been removed from the event before, was registered
# again, was called, failed, was to be called by an emission that was cut off, was handed to `off`.
RENEWED, REPEATED, FAILED, CUT, ORIGINAL = "renewed", "repeated", "failed", "cut", "original"

# Clauses that, where they may be broken, let a trace go on in other ways.
TWICE = "registration.same-callback-twice-is-one"
TWICE_EQUAL = "registration.equal-callbacks-are-one"
HOLDS = "registration.holds-its-callbacks"
ADDED = "emission.added-callback-waits"
STILL_RUNS = "emission.removed-callback-still-runs"
REMOVES_ITSELF = "emission.callback-can-remove-itself"
NOT_CUT = "once.is-not-cut"
SPENT = "once.spent-handle-is-silent"
ORIGINAL_STAYS = "once.original-does-not-cancel"
CANCELLED_RUNS = "once.cancelled-during-an-emission-still-runs"
NESTED_ONCE = "once.nested-emission-calls-it-too"


class Registration:
    """A registration, as far as the trace tells.

    Attributes:
        event: The index of the event.
        callback: The index of the callback.
        once: Whether it was registered by `once`.
        status: SURE, MAYBE or GONE.
        ended: The way in which it ended: REMOVED, BY_ITSELF, CALLED or "".
        past: Other events of its past, some of the words above.

    """

    __slots__ = ("callback", "ended", "event", "once", "past", "status")

    def __init__(self, event: int, callback: int, once: bool) -> None:
        self.event, self.callback, self.once = event, callback, once
        self.status, self.ended = SURE, ""
        self.past: frozenset[str] = frozenset()

    def copy(self) -> Registration:
        """Return an independent copy."""
        other = Registration(self.event, self.callback, self.once)
        other.status, other.ended, other.past = self.status, self.ended, self.past
        return other


class Emission:
    """An emission that has begun and not ended.

    Attributes:
        event: The index of the event.
        arguments: The arguments of the emission.
        pending: The registrations it has yet to call, by index: whether it must call them.
        known: The number of registrations when it began.
        present: The indexes of the registrations that it had to call or could.
        calling: The registration that is being called, or None.
        over: The exception that has to end the emission, or None.
        failures: The exceptions that it has to log.
        logged: The exceptions that it has logged.
        called: The callbacks that it has called.

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
        "present",
    )

    def __init__(self, event: int, arguments: tuple[object, ...], known: int) -> None:
        self.event, self.arguments, self.known = event, arguments, known
        self.pending: dict[int, bool] = {}
        self.present: tuple[int, ...] = ()
        self.calling: int | None = None
        self.over: BaseException | None = None
        self.failures: list[BaseException] = []
        self.logged: list[BaseException] = []
        self.called: list[int] = []

    def copy(self) -> Emission:
        """Return an independent copy."""
        other = Emission(self.event, self.arguments, self.known)
        other.pending, other.present = dict(self.pending), self.present
        other.calling, other.over = self.calling, self.over
        other.failures, other.logged = list(self.failures), list(self.logged)
        other.called = list(self.called)
        return other


class State:
    """One interpretation of a trace so far."""

    __slots__ = (
        "handles",
        "operations",
        "present",
        "program",
        "registrations",
        "rules",
    )

    def __init__(self, program: Program, rules: Rules) -> None:
        self.program = program
        self.rules = rules
        self.registrations: list[Registration] = []
        self.present: list[list[int]] = [[] for _ in EVENTS]
        self.handles: dict[tuple[int, int], tuple[int, bool]] = {}
        self.operations: list[tuple[Operation, Emission | None]] = []

    def copy(self) -> State:
        """Return an independent copy."""
        other = State(self.program, self.rules)
        for registration in self.registrations:
            other.registrations.append(registration.copy())
        other.present = [list(places) for places in self.present]
        other.handles = dict(self.handles)
        other.operations = [
            (operation, emission and emission.copy()) for operation, emission in self.operations
        ]
        return other

    def outlook(self) -> Hashable:
        """Return all that decides how a trace may go on.

        Registrations are identified by their order among those that count, whatever their places:
        those that are present, and those that a running emission calls or has yet to call.
        """
        running = [*self.emissions()]
        counting = {*itertools.chain(*self.present, *(each.pending for each in running))}
        counting.update(each.calling for each in running if each.calling is not None)
        places = sorted(counting, key=lambda place: (self.at(place).event, place))
        order = {place: number for number, place in enumerate(places)}
        registered = [
            (each.event, each.callback, each.once, each.status) for each in map(self.at, places)
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
        return (*registered, frozenset(handles), *emissions)

    def at(self, place: int) -> Registration:
        """Return the registration of a place."""
        return self.registrations[place]

    def reject(self, clause: str, expected: str, actual: str) -> None:
        """Raise `Rejected` for a broken clause; do nothing if the rules relax the clause.

        Raises:
            Rejected: The rules do not allow the clause to be broken.

        """
        if clause not in self.rules.relaxed:
            raise Rejected(clause, expected, actual)

    def register(self, operation: Operation, once: bool) -> None:
        """Add a registration."""
        registration = Registration(operation.event, operation.callback, once)
        if any(each.ended in (REMOVED, BY_ITSELF) for each in self.of(operation)):
            registration.past |= {RENEWED}
        registration.status = self.sure(registration)
        place = len(self.registrations)
        self.present[operation.event].append(place)
        self.registrations.append(registration)
        if ADDED in self.rules.relaxed:
            for emission in self.emissions():
                if emission.event == operation.event:
                    emission.pending[place] = False

    def sure(self, registration: Registration) -> int:
        """Return the status of a registration that was made or used: SURE where it is held."""
        is_held = not (registration.once or self.program.callbacks[registration.callback].is_method)
        return SURE if is_held or HOLDS not in self.rules.relaxed else MAYBE

    def may_skip(self) -> bool:
        """Whether an emission may leave out what is registered, so that this shows nothing."""
        relaxed = self.rules.relaxed
        return HOLDS in relaxed or STILL_RUNS in relaxed or REMOVES_ITSELF in relaxed

    def may_be_twice(self, callback: int) -> bool:
        """Whether `on` may register a callback twice."""
        clause = TWICE_EQUAL if self.program.callbacks[callback].is_method else TWICE
        return clause in self.rules.relaxed

    def remove(self, place: int) -> None:
        """End a registration that an operation removes, perhaps in a call of it."""
        by_itself = any(emission.calling == place for emission in self.emissions())
        self.end(place, BY_ITSELF if by_itself else REMOVED)
        if (REMOVES_ITSELF if by_itself else STILL_RUNS) in self.rules.relaxed:
            for emission in self.emissions():
                if emission.event == self.registrations[place].event:
                    emission.pending = dict.fromkeys(emission.pending, False)

    def end(self, place: int, how: str) -> None:
        """End a registration."""
        registration = self.registrations[place]
        registration.status = GONE
        registration.ended = how
        if place in self.present[registration.event]:
            self.present[registration.event].remove(place)

    def relax(self, place: int) -> None:
        """Let the emissions that have begun call a registration or not."""
        for emission in self.emissions():
            if place in emission.pending:
                emission.pending[place] = False

    def both_call_once(self) -> bool:
        """Return whether an outer and a nested emission both call a `once` callback."""
        return self.rules.ordered and self.rules.binds(NESTED_ONCE)

    def may_remove_again(self, emission: Emission, error: BaseException) -> bool:
        """Whether an error may come from a `once` registration that removes itself again.

        An emission has yet to call it, but it is not registered any more.
        """
        waiting = map(self.at, emission.pending)
        is_gone = any(each.once and each.status != SURE for each in waiting)
        return is_gone and issubclass(type(error), (LookupError, ValueError))

    def takes(self, place: int, emission: Emission) -> bool:
        """Return whether a callback can be called with its arguments."""
        registration = self.registrations[place]
        signature = self.program.callbacks[registration.callback].signature
        return signature.takes(len(self.arguments(registration, emission)))

    def arguments(self, registration: Registration, emission: Emission) -> tuple[object, ...]:
        """Return the arguments that a callback is called with, whether they fit or not."""
        if registration.once and not self.rules.treats_as_on(IS_CUT):
            return emission.arguments
        return self.program.callbacks[registration.callback].signature.cut(emission.arguments)

    def fits(
        self, registration: Registration, emission: Emission, received: tuple[object, ...]
    ) -> bool:
        """Return whether a callback received its arguments."""
        signature = self.program.callbacks[registration.callback].signature
        arguments = self.arguments(registration, emission)
        if registration.once and not signature.takes(len(arguments)):
            if self.rules.binds(NOT_CUT):
                return False
            arguments = signature.cut(arguments)
        return signature.takes(len(arguments)) and signature.received(arguments) == received

    def of(self, operation: Operation) -> list[Registration]:
        """Return all registrations, past ones too, of an operation's callback for its event."""
        key = (operation.event, operation.callback)
        return [each for each in self.registrations if (each.event, each.callback) == key]

    def emissions(self) -> Iterable[Emission]:
        """Return the emissions that run, the outermost first."""
        return (emission for _, emission in self.operations if emission is not None)
