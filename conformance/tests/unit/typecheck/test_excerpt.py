"""The part of a program that is shown: one line, and what it needs."""

from __future__ import annotations

import textwrap

import pytest
from emitter_conformance.typecheck.excerpt import excerpt

PROGRAM = """\
# mypy: disable-error-code="import-untyped"
import functools
from typing import Any, Literal

from mypkg.emitter import EventEmitter

Event = Literal["joined", "left"]

class Guest:
    def greet(self, name: str) -> None: ...

@functools.lru_cache
def count() -> int: ...

emitter = EventEmitter[Event]()
emitter.on("joined", print)
emitter.on("joined", Guest().greet)
number: int = count()

class Room(EventEmitter[Event]):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.on("joined", self.greet)

    def greet(self, guest: str) -> None: ...

@emitter.on("left")
@emitter.once("joined")
def left(number: int) -> int:
    return number

def take(
    every: Any,
    one: EventEmitter[Event],
) -> None:
    one.off("left", left)
    one.emit("left")
"""


def number_of(line: str) -> int:
    """Return the number of the only line that reads so."""
    (number,) = (n for n, each in enumerate(PROGRAM.splitlines(), 1) if each.strip() == line)
    return number


@pytest.mark.parametrize(
    ("line", "needed"),
    [
        (
            'emitter.on("joined", print)',
            """
            from typing import Any, Literal

            from mypkg.emitter import EventEmitter

            Event = Literal["joined", "left"]

            emitter = EventEmitter[Event]()
            emitter.on("joined", print)
            """,
        ),
        (
            "number: int = count()",
            """
            import functools

            @functools.lru_cache
            def count() -> int: ...

            number: int = count()
            """,
        ),
        (
            "class Room(EventEmitter[Event]):",
            """
            from typing import Any, Literal

            from mypkg.emitter import EventEmitter

            Event = Literal["joined", "left"]

            class Room(EventEmitter[Event]):
            """,
        ),
        (
            'self.on("joined", self.greet)',
            """
            from typing import Any, Literal

            from mypkg.emitter import EventEmitter

            Event = Literal["joined", "left"]

            class Room(EventEmitter[Event]):
                def __init__(self, name: str) -> None:
                    self.on("joined", self.greet)

                def greet(self, guest: str) -> None: ...
            """,
        ),
        (
            '@emitter.on("left")',
            """
            from typing import Any, Literal

            from mypkg.emitter import EventEmitter

            Event = Literal["joined", "left"]

            emitter = EventEmitter[Event]()

            @emitter.on("left")
            @emitter.once("joined")
            def left(number: int) -> int:
                return number
            """,
        ),
        (
            'one.emit("left")',
            """
            from typing import Any, Literal

            from mypkg.emitter import EventEmitter

            Event = Literal["joined", "left"]

            def take(
                every: Any,
                one: EventEmitter[Event],
            ) -> None:
                one.emit("left")
            """,
        ),
        (
            "from mypkg.emitter import EventEmitter",
            "from mypkg.emitter import EventEmitter",
        ),
    ],
    ids=["call", "definition", "head", "method", "decorator", "body", "import"],
)
def test_line_with_what_it_needs(line: str, needed: str) -> None:
    """A line is shown with the definitions that it needs, and with nothing else."""
    shown = excerpt(PROGRAM, number_of(line))
    assert "\n".join(shown) == textwrap.dedent(needed).strip()
