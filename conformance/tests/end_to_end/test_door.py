"""Code of a candidate runs in the kit's process only through the door."""

from __future__ import annotations

from pathlib import Path

import pytest

WATCHING = '''
import gc, os, traceback
from emitter_conformance.candidate import door
from emitter_reference.emitter import Event, EventEmitter as Reference

SEEN, PROCESS = {path!r}, os.getpid()

def note(what):
    """Write down that this runs, and from where if no visit goes on."""
    if os.getpid() == PROCESS:
        where = "" if door.current() else "".join(traceback.format_stack(limit=6))
        with open(SEEN, "a") as file:
            print(what, repr(where), file=file)

class Odd(KeyError):
    def __str__(self): note("str of an exception"); return "odd"
    __repr__ = __str__

class Handle:
    def __init__(self, emitter): self.emitter = emitter
    def __call__(self, *args): note("call of a handle")
    def __repr__(self): note("repr of a handle"); return "handle"
    def __eq__(self, other): note("equality"); return self is other
    def __hash__(self): note("hash"); return 1
    def __del__(self): note("end of a handle")

class EventEmitter(Reference[Event]):
    def __init__(self):
        note("init"); super().__init__(); self.itself = self
    def on(self, event, callback=None):
        note("on"); return super().on(event, callback)
    def once(self, event, callback=None):
        note("once"); super().once(event, callback); return Handle(self)
    def off(self, event, callback):
        note("off"); super().off(event, callback)
        if event == "left": raise Odd(event)
    def emit(self, event, *args):
        note("emit"); super().emit(event, *args)
    def __repr__(self): note("repr"); return "emitter"
    def __del__(self): note("end")

def __getattr__(name):
    note("attribute of the module"); raise AttributeError(name)

note("import")
'''
ENTRIES = {
    "import",
    "attribute of the module",
    "init",
    "on",
    "once",
    "off",
    "emit",
    "end",
    "repr of a handle",
    "end of a handle",
    "str of an exception",
}


@pytest.mark.measured
def test_no_other_way(pytester: pytest.Pytester, tmp_path: Path) -> None:
    """Imports, checks, shrinking, reruns and messages call the candidate through the door."""
    seen = tmp_path / "seen"
    pytester.makepyfile(emitter=WATCHING.format(path=str(seen)))
    pytester.makeconftest("def pytest_sessionfinish():\n    import gc; gc.collect()\n")
    ended = pytester.runpytest_subprocess(
        *("-p", "no:randomly", "-p", "no:cacheprovider", "-q"),
        *("--impl=emitter", "--impl-depth=3", "--impl-programs=20", "--impl-report=report.html"),
        "--impl-reproducers=",  # scripts call it in processes of their own
    )
    assert ended.ret == pytest.ExitCode.TESTS_FAILED
    lines = seen.read_text(encoding="utf-8").splitlines()
    outside = [line for line in lines if not line.endswith(" ''")]
    assert outside == []
    assert {line[:-3] for line in lines} >= ENTRIES
