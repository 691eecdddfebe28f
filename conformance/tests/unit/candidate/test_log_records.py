"""Log records are seen whatever the logging configuration of the project."""

from __future__ import annotations

import gc
import logging
import threading
import weakref

import pytest
from emitter_conformance.candidate.log_records import Record, collected

logger = logging.getLogger("guests")


def test_record_is_collected_and_kept_from_handlers(caplog: pytest.LogCaptureFixture) -> None:
    """No handler of the project sees what a candidate logs on trial."""
    records: list[Record] = []
    with collected(records.append):
        logger.error("no seat")
    assert [record.message for record in records] == ["no seat"]
    assert caplog.records == []


def test_configuration_does_not_hide_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records are seen despite disabled loggers, disabled levels and the level of the root."""
    monkeypatch.setattr(logger, "disabled", True)
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.CRITICAL)
    logging.disable(logging.CRITICAL)
    try:
        records: list[Record] = []
        with collected(records.append):
            logger.error("no seat")
        assert len(records) == 1
        assert logger.disabled
        assert (root.level, root.manager.disable) == (logging.CRITICAL, logging.CRITICAL)
    finally:
        logging.disable(logging.NOTSET)
        root.setLevel(level)


def test_logger_that_does_not_propagate_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records of a logger that does not propagate are seen."""
    monkeypatch.setattr(logger, "propagate", False)
    records: list[Record] = []
    with collected(records.append):
        logger.error("no seat")
    assert len(records) == 1


def test_record_holds_none_of_the_logged_objects() -> None:
    """What is logged can be released; an exception stays for the check to judge."""

    class Guest:
        """Something that is logged."""

    guest = Guest()
    released = weakref.ref(guest)
    records: list[Record] = []
    with collected(records.append):
        logger.debug("%r", guest)
        del guest
    gc.collect()
    assert released() is None
    assert len(records) == 1


def test_record_that_does_not_format_is_told() -> None:
    """A log call whose message does not format is shown, not raised."""
    records: list[Record] = []
    with collected(records.append):
        logger.error("%d seats", "no")
    assert records[0].message.startswith("<a message that does not format: TypeError: ")
    assert (records[0].levelname, records[0].name) == ("ERROR", "guests")
    assert records[0].exc_info is None


def test_other_threads_log_as_usual(caplog: pytest.LogCaptureFixture) -> None:
    """A record of another thread is not the candidate's."""
    records: list[Record] = []
    with collected(records.append):
        thread = threading.Thread(target=logger.error, args=("no seat",))
        thread.start()
        thread.join()
    assert records == []
    assert [record.getMessage() for record in caplog.records] == ["no seat"]


def test_level_of_the_project_holds_for_other_threads(caplog: pytest.LogCaptureFixture) -> None:
    """A record of another thread that the project does not want is not logged."""
    records: list[Record] = []
    with caplog.at_level(logging.WARNING), collected(records.append):
        thread = threading.Thread(target=logger.info, args=("a free seat",))
        thread.start()
        thread.join()
        logger.info("a seat")
    assert [record.message for record in records] == ["a seat"]
    assert caplog.records == []


class Name(str):
    """The name of a hostile logger."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Return True."""
        return True

    __hash__ = str.__hash__


def test_name_of_a_logger_is_plain() -> None:
    """A name that compares as it likes is reported as its repr."""
    records: list[Record] = []
    with collected(records.append):
        logging.Logger(Name("guests")).error("no seat", exc_info=ValueError("no seat"))
    assert type(records[0].name) is str
    assert records[0].name != "livekit"
    assert str(records[0].error) == "no seat"
    assert Record(logging.INFO, "", "", None).levelname == "INFO"
    assert Record(logging.INFO, "", "", None).error is None
