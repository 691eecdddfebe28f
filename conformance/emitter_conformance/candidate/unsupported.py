"""Separates what a candidate says it does not support from its faults.

A candidate says so by raising NotImplementedError, with the reason, where it is asked for what it
does not have. Another exception may carry it as its cause or context, or a log record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from emitter_conformance.core import describe

from . import places

MOST = 20
"""How many exceptions of a chain are looked at."""
# Not attributes, which a candidate's exception may answer as it likes.
_CAUSE = BaseException.__dict__["__cause__"].__get__
_CONTEXT = BaseException.__dict__["__context__"].__get__


def unsupported(errors: Iterable[object], callbacks: str) -> str:
    """Return what a candidate says it does not support, or "".

    Args:
        errors: The exceptions that it raised and logged.
        callbacks: The file of the callbacks, whose own exceptions do not count.

    """
    for error in errors:
        for each in _chain(error):
            if issubclass(type(each), NotImplementedError) and places.origin(each) != callbacks:
                return describe.error(each)
    return ""


def _chain(error: object) -> Iterator[BaseException]:
    for _ in range(MOST):
        if not issubclass(type(error), BaseException):
            return
        yield cast(BaseException, error)
        cause = _CAUSE(error)
        error = _CONTEXT(error) if cause is None else cause
