"""Lines of source where something happened: where code hangs, raised or crashed.

A place is text, such as `"mypkg/emitter.py:40 in emit"`. The kit and Python's library are passed
over: whoever reads a place looks for the line of the candidate.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from types import CodeType, FrameType

from emitter_conformance.core.paths import is_foreign, is_own

STEPS_FILE = "<steps>"
"""The file of the code that runs the steps of a check."""
TRACEBACK = "Traceback (most recent call last)"
LINE = re.compile(r'File "(?P<file>.+)", line (?P<line>\d+),? in (?P<code>.+)')
_walk = traceback.walk_tb  # a candidate may replace it
# Not an attribute, which a candidate's exception may answer as it likes.
_traceback = BaseException.__dict__["__traceback__"].__get__


def of_frame(frame: FrameType) -> str:
    """Return the line that runs, or the line of the candidate that called a library."""
    caller: FrameType | None = frame
    while caller is not None and is_foreign(caller.f_code.co_filename):
        caller = caller.f_back
    shown = caller or frame
    return _place(shown.f_code.co_filename, shown.f_lineno, shown.f_code.co_name)


def of_error(error: BaseException, file: str) -> str:
    """Return the last line of the candidate where an exception passed, or the last outside of it.

    The kit and the steps do not count, Python's library only if there is nothing else.

    Args:
        error: The exception.
        file: The file of the candidate.

    """
    place, rank = "", 0
    for code, line in passed(error):
        name = code.co_filename
        found = 2 * (name == file) or not is_foreign(name)
        if name != STEPS_FILE and not is_own(name) and found >= rank:
            place, rank = _place(name, line, code.co_name), found
    return place


def in_text(text: str) -> str:
    """Return the last line of the candidate in the tracebacks that a process has left, or "".

    `faulthandler` begins with that line; the traceback of an exception ends with it.
    """
    found = [each for each in LINE.finditer(text) if not is_foreign(each["file"])]
    last = found[-1 if TRACEBACK in text else 0] if found else None
    return _place(last["file"], last["line"], last["code"]) if last else ""


def origin(error: BaseException) -> str:
    """Return the file of the code that raised an exception, or ""."""
    files = [code.co_filename for code, _ in passed(error)]
    return files[-1] if files else ""


def passed(error: BaseException) -> Iterator[tuple[CodeType, int]]:
    """Yield the code and the line of each frame where an exception passed, the outermost first."""
    for frame, line in _walk(_traceback(error)):
        yield frame.f_code, line


def _place(file: str, line: object, code: str) -> str:
    return f"{file}:{line} in {code}"
