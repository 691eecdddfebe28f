"""Records what a candidate logs, whatever the logging configuration around it."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import Callable

from emitter_conformance.core import describe

_levels: list[int] = []
"""Levels of the root logger while it lets all through; the first is that of the project."""
LEVELS = {logging.ERROR: "ERROR", logging.CRITICAL: "CRITICAL", logging.WARNING: "WARNING"}


@dataclass(frozen=True)
class Record:
    """The judged part of a log record, by the names of `logging.LogRecord`.

    It holds none of the objects that were logged, and nothing of it is a candidate's.

    Attributes:
        levelno: For example `logging.ERROR`.
        name: Name of the logger.
        message: The formatted message.
        exc_info: The class, the exception and the traceback, or None.

    """

    levelno: int
    name: str
    message: str
    exc_info: tuple[object, BaseException | None, object] | None

    @classmethod
    def of(cls, record: logging.LogRecord) -> Record:
        """Return the judged part of a record, also of one that cannot be formatted."""
        try:
            message = str.__str__(record.getMessage())
        except Exception as error:
            message = f"<a message that does not format: {describe.error(error)}>"
        info = record.exc_info or None
        name = record.name if type(record.name) is str else describe.value(record.name)
        return cls(int(record.levelno), name, message, info and (info[0], info[1], info[2]))

    def getMessage(self) -> str:  # noqa: N802
        """Return the formatted message."""
        return self.message

    @property
    def error(self) -> BaseException | None:
        """The exception of the record."""
        return self.exc_info[1] if self.exc_info else None

    @property
    def levelname(self) -> str:
        """For example `ERROR`, whatever name a project gave to the level."""
        return LEVELS.get(self.levelno) or logging.getLevelName(self.levelno)


class audible:  # noqa: N801
    """Let every logger accept records of every level; nesting it is cheap."""

    def __enter__(self) -> None:
        """Note what hides records, and let it hide none."""
        root = logging.root
        self._level, self._disabled = root.level, root.manager.disable
        self._silenced = [
            logger
            for logger in root.manager.loggerDict.values()
            if isinstance(logger, logging.Logger) and logger.disabled
        ]
        for logger in self._silenced:
            logger.disabled = False
        if self._level != logging.DEBUG:
            root.setLevel(logging.DEBUG)
        if self._disabled:
            logging.disable(logging.NOTSET)
        _levels.append(self._level)

    def __exit__(self, *_: object) -> None:
        """Let what hid records hide them again."""
        root = logging.root
        _levels.pop()
        if root.manager.disable != self._disabled:
            logging.disable(self._disabled)
        if root.level != self._level:
            root.setLevel(self._level)
        for logger in self._silenced:
            logger.disabled = True


class collected(audible):  # noqa: N801
    """Pass the records of this thread to a function, and keep them from every handler.

    Neither a disabled logger, nor `logging.disable`, nor the level of the root logger hides
    a record: all three belong to the project that runs the suite, not to the candidate.
    Records of other threads go their usual way.

    Args:
        take: The function.

    """

    def __init__(self, take: Callable[[Record], object]) -> None:
        thread = threading.get_ident()
        self._call_handlers = call_handlers = logging.Logger.callHandlers

        def collect(logger: logging.Logger, record: logging.LogRecord) -> None:
            if threading.get_ident() == thread:
                take(Record.of(record))
            elif record.levelno >= _levels[0]:
                call_handlers(logger, record)

        self._collect = collect

    def __enter__(self) -> None:
        """Begin to collect."""
        super().__enter__()
        logging.Logger.callHandlers = self._collect  # type: ignore[assignment,method-assign]

    def __exit__(self, *_: object) -> None:
        """Let the records go their usual way again."""
        logging.Logger.callHandlers = self._call_handlers  # type: ignore[method-assign]
        super().__exit__()
