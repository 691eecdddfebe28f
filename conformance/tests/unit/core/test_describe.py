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


HOSTILE = Hostile()
MANY = [(str(number),) for number in range(9)]


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
        ([("f",), ("g",)], False, "f and g called with (), in any order"),
        (
            [("f",), ("g", 1), ("f",)],
            False,
            "f called with () twice, g called with (1), in any order",
        ),
        ([("f",)] * 2, False, "f called with () twice"),
        ([7, ()], True, "7, ()"),
        ([("f",)] * 9, True, "f called with () 9 times"),
        ([("f",), ("g",)] * 4, True, "f called with (), g called with (), " * 3 + "... (8 calls)"),
        (
            [(number,) for number in range(8)],
            False,
            "callback 2, ... callback 7 (8 callbacks) called with (), in any order",
        ),
        ([("f", number) for number in range(7)], False, "... (7 calls), in any order"),
        ([("f", *range(30))], True, "f called with 30 arguments (0, 1, 2, ..., 29)"),
        ([("it runs",), ("it ends", 1)], True, "it runs, it ends (1)"),
    ],
)
def test_calls_are_named(calls: list[Any], in_order: bool, words: str) -> None:
    """Each call names its callback and arguments; a long list is cut."""
    assert describe.calls(calls, in_order).endswith(words)


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
        (MANY, MANY[::-1], False, True),
        ([*MANY, (1,)], [(True,), *MANY], False, False),
        ([*MANY, (1,)], [(1,), *MANY], False, True),
        ([*MANY, (HOSTILE,)], [(HOSTILE,), *MANY], False, True),
        ([*MANY, (HOSTILE,)], [(1,), *MANY], False, False),
        ([*MANY, None], [None, *MANY], False, True),
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


F, G, H = ("f", 1), ("g", 1), ("h", 2)


@pytest.mark.parametrize(
    ("seen", "expected", "in_order", "words"),
    [
        (MANY[::-1], MANY, True, "the same calls in another order"),
        (MANY[1:], MANY, True, "missing: 0 called with ()"),
        ([("g",), ("f",)], [("f",), ("g",)], True, "g called with (), f called with ()"),
        ([], [F], False, "nothing called"),
        (
            [F, ("f", 2)] * 2,
            [F, *[(n,) for n in range(5)]],
            False,
            "f called with (1) twice instead",
        ),
        (MANY * 2, MANY, False, "0 called with () twice instead of once; "),
        ([H, G], [F], False, "g called with (1), h called with (2)"),
        ([G, F], [F], False, "unexpected: g called with (1)"),
        ([F, F], [F], False, "f called with (1) twice instead of once"),
        ([F, G], [F, G, H], False, "missing: h called with (2)"),
        ([F, H], [F, G], False, "missing: g called with (1); unexpected: h called with (2)"),
        ([F], [F, *MANY[:4]], False, "missing: 0, 1, 2 and 3 called with ()"),
    ],
)
def test_calls_are_compared_in_words(
    seen: list[Any], expected: list[Any], in_order: bool, words: str
) -> None:
    """Of calls that agree in part only the difference is shown, in an order of its own."""
    assert describe.compared(seen, expected, in_order)[1].startswith(words)


def test_one_of_many_expected_calls_is_named() -> None:
    """Of many expected calls the first one that is missing is named."""
    words, _ = describe.compared(MANY[1:], MANY, in_order=False)
    assert words == "9 calls, one of them 0 called with ()"


def test_records_are_counted_by_level() -> None:
    """Log records are counted for each level."""
    words = describe.records(["ERROR", "WARNING", "ERROR"])
    assert words == "2 log records of level ERROR, 1 of level WARNING"
