"""Mistakes of the user: each is told in one line, whatever stands in it."""

from __future__ import annotations


def one_line(text: str) -> str:
    """Give text with an escape in the place of all that cannot be printed on a line."""
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)


class Mistake(Exception):
    """The user made a mistake; the message is one line for him."""

    def __init__(self, message: str) -> None:
        super().__init__(one_line(message))
