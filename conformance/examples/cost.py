"""Measures the example against LiveKit's class and the reference: `tox run -e cost`.

The emitters take turns, so that what else the machine does meets them all, and the best time of
each counts. The table is written to the README.
"""

from __future__ import annotations

import functools
import platform
import timeit
from collections.abc import Sequence
from math import inf
from pathlib import Path
from time import process_time
from typing import Any, Callable

import emitter_reference
import fast_emitter
import livekit.rtc.event_emitter

README = Path(__file__).with_name("README.md")
MARK = "<!-- measured by cost.py -->\n"
TURNS = 60
SLICE = 0.001
"""Seconds of the processor that a value is measured for: other programs seldom disturb it."""

EMITTERS: dict[str, Any] = {
    "livekit 1.2.1": livekit.rtc.event_emitter.EventEmitter,
    "reference": emitter_reference.EventEmitter,
    "fast_emitter": fast_emitter.EventEmitter,
}


class Room:
    """Has a method to call back."""

    def join(self, name: str) -> None:
        """Do nothing."""


def callbacks(number: int) -> list[Callable[..., None]]:
    """Return functions that take one argument and do nothing."""
    return [lambda name: None for _ in range(number)]


def emission(callbacks: Sequence[Callable[..., object]]) -> Callable[[Any], Callable[[], object]]:
    """Return a function that prepares an emission of two arguments."""

    def prepare(make: Any) -> Callable[[], object]:
        emitter = make()
        for callback in callbacks:
            emitter.on("joined", callback)
        return functools.partial(emitter.emit, "joined", "alice", "lobby")

    return prepare


def on_and_off(make: Any) -> Callable[[], object]:
    """Prepare a registration and its removal."""
    emitter, (callback,) = make(), callbacks(1)

    def run() -> None:
        emitter.on("joined", callback)
        emitter.off("joined", callback)

    return run


def once_and_emit(make: Any) -> Callable[[], object]:
    """Prepare a registration for one call, and that call."""
    emitter, (callback,) = make(), callbacks(1)

    def run() -> None:
        emitter.once("joined", callback)
        emitter.emit("joined", "alice")

    return run


CASES = {
    "`emit`, no callback": emission([]),
    "`emit`, 1 callback": emission(callbacks(1)),
    "`emit`, 10 callbacks": emission(callbacks(10)),
    "`emit`, 1000 callbacks": emission(callbacks(1000)),
    "`emit`, a method": emission([Room().join]),
    "`emit`, a decorated function": emission(
        [functools.wraps(callbacks(1)[0])(lambda *args: None)]
    ),
    "`emit`, a partial": emission([functools.partial(Room.join, Room())]),
    "`emit`, a built-in method": emission(["alice".join]),
    "`on`, `off`": on_and_off,
    "`once`, `emit`": once_and_emit,
}


def time(value: float) -> str:
    """Return seconds as a person reads them."""
    return f"{value * 1e9:.0f} ns" if value < 1e-6 else f"{value * 1e6:.1f} µs"


def main() -> None:
    """Measure, and write the table."""
    best: dict[tuple[str, str], float] = {}
    for _ in range(TURNS):
        for case, prepare in CASES.items():
            for name, make in EMITTERS.items():
                timer = timeit.Timer(prepare(make), timer=process_time)
                number = max(1, int(SLICE / timer.timeit(1)))
                values = [value / number for value in timer.repeat(5, number)]
                best[case, name] = min(*values, best.get((case, name), inf))
    lines = [
        f"| {platform.python_version()} | {' | '.join(EMITTERS)} | faster |",
        "|" + " --- |" * 5,
    ]
    for case in CASES:
        upstream, *others = (best[case, name] for name in EMITTERS)
        cells = [*map(time, [upstream, *others]), f"{upstream / others[-1]:.1f} times"]
        lines.append(f"| {case} | {' | '.join(cells)} |")
    text, mark, _ = README.read_text(encoding="utf-8").partition(MARK)
    README.write_text(text + mark + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
