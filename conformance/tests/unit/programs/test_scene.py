"""A program is allowed in every scene, or in none."""

from __future__ import annotations

import asyncio
import builtins
import sys
from typing import Any

import pytest
from emitter_conformance.checks.catalogues.entry import Entry
from emitter_conformance.checks.catalogues.surroundings import LOOP, NESTED
from emitter_conformance.programs.oracle import first_broken
from emitter_conformance.programs.program import Action, Callback, Operation, Program
from emitter_conformance.programs.random_programs import SCENES, decode
from emitter_conformance.programs.replay import replaying
from emitter_conformance.programs.reproducer import reproduced
from emitter_conformance.programs.rules import Rules
from emitter_conformance.programs.scene import AROUND, CLASSES, NAMES, PLAIN, Scene
from emitter_conformance.programs.search import Scope, search
from emitter_conformance.programs.shrink import shrink
from emitter_reference import EventEmitter

ALL = Rules(ordered=True, strict=True)
ON, EMIT = Operation(Action.ON, 0), Operation(Action.EMIT, 0)
FALSY = next(entry for entry in CLASSES if "false" in entry.name)


def scenes() -> list[Scene]:
    """Return a scene for each entry of the catalogues."""
    return [
        PLAIN._replace(**{field: entry})
        for field, entries in zip(Scene._fields, SCENES)
        for entry in entries
    ]


@pytest.mark.parametrize("scene", scenes(), ids=lambda scene: ", ".join(e.name for e in scene))
def test_every_scene_is_played(scene: Scene) -> None:
    """The callback is called in each of them, by the replay and by the text."""
    program = Program((Callback(),), (ON, EMIT), scene)
    with replaying(EventEmitter) as replay:
        trace = replay(program)
    assert [entry[0] for entry in trace] == ["does", "done", "does", "called", "left", "done"]
    assert first_broken(program, trace, ALL) is None
    names: dict[str, Any] = {"EventEmitter": EventEmitter, "calls": []}
    exec(f"emitter = EventEmitter()\n{program.source}", names)
    assert names["calls"] == [("f",)]


def test_random_programs_have_every_entry() -> None:
    """Half of the numbers stand for the plainest entry of a list."""
    programs = [decode(bytes([number] * 64)) for number in range(256)]
    for field, entries in zip(Scene._fields, SCENES):
        assert {getattr(program.scene, field) for program in programs} == {*entries}
        plain = [p for p in programs if getattr(p.scene, field) is entries[0]]
        assert len(plain) >= len(programs) / 2
    assert decode(b"").scene == PLAIN


def test_emitter_is_of_the_subclass() -> None:
    """A factory has no subclasses, and of a class that refuses them an instance is taken."""
    scene = PLAIN._replace(subclass=FALSY)
    assert not scene.maker(EventEmitter)()
    assert scene.maker(lambda: EventEmitter())()

    class Final(EventEmitter[str]):
        def __init_subclass__(cls) -> None:
            raise TypeError("no subclasses")

    assert scene.maker(Final) is Final


def test_no_scene_adds_a_built_in_name() -> None:
    """A dataclass adds `__builtins__` to the names of its module."""
    before = [*vars(builtins)]
    for scene in scenes():
        scene.maker(EventEmitter)
        scene.named_event()
    assert [*vars(builtins)] == before


def test_operations_run_if_their_surroundings_fail() -> None:
    """Emissions around them have programs of their own."""

    class Deaf(EventEmitter[str]):
        def emit(self, event: str, *args: object) -> None:
            raise RuntimeError

    used: list[int] = []
    PLAIN._replace(around=NESTED).perform(lambda: used.append(1), Deaf, Deaf())
    assert used == [1]


def test_operations_run_once_in_their_surroundings() -> None:
    """Here in a running event loop."""
    loops: list[object] = []
    scene = PLAIN._replace(around=LOOP)
    scene.perform(
        lambda: loops.append(asyncio.get_running_loop()), EventEmitter, EventEmitter[str]()
    )
    assert len(loops) == 1


def test_interrupts_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends the run, wherever it arrives."""
    monkeypatch.setattr("emitter_conformance.programs.scene.interrupted", lambda error: True)
    with pytest.raises(TypeError):
        PLAIN._replace(subclass=Entry("", "Room()", "raise TypeError")).maker(EventEmitter)
    with pytest.raises(TypeError):
        PLAIN._replace(around=Entry("", "raise TypeError")).perform(
            lambda: None, EventEmitter, EventEmitter[str]()
        )


def test_shrinking_leaves_out_what_makes_no_difference() -> None:
    """Each part of a scene goes if the program is still rejected."""
    large = Program((Callback(),), (ON, EMIT), Scene(CLASSES[2], NAMES[1], AROUND[1]))
    assert shrink(large, lambda other: True).scene == PLAIN
    kept = shrink(large, lambda other: other.scene.event is NAMES[1])
    assert kept.scene == PLAIN._replace(event=NAMES[1])


class Wrong(EventEmitter[str]):
    """Returns nothing from `on` in a running event loop."""

    def on(self, event: str, callback: Any = None) -> Any:
        """Register a callback."""
        returned = super().on(event, callback)
        return None if asyncio._get_running_loop() else returned


def test_script_of_a_wrong_return_has_the_surroundings() -> None:
    """The last operation of the script is the one that returns something else."""
    program = Program((Callback(),), (ON,), PLAIN._replace(around=LOOP))
    with replaying(Wrong) as replay:
        trace = replay(program)
    rejection = first_broken(program, trace, ALL)
    assert rejection is not None
    script = reproduced(Wrong, program, trace, rejection)
    assert "global returned" in script
    for candidate, is_broken in ((Wrong, True), (EventEmitter, False)):
        with pytest.raises(SystemExit) as ended:
            exec(script, {"EventEmitter": candidate, "sys": sys})
        assert ended.value.code is is_broken


def test_search_finds_what_only_a_scene_shows() -> None:
    """Found among the random programs, and shrunk to one callback."""
    found = search(Wrong, ALL, Scope(depth=1, number=500)).counterexample
    assert found is not None
    assert found.rejection.clause == "registration.on-returns-the-callback"
    assert found.program.scene.around is LOOP or "loop" in found.program.scene.around.name
    assert found.program.scene._replace(around=PLAIN.around) == PLAIN
