"""An entry of a catalogue."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """One of the things that a clause speaks of.

    Attributes:
        name: What it is, in words.
        source: An expression, or whatever its catalogue says.
        setup: The statements that the source needs.

    """

    name: str
    source: str
    setup: str = ""

    def __str__(self) -> str:
        """Return the source, as it stands in the steps of a check."""
        return self.source
