"""Caches oracle states so that equal parts of many traces are judged once.

Between two operations little of the past decides which ways a trace may take: the registrations
there are and what the handles stand for, its outlook. From the same outlook the same operation
with the same calls leads to the same next one.

To name what is broken takes the whole past: for a trace that is not allowed `oracle` does that.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from .oracle import first_broken, follow
from .program import Program
from .replay import CALLED, DOES, DONE, KINDS, LEFT, LOGGED, RAISED, Trace
from .rules import Rejected, Rejection, Rules
from .state import State

MOST = 100_000
"""How many operations are remembered before all are forgotten."""

Entries = tuple[tuple[Any, ...], ...]


class _Point:
    """The state that traces with the same outlook share.

    Attributes:
        states: The states that are possible after the entries.
        next: The point after an operation, by the entries of the operation.

    """

    __slots__ = ("next", "states")

    def __init__(self, states: Sequence[State]) -> None:
        self.states = states
        self.next: dict[tuple[Any, ...], _Point] = {}


class OracleCache:
    """Judges traces by the same rules as `oracle`.

    Args:
        rules: The edition and levels.

    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._points: dict[Hashable, _Point] = {}
        self._entries: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        self._remembered = 0

    def first_broken(self, program: Program, trace: Trace) -> Rejection | None:
        """Return the first clause that a trace breaks and where, or None if it is allowed."""
        signatures = tuple([callback.signature for callback in program.callbacks])
        point: _Point | None = self._points.get(signatures)
        if point is None:
            point = self._points[signatures] = _Point([State(program, self._rules)])
        begin, depth, is_plain = 0, 0, True
        for end, entry in enumerate(trace, 1):
            word = entry[0]
            if word is DOES:
                depth += 1
            elif word is CALLED:
                is_plain = is_plain and not entry[2]
            elif word is LEFT:
                is_plain = is_plain and entry[2] is None
            elif word is DONE or word is RAISED:
                is_plain = is_plain and word is DONE
                depth -= 1
                if not depth:
                    entries = tuple(trace[begin:end])
                    key = entries if is_plain else _without_errors(entries)
                    following = point.next.get(key)
                    point = following or self._after(point, entries, key, signatures)
                    if point is None:
                        break
                    begin, is_plain = end, True
            else:
                is_plain = False
        return first_broken(program, trace, self._rules) if begin < len(trace) else None

    def _after(
        self, point: _Point, entries: Entries, key: Entries, signatures: Hashable
    ) -> _Point | None:
        """Return the point after an operation, or None where it is not allowed."""
        states = _understood(point.states, entries)
        if not states:
            return None
        place = (signatures, *states)
        following = self._points.get(place)
        if following is None:
            following = self._points[place] = _Point(list(states.values()))
        if key:
            known = self._entries.setdefault
            point.next[tuple([known(entry, entry) for entry in key])] = following
            self._remembered += 1
            if self._remembered > MOST:
                self._points.clear()
                self._entries.clear()
                self._remembered = 0
        return following


def _understood(states: Sequence[State], entries: Entries) -> dict[Hashable, State]:
    """Return the interpretations of an operation, by their outlook; none if it is not allowed."""
    states = [state.copy() for state in states]
    for entry in entries:
        following: list[State] = []
        for state in states:
            try:
                following += follow(state, *entry)
            except Rejected:
                continue
        states = following
    return {state.outlook(): state for state in states}


def _without_errors(entries: Entries) -> Entries:
    """Return entries with numbers in place of exceptions: only their identity counts.

    Nothing is given where there are others than those that callbacks raise, or arguments. They
    may be a candidate's, and are not to be compared.
    """
    errors: list[object] = []
    plain: list[tuple[Any, ...]] = []
    for entry in entries:
        word, *rest = entry
        if word is CALLED and rest[1]:
            return ()
        if word is LOGGED:
            rest = [rest[0].levelno, rest[0].error]
        if word in (RAISED, LOGGED) or (word is LEFT and rest[1] is not None):
            error = rest.pop()
            if not any(type(error) is kind for kind in KINDS.values()):
                return ()
            if not any(error is each for each in errors):
                errors.append(error)
            entry = (word, *rest, type(error), [error is each for each in errors].index(True))
        plain.append(entry)
    return tuple(plain)
