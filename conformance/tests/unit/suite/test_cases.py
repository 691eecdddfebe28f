"""Every value that a check tries can make it fail: an emitter goes wrong only there."""

from __future__ import annotations

import threading
from typing import Any, ClassVar

import pytest
from catalogue_kills import CHECKS
from emitter_conformance.checks.trial import Trial
from emitter_reference import EventEmitter
from emitters import VARIANTS, candidate

OF_THE_DRAFT = ["once.original_cancels", "once.test_is_cut"]
(AS_ANNOUNCED,) = (candidate(path).make for path in VARIANTS if path.stem == "as_announced")


class Deaf(EventEmitter[Any]):
    """An emitter whose emissions are lost."""

    def emit(self, event: Any, *args: Any) -> None:
        """Do nothing."""


class Insistent(EventEmitter[Any]):
    """An emitter whose emissions come twice."""

    def emit(self, event: Any, *args: Any) -> None:
        """Call everybody twice."""
        super().emit(event, *args)
        super().emit(event, *args)


class Failing(EventEmitter[Any]):
    """An emitter whose emissions raise."""

    def emit(self, event: Any, *args: Any) -> None:
        """Call everybody, then raise."""
        super().emit(event, *args)
        raise RuntimeError


class Talkative(EventEmitter[Any]):
    """An emitter whose methods return something else."""

    def on(self, event: Any, callback: Any = None) -> Any:
        """Register a callback and return a number."""
        super().on(event, callback)
        return 1

    def once(self, event: Any, callback: Any = None) -> Any:
        """Register a callback for one call and return a number."""
        super().once(event, callback)
        return 1

    def off(self, event: Any, callback: Any) -> Any:
        """Remove a callback and return a number."""
        super().off(event, callback)
        return 1

    def emit(self, event: Any, *args: Any) -> Any:
        """Call everybody and return a number."""
        super().emit(event, *args)
        return 1


class Refusing(EventEmitter[Any]):
    """An emitter that takes nothing."""

    def on(self, event: Any, callback: Any = None) -> Any:
        """Raise."""
        raise RuntimeError

    once = off = on


class Keeping(EventEmitter[Any]):
    """An emitter that holds what it has seen for ever."""

    kept: ClassVar[list[Any]] = []

    def on(self, event: Any, callback: Any = None) -> Any:
        """Hold a callback, and register it."""
        self.kept.append(callback)
        return super().on(event, callback)

    def once(self, event: Any, callback: Any = None) -> Any:
        """Hold a callback, and register it for one call."""
        self.kept.append(callback)
        return super().once(event, callback)


class AtHome(EventEmitter[Any]):
    """An emitter for the main thread alone."""

    def once(self, event: Any, callback: Any = None) -> Any:
        """Raise in another thread."""
        self._look()
        return super().once(event, callback)

    def emit(self, event: Any, *args: Any) -> None:
        """Raise in another thread."""
        self._look()
        super().emit(event, *args)

    def _look(self) -> None:
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError


WRONG = [Deaf, Talkative, Failing, Insistent, Refusing, Keeping, AtHome, EventEmitter]
"""The reference is wrong by the draft alone."""


def test_checks_are_found() -> None:
    """Checks of many cases are found, those of drafts among them."""
    assert len(CHECKS) > 50
    assert CHECKS.keys() > set(OF_THE_DRAFT)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", sorted(CHECKS))
def test_every_value_counts(name: str) -> None:
    """With each value a correct emitter passes, and one that goes wrong is reported."""
    check, unseen = CHECKS[name], []
    correct = AS_ANNOUNCED if name in OF_THE_DRAFT else EventEmitter
    for argument, values in check.lists.items():
        for value in values:
            case = {**check.first, argument: value}
            assert check.failure(Trial(correct), case, is_whole=True) is None
            if not any(check.failure(Trial(wrong), case, is_whole=True) for wrong in WRONG):
                unseen.append((argument, value))
    assert unseen == []
