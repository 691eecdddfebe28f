"""Keeps code of a candidate from ending the process of the kit with `os._exit`."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

leave = os._exit


class Exited(BaseException):
    """The candidate would have ended the process. Only what `refused` puts there raises it."""


@contextmanager
def refused() -> Iterator[list[int]]:
    """Let `os._exit` raise `Exited` in this process and thread; give the exit codes."""
    codes: list[int] = []
    here = os.getpid(), threading.get_ident()
    before, is_refused = os._exit, True

    def refuse(status: int) -> NoReturn:
        if not is_refused or here != (os.getpid(), threading.get_ident()):
            leave(status)
        codes.append(status)
        raise Exited(f"os._exit({status})")

    os._exit = refuse
    try:
        yield codes
    finally:
        os._exit, is_refused = before, False
