"""What a user may have meant is suggested in a few words, or not at all."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from emitter_conformance.candidate import suggestions

EMITTER = "class {name}:\n    on = once = off = emit = print\n"


def module(source: str) -> ModuleType:
    """Return a module `guests` of some source."""
    made = ModuleType("guests")
    exec(source, vars(made))
    return made


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (EMITTER.format(name="Room"), "it has Room (try --impl=guests:Room)"),
        ("class Bus:\n    add = print", "it defines Bus, which has add; no on, once, off, emit; "),
        ("seat = 7", "it defines no class"),
        ("def join(): ...", "it defines join, none of them a class with on, once, off, emit"),
    ],
)
def test_module_offers_what_is_most_like_an_emitter(source: str, words: str) -> None:
    """Emitters come before other classes, and these before whatever else can be called."""
    assert suggestions.offered(module(source), "guests", "Rom").startswith(words)


def test_many_names_are_cut() -> None:
    """Of many names the first ones are shown."""
    source = "".join(EMITTER.format(name=f"Room{number}") for number in range(9))
    assert "Room6, Room7, ... (try" in suggestions.offered(module(source), "guests", "Lobby")


def test_protocol_is_no_emitter_of_a_module() -> None:
    """A protocol describes emitters and is none; an imported class belongs to another module."""
    source = "import typing, emitter_reference\nfrom emitter_reference import EventEmitter\n"
    protocol = "class Emits(typing.Protocol):\n    on = emit = print\n"
    made = module(source + protocol + EMITTER.format(name="Room"))
    assert suggestions.own_emitters(made) == ["Room"]
    assert suggestions.is_emitter(vars(made)["EventEmitter"])


def test_path_is_completed(tmp_path: Path) -> None:
    """A path without its end is completed, and the files of a folder are named."""
    (tmp_path / "guests.py").touch()
    assert suggestions.near_path("guests", tmp_path) == " (did you mean 'guests.py'?)"
    assert suggestions.near_path(str(tmp_path), tmp_path) == " (it is a folder with guests.py)"
    assert suggestions.near_path("", tmp_path) == ""


def test_missing_module_is_named_with_the_nearest(tmp_path: Path) -> None:
    """The part of the name that is missing is named, and the nearest one that exists."""
    words = suggestions.not_found("jsn.decoder", "jsn.decoder", "jsn", tmp_path)
    assert words.startswith(
        "--impl=jsn.decoder: no module named 'jsn' (did you mean 'json.decoder'"
    )
    assert suggestions.close("zzqqxx", ["json"]) == ""


def test_only_modules_are_suggested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages and files of Python code are modules; other files and archives are not."""
    (tmp_path / "zqx_room").mkdir()
    for name in ("zqx_seat.py", "zqx_hall.txt", "zqx_bus.zip"):
        (tmp_path / name).touch()
    monkeypatch.syspath_prepend(tmp_path / "zqx_bus.zip")
    for wrong, right in {"zqx_rom": "zqx_room", "zqx_sat": "zqx_seat"}.items():
        assert f"(did you mean '{right}'?)" in suggestions.not_found(wrong, wrong, wrong, tmp_path)
    for wrong, other in {"zqx_hal": "zqx_hall", "zqx_bu": "zqx_bus"}.items():
        assert f"'{other}'" not in suggestions.not_found(wrong, wrong, wrong, tmp_path)


@pytest.mark.parametrize("source", ["room/bus.py", "src/room/bus.py"])
def test_source_beside_its_installed_copy(tmp_path: Path, source: str) -> None:
    """A source is overlooked if the judged file is another copy of it, with another text."""
    judged, source_file = tmp_path / "site" / "room" / "bus.py", tmp_path / source
    for path in (judged, source_file):
        path.parent.mkdir(parents=True)
        path.write_text("seat = 1")
    assert suggestions.overlooked("room.bus", str(judged), tmp_path) == ""
    source_file.write_text("seat = 2")
    note = suggestions.overlooked("room.bus", str(judged), tmp_path)
    assert note.startswith(f"not judged: {source}, which differs from the installed copy")
    for file in (source_file, tmp_path / "site" / "bus.py", tmp_path / "gone" / "room" / "bus.py"):
        assert suggestions.overlooked("room.bus", str(file), tmp_path) == ""
