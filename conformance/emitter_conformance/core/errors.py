"""Mistakes of the user: each is told in one line, whatever stands in it."""

from __future__ import annotations

import re

USAGE_ERROR = 4
"""The exit code of a mistake of the user, as that of pytest."""
COMMAND = {"--impl-campaign": "--into", "--impl-": "--", "--impl=": ""}
"""The spelling of the options of pytest in the command `emitter-conformance`."""


def of_command(text: str) -> str:
    """Return a message about the options of pytest as one about those of the command."""
    return re.sub("|".join(COMMAND), lambda found: COMMAND[found[0]], text)


def one_line(text: str) -> str:
    """Give text with an escape in the place of all that cannot be printed on a line."""
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)


class Mistake(Exception):
    """The user made a mistake; the message is one line for him."""

    def __init__(self, message: str) -> None:
        super().__init__(one_line(message))
