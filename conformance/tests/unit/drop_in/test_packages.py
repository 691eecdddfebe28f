"""The place of LiveKit's emitter, and the names that its classes use; without LiveKit."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from emitter_conformance.drop_in import packages
from emitter_reference import EventEmitter

ROOM = """\
from abc import ABC

from .event_emitter import EventEmitter


class Base(ABC):
    def close(self):
        other._queue = self._open


class Room(Base, EventEmitter):
    label = ""

    def __init__(self):
        super().__init__()
        self._lock = None
"""


@pytest.fixture
def _livekit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put a small package `livekit.rtc` in the place of whatever is installed."""
    for name in [each for each in sys.modules if each.partition(".")[0] == "livekit"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    folder = tmp_path / "livekit" / "rtc"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").touch()
    (folder / "__init__.py").write_text("from .room import Room\n", encoding="utf-8")
    (folder / "event_emitter.py").write_text("class EventEmitter:\n    pass\n", encoding="utf-8")
    (folder / "room.py").write_text(ROOM, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    for name in [each for each in sys.modules if each.partition(".")[0] == "livekit"]:
        del sys.modules[name]


def rtc() -> ModuleType:
    """Import LiveKit's package."""
    return importlib.import_module("livekit.rtc")


@pytest.mark.usefixtures("_livekit")
def test_class_stands_in_the_place_of_livekits() -> None:
    """The packages are imported again, with the class as the base of theirs."""

    class Candidate(EventEmitter[str]):
        pass

    assert not issubclass(rtc().Room, EventEmitter)
    packages.put_in_place(Candidate)
    assert issubclass(rtc().Room, Candidate)


@pytest.mark.usefixtures("_livekit")
def test_names_that_their_classes_use_are_taken() -> None:
    """Attributes that classes and their other bases define, read or set are taken, no others."""

    class Candidate(EventEmitter[str]):
        pass

    packages.put_in_place(Candidate)
    rtc()
    names = ["_lock", "_open", "_queue", "close", "label", "emit", "__init__", "_callbacks"]
    assert packages.taken(names, Candidate) == [
        "_lock of Room",
        "_open of Base",
        "close of Base",
        "label of Room",
    ]


def test_concrete_class_has_no_abstract_method() -> None:
    """Methods that are not given are None."""
    from abc import ABC, abstractmethod

    class Model(ABC):
        @abstractmethod
        def chat(self) -> None: ...

        @abstractmethod
        def close(self) -> None: ...

    made = packages.concrete(Model, chat=lambda self: "hello")()
    assert (made.chat(), made.close) == ("hello", None)


def test_worker_of_older_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before livekit-agents 1.3 a server of agents was a worker."""
    agents: Any = ModuleType("livekit.agents")
    agents.worker = SimpleNamespace(
        Worker=lambda options: ("worker", options), WorkerOptions=lambda **options: [*options]
    )
    monkeypatch.setitem(sys.modules, "livekit", ModuleType("livekit"))
    monkeypatch.setitem(sys.modules, "livekit.agents", agents)
    names = ["entrypoint_fnc", "ws_url", "api_key", "api_secret"]
    assert packages.agent_worker() == ("worker", names)
