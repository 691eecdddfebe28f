"""An emitter that makes every choice the specification leaves, as it is reported.

It is written from the clauses and shares nothing with the reference. `outcomes` runs a program once
for each way to choose: what comes out are all traces that the judge has to accept.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from emitter_conformance.programs.program import Program
from emitter_conformance.programs.replay import Trace, replaying
from emitter_conformance.programs.rules import Rules

log = logging.getLogger("choosing")


class Choices:
    """The choices of one run, those of a script, then always the first one."""

    def __init__(self, script: list[int]) -> None:
        self.script = script
        self.made: list[tuple[int, int]] = []

    def choose(self, number: int) -> int:
        """Return the number of one of so many possibilities."""
        place = len(self.made)
        choice = self.script[place] if place < len(self.script) else 0
        self.made.append((choice, number))
        return choice

    def next_script(self) -> list[int] | None:
        """Return the script of the next run, or None after the last one."""
        made = list(self.made)
        while made:
            choice, number = made.pop()
            if choice + 1 < number:
                return [*(earlier for earlier, _ in made), choice + 1]
        return None


@dataclass(eq=False)
class Entry:
    """A registration; of `once` it is also the handle."""

    event: object
    callback: Any
    once: bool
    spent: bool = False
    skipped: bool = False


class ChoosingEmitter:
    """An emitter that leaves every open decision to its choices.

    Args:
        rules: The rules, which say what is open.
        choices: The choices of the run.

    """

    def __init__(self, rules: Rules, choices: Choices) -> None:
        self.rules = rules
        self.choose = choices.choose
        self.entries: list[Entry] = []
        self.running: list[list[Entry]] = []

    def on(self, event: object, callback: Any) -> Any:
        """Register a callback."""
        if not self._find(event, callback):
            self.entries.append(Entry(event, callback, once=False))
        return callback

    def once(self, event: object, callback: Any) -> Entry:
        """Register a callback for one call."""
        entry = Entry(event, callback, once=True)
        self.entries.append(entry)
        return entry

    def off(self, event: object, callback: Any) -> None:
        """Remove a callback or cancel a registration."""
        of_once = [
            entry
            for entry in self.entries
            if entry.once and (entry.event, entry.callback) == (event, callback)
        ]
        is_only = len(of_once) + len(self._find(event, callback)) == 1
        for entry in self._find(event, callback):
            self.entries.remove(entry)
        if isinstance(callback, Entry):
            if callback in self.entries:
                self.entries.remove(callback)
            if not self.rules.strict:
                callback.skipped = bool(self.choose(2))
        elif self.rules.once_as_on or not self.rules.strict:
            for entry in of_once:
                if (self.rules.once_as_on and is_only) or self.choose(2):
                    self.entries.remove(entry)
                    entry.skipped = not self.rules.strict and bool(self.choose(2))

    def emit(self, event: object, *args: object) -> None:
        """Call what is registered."""
        waiting = [entry for entry in self.entries if entry.event == event]
        late: list[tuple[Any, ...]] = []
        self.running.append(waiting)
        try:
            while waiting:
                place = 0 if self.rules.ordered else self.choose(len(waiting))
                entry = waiting.pop(place)
                if not self._leaves_out(entry):
                    self._call(entry, args, late)
        except BaseException:
            for entry in waiting:
                if entry.once and entry in self.entries and self.choose(2):
                    self.entries.remove(entry)
            raise
        finally:
            self.running.pop()
            for error in late:
                log.error("failed late", exc_info=error[0])

    def _leaves_out(self, entry: Entry) -> bool:
        outer = any(entry in waiting for waiting in self.running[:-1])
        if entry.skipped:
            return True
        if self.rules.ordered and self.rules.strict:
            return False
        return entry.once and (entry.spent or outer) and bool(self.choose(2))

    def _call(self, entry: Entry, args: tuple[object, ...], late: list[Any]) -> None:
        signature = inspect.signature(entry.callback)
        try:
            signature.bind(*args)
        except TypeError:
            args = self._cut(entry, signature, args)
        if entry.once:
            entry.spent = True
            if entry in self.entries:
                self.entries.remove(entry)
        try:
            entry.callback(*args)
        except TypeError:
            raise
        except Exception as error:
            if self.choose(2):
                late.append((error,))
            else:
                log.error("failed", exc_info=error)

    def _cut(
        self, entry: Entry, signature: inspect.Signature, args: tuple[object, ...]
    ) -> tuple[object, ...]:
        """Return the arguments that a callback takes; raise TypeError if it takes none."""
        if entry.once and not self.rules.once_as_on and (self.rules.strict or self.choose(2)):
            if entry in self.entries and self.choose(2):
                self.entries.remove(entry)
            raise TypeError("does not fit")
        kinds = [parameter.kind for parameter in signature.parameters.values()]
        args = args[
            : sum(kind in (kind.POSITIONAL_ONLY, kind.POSITIONAL_OR_KEYWORD) for kind in kinds)
        ]
        signature.bind(*args)
        return args

    def _find(self, event: object, callback: Any) -> list[Entry]:
        return [
            entry
            for entry in self.entries
            if not entry.once and (entry.event, entry.callback) == (event, callback)
        ]


def outcomes(program: Program, rules: Rules, most: int) -> Iterator[Trace]:
    """Return the trace of a program for every way to choose, or for a limited number."""
    script: list[int] | None = []
    for _ in range(most):
        if script is None:
            return
        choices = Choices(script)
        with replaying(lambda: ChoosingEmitter(rules, choices)) as replay:  # noqa: B023
            yield replay(program)
        script = choices.next_script()
