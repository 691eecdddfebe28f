"""An entry of a catalogue."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """One of the things that a clause speaks of.

    Attributes:
        name: The value in words, as a failure names it.
        source: An expression, unless the catalogue says otherwise.
        setup: The statements that the source needs.

    """

    name: str
    source: str
    setup: str = ""

    def __str__(self) -> str:
        """Return the source, as it stands in the steps of a check."""
        return self.source
