"""Output that its reader closes early, as `head` does, or that finds no room on the disk."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from typing import Any, Callable, TextIO

from .errors import USAGE_ERROR

CLOSED = (errno.EPIPE, errno.EINVAL)
"""The errors of a pipe that nobody reads any more; the second one is that of Windows."""


def run(name: str, action: Callable[[], Any]) -> int:
    """Return the exit code of an action, whatever becomes of what it prints.

    A reader that closes the output changes nothing else: the action goes on, and its exit code
    stays what it is. Output that cannot be written for another reason is a line on stderr.

    Args:
        name: The name of the program, which begins that line.
        action: The function to call; it returns an exit code, or the argument of a SystemExit.

    """
    streams = list(_replaced())
    try:
        code = int(action() or 0)
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        for stream in streams:
            stream.restore()
    for stream in streams:
        if stream.name == "stdout" and stream.failure is not None:
            _complain(f"{name}: the output cannot be written: {stream.failure.strerror}\n")
            code = USAGE_ERROR
    return code


def _complain(line: str) -> None:
    try:
        sys.stderr.write(line)
        sys.stderr.flush()
    except OSError:
        _discard(sys.stderr.fileno())


def _discard(descriptor: int) -> None:
    """Let all that is written to a descriptor go nowhere from now on."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    if nothing == descriptor:  # it was closed
        os.set_inheritable(nothing, True)
        return
    os.dup2(nothing, descriptor)
    os.close(nothing)


class _Raw(io.FileIO):
    """A file that is always written to."""

    failure: OSError | None = None

    def write(self, data: Any) -> int:
        """Write what can be written, and take the rest for written."""
        try:
            return super().write(data) or 0
        except OSError as error:
            if error.errno not in CLOSED:
                self.failure = error
            _discard(self.fileno())
            return len(data)


class _Stream:
    """A standard stream with a file that is always written to in its place."""

    def __init__(self, name: str, original: TextIO) -> None:
        original.flush()
        self.name, self._original = name, original
        self._raw = _Raw(original.fileno(), "w", closefd=False)
        self._text = io.TextIOWrapper(
            io.BufferedWriter(self._raw),
            original.encoding,
            original.errors,
            line_buffering=name == "stderr",
        )
        setattr(sys, name, self._text)

    @property
    def failure(self) -> OSError | None:
        """Why something could not be written, or None."""
        return self._raw.failure

    def restore(self) -> None:
        """Write what is left, and put the original back."""
        self._text.flush()
        setattr(sys, self.name, self._original)


def _replaced() -> Iterator[_Stream]:
    """Replace the standard streams that are files, pipes or closed; a terminal needs no help."""
    for descriptor, name in ((1, "stdout"), (2, "stderr")):
        original = getattr(sys, name)
        if original is None:
            _discard(descriptor)
            setattr(sys, name, open(descriptor, "w", closefd=False))  # noqa: SIM115
        elif isinstance(original, io.TextIOWrapper) and not original.isatty():
            try:
                yield _Stream(name, original)
            except OSError:  # it is memory, or what it writes to is lost already
                continue
