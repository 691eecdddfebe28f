"""A mistake of the user is reported in one line."""

from __future__ import annotations

import pytest
from emitter_conformance.core.errors import Mistake, of_command, of_function


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("a.toml: no clause 'é' (did you mean 'e'?)", "a.toml: no clause 'é' (did you mean 'e'?)"),
        ("a\nb\r", r"a\nb\r"),
        ("\x1b[31m\x00\u2028\ud800", r"\x1b[31m\x00\u2028\ud800"),
    ],
)
def test_what_cannot_be_printed_is_an_escape(message: str, shown: str) -> None:
    """Characters that cannot be printed become escapes, and others stay."""
    assert str(Mistake(message)) == shown


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("--impl-edition=2: no edition '2'", "--edition=2: no edition '2'"),
        ("--impl-shard-size=1: not a multiple", "--shard-size=1: not a multiple"),
        ("--impl-campaign=x: cannot be read", "--into=x: cannot be read"),
        ("--impl=a: given twice (also as --impl=a.py)", "a: given twice (also as a.py)"),
        ("a.toml: waiver 1: it needs a reason", "a.toml: waiver 1: it needs a reason"),
    ],
)
def test_options_are_spelled_as_in_the_command(message: str, shown: str) -> None:
    """A message about an option of pytest names the option of the command instead."""
    assert of_command(message) == shown


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (
            "it has no off, or take --impl-profile=double for a",
            'it has no off, or take profile="double" for a',
        ),
        ("--impl-drop-in=on: no", 'drop_in="on": no'),
        ("--impl=a: no 'b' (try --impl=a:B)", "a: no 'b' (try a:B)"),
        ("a.toml: waiver 1: it needs a reason", "a.toml: waiver 1: it needs a reason"),
    ],
)
def test_options_are_spelled_as_arguments(message: str, shown: str) -> None:
    """A message about an option of pytest names the argument of a function instead."""
    assert of_function(message) == shown
