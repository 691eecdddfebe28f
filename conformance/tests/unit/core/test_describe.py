"""Descriptions are short, and survive hostile values."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

import pytest
from emitter_conformance.core import describe


class Hostile:
    """An object whose every method raises."""

    def __repr__(self) -> str:
        raise RuntimeError

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    __hash__ = None  # type: ignore[assignment]


class HostileRepr:
    """An object whose `repr` raises what no `except Exception` catches."""

    def __repr__(self) -> str:
        raise KeyboardInterrupt


class HostileError(Exception):
    """An exception that cannot be printed."""

    def __str__(self) -> str:
        raise KeyboardInterrupt


class Agreeable:
    """An object equal to everything."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = object.__hash__


def test_value_is_its_repr() -> None:
    """A plain value is shown as Python writes it, cut if it is long."""
    assert describe.value("alice") == "'alice'"
    assert len(describe.value("alice" * 1000)) < 120


def test_value_is_shown_alike_each_time() -> None:
    """A value is shown without its address, also where a mock has it in words of its own."""
    assert describe.value(object()) == "<object object>"
    assert describe.value(Mock(name="alice")) == "<Mock name='alice'>"


def test_value_whose_repr_raises_is_named_by_type() -> None:
    """A hostile object is shown all the same."""
    assert describe.value(Hostile()) == "<Hostile instance>"
    assert describe.value(HostileRepr()) == "<HostileRepr whose repr raises>"


def test_error_is_one_line() -> None:
    """An exception is its type and message, without line breaks."""
    assert describe.error(ValueError("no\nseat")) == "ValueError: no seat"


def test_error_that_cannot_be_printed_is_named_by_type() -> None:
    """An exception whose message raises is shown all the same."""
    assert describe.error(HostileError()) == "HostileError: <message that raises>"


@pytest.mark.parametrize(
    ("calls", "in_order", "words"),
    [
        ([], True, "nothing called"),
        ([("f",)], False, "f called with ()"),
        ([("f", 1, "a")], True, "f called with (1, 'a')"),
        ([("f",), ("g", 2)], True, "f called with (), g called with (2)"),
        ([("f",), ("g",)], False, "f called with (), g called with (), in any order"),
        ([7, ()], True, "7, ()"),
        ([("f",)] * 9, True, "f called with (), " * 6 + "... (9 calls)"),
    ],
)
def test_calls_are_named(calls: list[Any], in_order: bool, words: str) -> None:
    """Each call names its callback and arguments; a long list is cut."""
    assert describe.calls(calls, in_order) == words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (1, 1, True),
        (1, True, False),
        (1, 1.0, False),
        ("a", b"a", False),
        (("f", 1), ("f", 1), True),
        (("f", 1), ("f", 1, 2), False),
        (["f"], ("f",), False),
        (Agreeable(), Agreeable(), False),
        (Hostile(), Hostile(), False),
    ],
)
def test_same_does_not_ask_the_values(one: object, other: object, same: bool) -> None:
    """Plain values are compared by type and value, everything else by identity."""
    assert describe.same(one, other) is same
    assert describe.same(one, one)


@pytest.mark.parametrize(
    ("seen", "expected", "in_order", "same"),
    [
        ([("f",), ("g",)], [("g",), ("f",)], False, True),
        ([("f",), ("g",)], [("g",), ("f",)], True, False),
        ([("f",), ("f",)], [("f",)], False, False),
        ([("f",)], [("f",), ("f",)], False, False),
        ([("f",)], [("g",)], False, False),
    ],
)
def test_calls_are_compared_as_a_multiset(
    seen: list[Any], expected: list[Any], in_order: bool, same: bool
) -> None:
    """The order counts where it is asked for; the number always does."""
    assert describe.same_calls(seen, expected, in_order) is same


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [([1], [True], True), ([1], [2], False), ([Hostile()], [1], True)],
)
def test_equality_that_cannot_be_trusted(one: object, other: object, expected: bool) -> None:
    """Values are not judged by what their `==` returns."""
    assert describe.may_be_equal(one, other) is expected


MANY = [(str(number),) for number in range(9)]


@pytest.mark.parametrize(
    ("seen", "expected", "in_order", "words"),
    [
        (MANY[::-1], MANY, True, "the same calls in another order"),
        (MANY[1:], MANY, True, "1 called with (), 2 called with (), 3 called with (), "),
        ([("g",), ("f",)], [("f",), ("g",)], True, "g called with (), f called with ()"),
        ([("g",), ("f",)], [("f",)], False, "g called with (), f called with ()"),
    ],
)
def test_order_of_many_calls_is_not_shown(
    seen: list[Any], expected: list[Any], in_order: bool, words: str
) -> None:
    """The order of many calls is not shown where only it may differ between runs."""
    assert describe.seen_calls(seen, expected, in_order).startswith(words)
