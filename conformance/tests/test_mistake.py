"""A mistake of the user is told in one line."""

from __future__ import annotations

import pytest
from emitter_conformance.mistake import Mistake


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("a.toml: no clause 'é' (did you mean 'e'?)", "a.toml: no clause 'é' (did you mean 'e'?)"),
        ("a\nb\r", r"a\nb\r"),
        ("\x1b[31m\x00\u2028\ud800", r"\x1b[31m\x00\u2028\ud800"),
    ],
)
def test_what_cannot_be_printed_is_an_escape(message: str, shown: str) -> None:
    """All else stays as it is."""
    assert str(Mistake(message)) == shown
