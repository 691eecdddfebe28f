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


def entries(text: str) -> list[Entry]:
    """Read entries from text: `# name: source` begins one, and the lines after it are its setup."""
    found = []
    for part in f"\n{text.strip()}".split("\n# ")[1:]:
        header, _, setup = part.partition("\n")
        name, _, source = header.partition(": ")
        found.append(Entry(name, source, setup))
    return found
