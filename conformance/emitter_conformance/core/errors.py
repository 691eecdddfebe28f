"""User errors: each is shown as one line, whatever its text contains."""

from __future__ import annotations

import re

USAGE_ERROR = 4
"""The exit code of a mistake of the user, as that of pytest."""
COMMAND = {"--impl-campaign": "--into", "--impl-": "--", "--impl=": ""}
"""The spelling of the options of pytest in the command `emitter-conformance`."""
OPTION = re.compile(r"--impl-([\w-]+)=([^\s:;,)]*)")


def of_command(text: str) -> str:
    """Return a message about the options of pytest as one about those of the command."""
    return re.sub("|".join(COMMAND), lambda found: COMMAND[found[0]], text)


def of_function(text: str) -> str:
    """Return a message about the options of pytest as one about arguments of a function."""

    def argument(option: re.Match[str]) -> str:
        return f'{option[1].replace("-", "_")}="{option[2]}"'

    return OPTION.sub(argument, text).replace("--impl=", "")


def one_line(text: str) -> str:
    """Return text in which every character that cannot be printed on a line is escaped."""
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)


def reason(error: Exception) -> str:
    """Return why a file cannot be used, by its exception: without its number and the path."""
    return getattr(error, "strerror", None) or str(error)


class Mistake(Exception):
    """A user error, shown as one line."""

    def __init__(self, message: str) -> None:
        super().__init__(one_line(message))


class UserError(Mistake):
    """The arguments of the command are wrong."""
