"""The door to a candidate: every call of its code in this process passes through it.

A visit limits the time, refuses exits, keeps what surrounds the candidate as it was, and knows
what is being done. What a candidate returns or raises is put into words during the visit: nothing
of the candidate is touched afterwards.
"""

from __future__ import annotations

import gc
import math
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Callable

from emitter_conformance.core.operating_system import waited

from . import exits, process_state
from .deadline import USUAL, Deadline, TimedOut, clock
from .process_state import Left

BOUND = 5
"""How many times the time of one check, usual or longer, a candidate has for everything."""
ENOUGH = 2
"""How many checks of a candidate may take their whole time without an end."""
SHORT = 2.0
"""The seconds that its further checks may take."""
_visits: list[Visit] = []
_collect_garbage = gc.collect  # a candidate may replace it


class Allowance:
    """The time limits of a candidate: for each check, and for all of them.

    What holds a lock for ever does so in many checks; its verdict is not to take minutes.

    Args:
        seconds: The time limit of a check in seconds; 0 is no limit.

    """

    def __init__(self, seconds: float) -> None:
        self.usual, self.bound = seconds, BOUND * max(seconds, USUAL)
        self.taken, self.unended = 0.0, 0

    @property
    def seconds(self) -> float:
        """The time limit of the next check, which is shorter once some did not end."""
        return min(self.usual, SHORT) if self.unended >= ENOUGH else self.usual

    @property
    def left(self) -> float:
        """The rest of the whole time, in seconds."""
        return self.bound - self.taken if self.usual else math.inf

    @property
    def is_spent(self) -> bool:
        """Whether the whole time is over."""
        return self.left <= 0

    @property
    def is_short(self) -> bool:
        """Whether the rest is reserved for checks that were not tried yet."""
        return self.left < self.bound / 2

    @property
    def reason(self) -> str:
        """The reason why nothing more is tried once the time is over."""
        return (
            f"the {self.bound:g} s that this candidate has are over"
            f" (--impl-timeout={2 * max(self.usual, USUAL):g} gives it twice as many)"
        )

    def extend(self, times: float) -> None:
        """Add the time for a search that takes so many times as long as the usual one."""
        self.bound += BOUND * max(self.usual, USUAL) * (times - 1)

    def adopt(self, data: Mapping[str, Any]) -> None:
        """Continue with the times of the process whose `vars` these are."""
        vars(self).update(data)


class Visit:
    """One pass through the door.

    Attributes:
        doing: The name of what is being done, such as `import`.
        allowance: The times of the candidate.
        deadline: The time limit of this visit.
        ends: The refused attempts to end the process, a sentence each.
        steps: The source of the steps that have begun.
        left: The changes that the code made.

    """

    def __init__(
        self,
        doing: str = "",
        allowance: Allowance | None = None,
        seconds: float = 0,
        ends: list[str] | None = None,
    ) -> None:
        self.doing, self.allowance = doing, allowance or Allowance(seconds)
        self.deadline = Deadline(seconds, self.allowance.left)
        self.ends = [] if ends is None else ends
        self.steps: list[str] = []
        self.left = Left()


class Door:
    """The way to one candidate.

    Args:
        allowance: The times of the candidate; by default the usual ones.

    """

    def __init__(self, allowance: Allowance | None = None) -> None:
        self.allowance = Allowance(USUAL) if allowance is None else allowance
        self.ends: list[str] = []

    @contextmanager
    def opened(
        self,
        doing: str,
        seconds: float | None = None,
        keeping: Callable[[], AbstractContextManager[Left]] = process_state.restored,
    ) -> Iterator[Visit]:
        """Run the block as a visit; a block that takes too long ends early.

        Args:
            doing: The name of what is about to be done.
            seconds: The time limit in seconds; by default that of the candidate.
            keeping: The context manager that restores the state of the process.

        """
        allowance = self.allowance
        limit = allowance.seconds if seconds is None else seconds
        visit = Visit(doing, allowance, limit, self.ends)
        start, busy = clock(), waited()
        _visits.append(visit)
        try:
            with exits.refused(self.ends), keeping() as visit.left, visit.deadline.running():
                yield visit
                _collect()
        except TimedOut:
            pass  # the deadline tells
        finally:
            _visits.remove(visit)
            visit.ends = [*self.ends]
            self.ends.clear()
            # the system may count time from before the start as waiting
            allowance.taken += max(0.0, clock() - start - (waited() - busy))

    def close(self) -> None:
        """Run the finalizers of all that is left, within a time limit."""
        with self.opened("finalizers", min(SHORT, self.allowance.usual)) as visit:
            if hasattr(gc, "unfreeze"):
                gc.unfreeze()
            if not process_state.is_frozen():  # otherwise the visit ends with that
                _collect_garbage()
        end = f"finalizers did not end ({visit.deadline.place})"
        self.ends += [*visit.ends, *([end] if visit.deadline.is_over else [])]


def current() -> Visit | None:
    """Return the visit in progress, or None."""
    return _visits[-1] if _visits else None


def _collect() -> None:
    """Run finalizers within a time limit, unless older objects would have to be searched."""
    if process_state.is_frozen():
        _collect_garbage()
