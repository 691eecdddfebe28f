"""The scene of a program: what it runs in and with, which must make no difference.

The oracle does not know it. A program that is allowed in one scene is allowed in every other.
"""

from __future__ import annotations

import functools
from types import CodeType
from typing import Any, Callable, NamedTuple

from emitter_conformance.checks.catalogues import surroundings
from emitter_conformance.checks.catalogues.entry import Entry
from emitter_conformance.checks.catalogues.events import EVENTS
from emitter_conformance.checks.catalogues.subclasses import SUBCLASSES
from emitter_conformance.checks.catalogues.surroundings import within
from emitter_conformance.core.stopping import interrupted

CLASSES = [Entry("", ""), *SUBCLASSES]
"""The class of the emitter: the candidate, or a subclass."""
NAMES = [event for event in EVENTS if "without a text" not in event.name]
"""The first event. A record about a failure may need its text."""
AROUND = [*surroundings.SAME_THREAD, surroundings.CONTEXT, surroundings.OTHER_EMITTER]
"""What surrounds the operations, where a record of another thread would not be seen."""


class Scene(NamedTuple):
    """The entries of three catalogues; the first entry of each is the plainest.

    Attributes:
        subclass: The class of the emitter.
        event: The first of the two events.
        around: What surrounds the operations.

    """

    subclass: Entry = CLASSES[0]
    event: Entry = NAMES[0]
    around: Entry = AROUND[0]

    def opening(self) -> list[str]:
        """Return the steps before the definitions of a program."""
        subclass, event, around = self
        steps = [f"{subclass.setup}\nemitter = {subclass.source}"] if subclass.source else []
        return [*steps, *filter(None, [event.setup, around.setup])]

    def named_event(self) -> Any:
        """Return the event."""
        names: dict[str, Any] = {"__name__": "__main__"}  # dataclasses add to `builtins`
        exec(_compiled(self.event.setup), names)
        return eval(self.event.source, names)

    def maker(self, make: Callable[[], Any]) -> Callable[[], Any]:
        """Return a function that makes an emitter of the scene's subclass, if it has one.

        Args:
            make: The candidate, of which only a class has subclasses.

        """
        if not self.subclass.source or not isinstance(make, type):
            return make
        names: dict[str, Any] = {"__name__": "__main__", "EventEmitter": make, "calls": []}
        try:
            exec(_compiled(self.subclass.setup), names)
            exec(_compiled(f"def make(): return {self.subclass.source}"), names)
            names["make"]()
        except BaseException as error:  # clauses about subclasses judge that
            if interrupted(error):
                raise
            return make
        made: Callable[[], Any] = names["make"]
        return made

    def perform(self, use: Callable[[], None], make: Callable[[], Any], emitter: Any) -> None:
        """Call a function in the surroundings, or at least call it.

        Args:
            use: Function that raises nothing but what interrupts the run.
            make: The candidate.
            emitter: The emitter of the program.

        """
        if self.around is AROUND[0]:
            use()
            return
        is_used = False

        def used() -> None:
            nonlocal is_used
            is_used = True
            use()

        names = {"EventEmitter": make, "emitter": emitter, "use": used}
        try:
            exec(_compiled(self.around.setup), names)
            exec(_compiled(self.around.source), names)
        except BaseException as error:  # of an emission around them, which has programs of its own
            if interrupted(error):
                raise
        if not is_used:
            use()

    def surrounded(self, steps: str) -> str:
        """Return the steps of a program in its surroundings."""
        return within(self.around, steps)


PLAIN = Scene()


@functools.lru_cache(maxsize=256)
def _compiled(source: str) -> CodeType:
    return compile(source, "<scene>", "exec", dont_inherit=True)
