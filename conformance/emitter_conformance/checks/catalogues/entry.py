"""An entry of a catalogue."""

from __future__ import annotations

import keyword
from collections.abc import Iterable
from typing import Callable, NamedTuple, TypeVar

from emitter_conformance.checks.mentions import HIGHEST, Mentions

T = TypeVar("T")


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


class Catalogue(list[T]):
    """A list of what is tried on all candidates, the plainest first.

    Attributes:
        suggested: Function that returns what is tried besides, for what a source mentions.

    """

    def __init__(self, values: Iterable[T], suggested: Callable[[Mentions], list[T]]) -> None:
        super().__init__(values)
        self.suggested = suggested


def counts(*numbers: int, most: int = HIGHEST) -> Catalogue[int]:
    """Return numbers, the least first, and besides those up to a number that a source mentions."""
    return Catalogue(numbers, lambda found: [each for each in found.counts if each <= most])


def texts(mentions: Mentions) -> list[Entry]:
    """Return the texts that the source mentions, and texts as long as the numbers it mentions."""
    return [
        *[Entry(f"the text {text!r}", repr(text)) for text in mentions.texts],
        *[Entry(f"a text of {count} letters", f'"a" * {count}') for count in mentions.counts],
    ]


def with_attributes(
    mentions: Mentions, name: str, definition: str, source: str, after: str = ""
) -> list[Entry]:
    """Return an entry of a class that has every attribute that the source mentions.

    Its attributes are true and can be called, so that code which asks for one goes on.

    Args:
        mentions: What the source mentions.
        name: The kind of object in words.
        definition: The head of the class, without a colon.
        source: The source of the entry.
        after: What follows in the class, and after it.

    """
    hidden = dir(Exception) if "Exception" in definition else []
    attributes = [each for each in mentions.attributes if each not in (*hidden, *keyword.kwlist)]
    if not attributes:
        return []
    body = f"{' = '.join(attributes)} = lambda *args, **kwargs: True"
    name = f"{name} with the attributes that the source names"
    return [Entry(name, source, f"{definition}:\n    {body}{after}")]


def entries(text: str) -> list[Entry]:
    """Read entries from text: `# name: source` begins one, and the lines after it are its setup."""
    found = []
    for part in f"\n{text.strip()}".split("\n# ")[1:]:
        header, _, setup = part.partition("\n")
        name, _, source = header.partition(": ")
        found.append(Entry(name, source, setup))
    return found
