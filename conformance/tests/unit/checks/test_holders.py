"""What keeps an object alive is named by the attribute or variable that leads to it."""

from __future__ import annotations

import functools
import sys
from typing import Any

import pytest
from emitter_conformance.checks.holders import holder_of

TABLE: list[object] = []


class Thing:
    """An object that should be free."""


class Holder:
    """Holds things."""

    seats: list[object] = []  # noqa: RUF012

    def __init__(self, *things: object) -> None:
        self.deep = [{"joined": things}]

    @functools.lru_cache  # noqa: B019
    def cached(self, thing: object) -> None:
        """Cache a thing."""


class Slotted:
    """Holds a thing in a slot."""

    __slots__ = ("thing",)

    def __init__(self, thing: object) -> None:
        self.thing = thing


class Refusing(type):
    """A metaclass that refuses questions."""

    def __getattribute__(cls, name: str) -> Any:
        """Refuse."""
        raise RuntimeError(name)


class Hostile(Holder, metaclass=Refusing):
    """Holds things, and refuses questions about its class."""


def test_attribute_is_named() -> None:
    """An attribute of the emitter is named, however deep the object lies."""
    thing = Thing()
    assert holder_of(thing, Holder(thing), {}) == "emitter.deep"


def test_error_with_a_traceback_leads_to_what_its_frames_hold() -> None:
    """An emitter that keeps an error keeps the variables of the functions that raised it."""

    def fail(thing: object) -> None:
        raise LookupError(thing is None)

    thing = Thing()
    try:
        fail(thing)
    except LookupError as error:
        holder = Holder(error)
    assert holder_of(thing, holder, {}) == "emitter.deep"


def test_slot_is_of_the_emitter() -> None:
    """An emitter without a dictionary is named as a whole."""
    thing = Thing()
    assert holder_of(thing, Slotted(thing), {}) == "the emitter"


def test_attribute_of_the_class_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of the class, or a cache of a method, is named with the class."""
    thing = Thing()
    monkeypatch.setattr(Holder, "seats", [thing])
    assert holder_of(thing, Holder(), {}) == "Holder.seats"


def test_cache_of_a_method_is_named() -> None:
    """What `functools.lru_cache` keeps is found."""
    thing, holder = Thing(), Holder()
    holder.cached(thing)
    assert holder_of(thing, Holder(), {}) == "Holder.cached"
    Holder.cached.cache_clear()


def test_variable_of_the_module_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable of the module of the class is named with the module."""
    thing = Thing()
    monkeypatch.setattr(sys.modules[__name__], "TABLE", [thing])
    assert holder_of(thing, Holder(), {}) == f"TABLE of {__name__}"


def test_what_the_emitter_does_not_lead_to_is_named_by_its_type() -> None:
    """The names of the steps do not count; another object is named by its type."""
    thing = Thing()
    names = {"kept": thing}
    assert holder_of(thing, Holder(), names) == "an object that Python does not name"
    others = [thing]
    assert holder_of(thing, Holder(), names) == f"an object of type {type(others).__name__}"


def test_metaclass_is_not_asked() -> None:
    """A class whose metaclass refuses every question is passed through all the same."""
    thing = Thing()
    made = object.__new__(Hostile)
    object.__setattr__(made, "table", [thing])
    assert holder_of(thing, made, {}) == "emitter.table"
