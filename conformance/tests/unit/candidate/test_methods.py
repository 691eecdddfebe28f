"""What a fake has of the four methods is found out, and steps get along with that."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

import pytest
from emitter_conformance.candidate.methods import (
    WITH_A_CALLBACK,
    adapted,
    by_decorators,
    lacking,
    uses,
)
from emitter_reference import EventEmitter
from emitter_spec import METHODS

LACKS = (WITH_A_CALLBACK,)


class Session:
    """A fake whose `on` is a decorator only, and whose `once` takes a callback only."""

    def __init__(self) -> None:
        self.callbacks: list[Any] = []

    def on(self, event: str) -> Any:
        """Return a decorator."""

        def register(callback: Any) -> Any:
            self.callbacks.append((event, callback))
            return callback

        return register

    def once(self, event: str, callback: Any) -> None:
        """Register a callback."""

    def emit(self, event: str) -> str:
        """Return the event."""
        return event


def test_forms_are_told_apart_by_their_signatures() -> None:
    """A method that is missing lacks both forms; one that takes no callback lacks one."""
    assert lacking(EventEmitter()) == ()
    assert lacking(Session()) == (WITH_A_CALLBACK, "once as a decorator", "off")
    assert {*lacking(object())} == {*METHODS}


def test_method_without_a_signature_has_every_form() -> None:
    """What Python cannot tell is not held against a fake."""
    fake = Mock(spec=["on", "once", "off", "emit"])
    assert lacking(fake) == ()
    fake.on = max
    assert lacking(fake) == ()


@pytest.mark.parametrize(
    ("steps", "used"),
    [
        ('emitter.on("joined", f)', {"on with a callback"}),
        ('emitter.on(event="joined", callback=f)', {"on with a callback"}),
        ('emitter.on(*["joined"])', {"on with a callback"}),
        ('@emitter.on("joined")\ndef f(): pass', {"on as a decorator"}),
        ('decorate = emitter.once("joined")', {"once as a decorator"}),
        ("for register in [emitter.on, emitter.once]: pass", {*METHODS[0:3:2]}),
        ('emitter.off("joined", f)\nemitter.emit("joined")', {"off", "emit"}),
        ('for each in ["once", "off"]: getattr(emitter, each)', {"once with a callback", "off"}),
        ('emitter = EventEmitter()\nevent = "off"', set()),
    ],
)
def test_steps_use_forms(steps: str, used: set[str]) -> None:
    """A call with an event alone is the decorator form; a method that is handed on is not."""
    assert uses(steps) == used


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ('emitter.on("joined", f)', 'emitter.on("joined")(f)'),
        ('emitter.on("jöined", (lambda: g))', 'emitter.on("jöined")((lambda: g))'),
        ('emitter.on(("a", "b"),  f)', 'emitter.on(("a", "b"))(f)'),
        ("x.on(1,\n     y.on(2, f))", "x.on(1)(\n     y.on(2)(f))"),
        ('emitter.on("joined")(f)', 'emitter.on("joined")(f)'),
        ('emitter.on(*both, "joined")', 'emitter.on(*both, "joined")'),
        ('emitter.once("joined", f)', 'emitter.once("joined", f)'),
    ],
)
def test_steps_register_by_the_decorator(steps: str, expected: str) -> None:
    """Where `on` takes no callback, steps use its decorator; nothing else of them changes."""
    assert adapted(steps, LACKS) == expected
    assert adapted(steps, ("off",)) == steps


def test_emitter_registers_by_the_decorator_of_another() -> None:
    """Programs call `on` with a callback, whatever the fake has."""
    made = by_decorators(Session)()
    assert made.on("joined", print) is print
    assert made.emit("left") == "left"
    assert made.callbacks == [("joined", print)]
