"""Records what a candidate logs, whatever the logging configuration around it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock


@contextmanager
def recorded() -> Iterator[list[logging.LogRecord]]:
    """Collect the records that this thread logs, and keep them from every handler.

    Neither a disabled logger, nor `logging.disable`, nor the level of the root logger hides
    a record: all three belong to the project that runs the suite, not to the candidate.
    Records of other threads go their usual way.
    """
    records: list[logging.LogRecord] = []
    thread = threading.get_ident()
    call_handlers = logging.Logger.callHandlers

    def collect(logger: logging.Logger, record: logging.LogRecord) -> None:
        if record.thread == thread:
            records.append(record)
        else:
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
            yield records
    finally:
        logging.disable(disabled)
        root.setLevel(level)
        for logger in silenced:
            logger.disabled = True
