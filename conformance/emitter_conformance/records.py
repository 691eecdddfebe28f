"""Records what a candidate logs, whatever the logging configuration around it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Callable
from unittest import mock

from . import describe


@dataclass(frozen=True)
class Record:
    """What is judged of a log record. It holds none of the objects that were logged.

    Attributes:
        level: For example `logging.ERROR`.
        logger: Name of the logger.
        message: The formatted message.
        error: The exception of its `exc_info`.
        has_traceback: Whether its `exc_info` has one.

    """

    level: int
    logger: str
    message: str
    error: BaseException | None
    has_traceback: bool

    @classmethod
    def of(cls, record: logging.LogRecord) -> Record:
        """Take what is judged out of a record, also of one that cannot be formatted."""
        try:
            message = str.__str__(record.getMessage())
        except Exception as error:
            message = f"<a message that does not format: {describe.error(error)}>"
        info = record.exc_info or (None, None, None)
        return cls(int(record.levelno), record.name, message, info[1], info[2] is not None)

    @property
    def is_error(self) -> bool:
        """Whether it raises an alarm."""
        return self.level >= logging.ERROR

    @property
    def level_name(self) -> str:
        """For example `ERROR`."""
        return logging.getLevelName(self.level)


@contextmanager
def recorded() -> Iterator[list[Record]]:
    """Collect the records that this thread logs in a list."""
    records: list[Record] = []
    with collected(records.append):
        yield records


@contextmanager
def collected(take: Callable[[Record], object]) -> Iterator[None]:
    """Hand over the records that this thread logs, and keep them from every handler.

    Neither a disabled logger, nor `logging.disable`, nor the level of the root logger hides
    a record: all three belong to the project that runs the suite, not to the candidate.
    Records of other threads go their usual way.
    """
    thread = threading.get_ident()
    call_handlers = logging.Logger.callHandlers

    def collect(logger: logging.Logger, record: logging.LogRecord) -> None:
        if threading.get_ident() == thread:
            take(Record.of(record))
        elif record.levelno >= level:
            call_handlers(logger, record)

    root = logging.getLogger()
    silenced = [
        logger
        for logger in root.manager.loggerDict.values()
        if isinstance(logger, logging.Logger) and logger.disabled
    ]
    level, disabled = root.level, root.manager.disable
    for logger in silenced:
        logger.disabled = False
    root.setLevel(logging.DEBUG)
    logging.disable(logging.NOTSET)
    try:
        with mock.patch.object(logging.Logger, "callHandlers", collect):
            yield
    finally:
        logging.disable(disabled)
        root.setLevel(level)
        for logger in silenced:
            logger.disabled = True
