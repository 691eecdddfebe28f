"""What a check changes in the process is restored before the next check."""

from __future__ import annotations

import atexit
import builtins
import gc
import inspect
import io
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, NoReturn

import emitter_conformance.core.describe
import emitter_conformance.core.operating_system
import pytest
from emitter_conformance.candidate import process_state
from emitter_conformance.candidate.process_state import builtin_names, restored
from emitter_conformance.verdict.verdict import Outcome

can_freeze = pytest.mark.skipif(not hasattr(gc, "freeze"), reason="PyPy cannot freeze objects")


def test_nothing_changed() -> None:
    """A check that changes nothing is reported to have changed nothing."""
    with restored() as left:
        pass
    assert left.changes == []


def test_built_in_names() -> None:
    """A replaced built-in name is restored and reported."""
    before = builtins.isinstance
    with restored() as left:
        builtins.isinstance = lambda *_: True
    assert builtins.isinstance is before
    assert left.changes == ["builtins.isinstance was replaced; it is put back"]


def test_names_of_modules() -> None:
    """Replaced and deleted names of modules are restored, those of the kit too."""
    signature, perf_counter = inspect.signature, time.perf_counter
    value = emitter_conformance.core.describe.value
    with restored() as left:
        inspect.signature = None  # type: ignore[assignment]
        del time.perf_counter
        emitter_conformance.core.describe.value = str  # type: ignore[assignment]
    assert (inspect.signature, time.perf_counter) == (signature, perf_counter)
    assert emitter_conformance.core.describe.value is value
    assert len(left.changes) == 3


def test_private_names_are_not_reported() -> None:
    """Private names of a module are restored, and reported as a part of it."""
    own = emitter_conformance.core.operating_system
    before = {**vars(own)}
    with restored() as left:
        for name in before:
            if name[0] == "_" and callable(before[name]):
                setattr(own, name, None)
    assert {**vars(own)} == before
    assert left.changes == [f"a part of {own.__name__} was replaced; it is put back"]


def test_members_of_enumerations() -> None:
    """A member keeps its value and its names, by which reports and other processes know it."""
    broken = Outcome.BROKEN
    with restored() as left:
        broken._value_ = "kept"
        Outcome._member_map_["BROKEN"] = Outcome._value2member_map_["broken"] = Outcome.KEPT
    assert (broken.value, Outcome["BROKEN"], Outcome("broken")) == ("broken", broken, broken)
    assert left.tools == ["a member of an enumeration of the kit was replaced; it is put back"]


def test_modules_of_the_kit() -> None:
    """A module of the kit stays the one that its importers hold."""
    before = sys.modules["emitter_conformance.core.describe"]
    with restored() as left:
        del sys.modules["emitter_conformance.core.describe"]
        sys.path.insert(0, "/nowhere")
    assert sys.modules["emitter_conformance.core.describe"] is before
    assert "/nowhere" not in sys.path
    assert left.changes == [
        "the module emitter_conformance.core.describe was replaced; it is put back"
    ]


def test_finder_of_a_library() -> None:
    """A finder appended by a library stays; one inserted before the others is removed."""
    before = list(sys.meta_path)
    first, last = type("First", (), {}), type("Last", (), {})
    with restored():
        sys.meta_path.append(last)  # type: ignore[arg-type]
    assert sys.meta_path == [*before, last]
    with restored():
        sys.meta_path.insert(0, first)  # type: ignore[arg-type]
    assert sys.meta_path == [*before, last]
    sys.meta_path[:] = before


def test_environment_and_folder(tmp_path: Path) -> None:
    """Environment variables and the current folder are restored."""
    before = os.getcwd(), dict(os.environ)
    with restored() as left:
        os.environ["EMITTER"] = "loud"
        del os.environ["PATH"]
        os.chdir(tmp_path)
    assert (os.getcwd(), dict(os.environ)) == before
    assert left.changes == []


def test_folder_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deleted current folder is reported, unless it was deleted before."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    with restored() as left:
        home.rmdir()
    assert left.changes == ["the current folder cannot be restored: No such file or directory"]
    with restored() as left:
        pass
    assert left.changes == []


def test_loggers() -> None:
    """Levels, handlers and switches of every logger are restored."""
    root, own = logging.getLogger(), logging.getLogger("emitter.own")
    before = root.level, list(root.handlers), own.level, own.propagate
    with restored() as left:
        logging.disable(logging.CRITICAL)
        root.setLevel(logging.CRITICAL)
        root.addHandler(logging.NullHandler())
        own.setLevel(logging.DEBUG)
        own.propagate = False
        own.disabled = True
    assert (root.level, root.handlers, own.level, own.propagate) == before
    assert not own.disabled
    assert root.manager.disable == logging.NOTSET
    assert left.changes == []


def test_signals() -> None:
    """Signal handlers are restored."""
    before = signal.getsignal(signal.SIGTERM)
    with restored() as left:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    assert signal.getsignal(signal.SIGTERM) is before
    assert left.changes == []


def test_finalizers_wait() -> None:
    """Automatic garbage collection is enabled again after a check."""
    with restored():
        assert not gc.isenabled()
    assert gc.isenabled()


@can_freeze
def test_frozen_objects_are_left_alone() -> None:
    """Objects that the user froze stay frozen; others are frozen only during checks."""
    with restored():
        assert gc.get_freeze_count() > process_state.FROZEN_AT_START
    assert gc.get_freeze_count() == 0
    gc.freeze()
    try:
        with restored():
            pass
        assert gc.get_freeze_count() > process_state.FROZEN_AT_START
    finally:
        gc.unfreeze()


@can_freeze
def test_frozen_by_the_interpreter() -> None:
    """Objects that Python 3.12 freezes at its start do not make checks slower."""
    count = "import gc; print(gc.get_freeze_count())"
    started = subprocess.run([sys.executable, "-c", count], capture_output=True, check=True)
    assert int(started.stdout) <= process_state.FROZEN_AT_START


class Cycle:
    """An object in a cycle, which only the garbage collector finalizes."""

    def __init__(self) -> None:
        self.myself = self

    def __del__(self) -> None:
        print("finalized")


@can_freeze
@pytest.mark.parametrize("is_ours", [True, False])
def test_frozen_at_exit(is_ours: bool) -> None:
    """What exists at the end is left out of later collections, unless the user froze objects."""
    if not is_ours:
        gc.freeze()
    before = gc.get_freeze_count()
    again = process_state.freeze_at_exit()
    try:
        assert (gc.get_freeze_count() > before) is is_ours
    finally:
        again()
        assert gc.get_freeze_count() == (0 if is_ours else before)
        gc.unfreeze()
        atexit.unregister(gc.freeze)


@can_freeze
def test_exit_finalizes_nothing() -> None:
    """Python does not look for garbage among all objects once more when it ends."""
    source = inspect.getsource(Cycle)
    program = f"{source}\nfrom emitter_conformance.candidate import process_state\n"
    for line, printed in (("", "finalized\n"), ("process_state.freeze_at_exit()()\n", "")):
        text = f"{program}{line}Cycle()\n"
        started = subprocess.run([sys.executable, "-c", text], capture_output=True, check=True)
        assert started.stdout.decode() == printed


def test_without_freezing(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyPy, whose collector cannot freeze, leaves all as it is."""
    monkeypatch.delattr(gc, "freeze", raising=False)
    process_state.freeze_at_exit()()
    assert not process_state.is_frozen()


def test_without_asyncio(monkeypatch: pytest.MonkeyPatch) -> None:
    """The module asyncio is not imported where the candidate does not import it."""
    monkeypatch.delitem(sys.modules, "asyncio", raising=False)
    with restored() as left:
        pass
    assert left.changes == []
    assert "asyncio" not in sys.modules


def test_output(capsys: pytest.CaptureFixture[str]) -> None:
    """Output is shown after the check, up to a limit; closing a stream closes nothing."""
    with restored():
        print("a" * process_state.KEPT)
        print("joined", file=sys.stderr)
        sys.stdout.close()
    printed = capsys.readouterr().out
    assert printed.endswith("joined\n")
    assert len(printed) == process_state.KEPT


class Odd(Exception):
    """An exception whose traceback cannot be formatted."""

    @property
    def __cause__(self) -> NoReturn:  # type: ignore[override]
        raise SystemExit


class Finalized:
    """An object whose finalizer fails."""

    def __del__(self) -> None:
        raise Odd("alice")


def test_exceptions_that_nothing_catches(capsys: pytest.CaptureFixture[str]) -> None:
    """What ends a thread or a finalizer is a line, whatever it is, and not a warning."""

    def fail() -> NoReturn:
        raise Odd("joined")

    before = sys.unraisablehook, threading.excepthook
    with restored() as left:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        Finalized()
        sys.unraisablehook(SimpleNamespace(exc_type=KeyError, exc_value=None))
        gc.collect()
    printed = capsys.readouterr().out
    lines = ["not caught: Odd: joined", "not caught: Odd: alice", "not caught: <class 'KeyError'>"]
    assert sorted(printed.splitlines()) == sorted(lines)
    with restored():
        sys.stdout.close()
        hook: Any = threading.excepthook
        hook(SimpleNamespace(exc_type=Odd, exc_value=Odd("left")))
    assert left.changes == []
    assert (sys.unraisablehook, threading.excepthook) == before


def test_thread_that_still_runs() -> None:
    """A thread that still runs cannot be ended, and is reported."""
    done = threading.Event()
    with restored() as left:
        threading.Thread(target=done.wait, name="guest").start()
    done.set()
    assert left.changes == ["a thread still runs: guest"]
    more = threading.Event()
    with restored() as left:
        for number in range(4):
            threading.Thread(target=more.wait, name=f"Thread-{number} (wait)").start()
            threading.Thread(target=more.wait, name=f"pool-1_{number}").start()
    assert left.changes == ["a thread still runs: Thread (wait)", "a thread still runs: pool"]
    with restored() as left:
        for number in range(4):
            threading.Thread(target=more.wait, name=f"guest {number}").start()
    more.set()
    assert left.changes == ["4 threads still run"]


def test_other_thread() -> None:
    """Signals are left alone in a thread other than the main one."""
    seen: list[list[str]] = []

    def judge() -> None:
        with restored() as left:
            pass
        seen.append(left.changes)

    thread = threading.Thread(target=judge)
    thread.start()
    thread.join()
    assert seen == [[]]


def test_built_in_names_over_an_import() -> None:
    """Built-in names that an import replaces are restored at once."""
    restore, before = builtin_names(), builtins.sum
    builtins.sum = lambda _: 3  # type: ignore[assignment]
    assert restore() == ["builtins.sum was replaced; it is put back"]
    assert builtins.sum is before


def test_built_in_name_that_is_gone() -> None:
    """A deleted built-in name is restored, also where a new name makes up the number."""
    restore, before = builtin_names(), builtins.sum
    names = vars(builtins)
    del names["sum"]
    names["total"] = before
    assert restore() == ["builtins.sum was replaced; it is put back"]
    assert builtins.sum is before
    del names["total"]


def test_built_in_name_that_no_program_can_write() -> None:
    """A built-in name that is no identifier hides no change of another one."""
    names = vars(builtins)
    names["@py"] = sum
    restore = builtin_names()
    assert restore() == []
    del names["sum"]
    names["total"] = names["@py"]
    assert restore() == ["builtins.sum was replaced; it is put back"]
    del names["total"], names["@py"]


class Compared:
    """A replacement of a built-in that takes part in comparisons."""

    def __init__(self, answer: Callable[[], bool]) -> None:
        self.answer = answer

    def __eq__(self, other: object) -> bool:
        return self.answer()

    __hash__ = None  # type: ignore[assignment]


@pytest.mark.parametrize("answer", [lambda: True, lambda: bool(1 / 0)])
def test_built_in_name_is_not_asked_whether_it_is_the_same(answer: Callable[[], bool]) -> None:
    """Built-in names are restored by identity, whatever a replacement compares equal to."""
    restore, before = builtin_names(), builtins.sum
    builtins.sum = Compared(answer)  # type: ignore[assignment]
    assert restore() == ["builtins.sum was replaced; it is put back"]
    assert builtins.sum is before


@pytest.mark.skipif(sys.version_info < (3, 15), reason="Python 3.15 brings lazy imports")
def test_first_use_of_a_lazy_import() -> None:
    """The first use of a lazy import is no replacement, and hides no other change."""
    module = ModuleType("lazily")
    exec("lazy import colorsys", vars(module))
    restore = process_state._names(module)
    assert vars(module)["colorsys"] is sys.modules["colorsys"]
    assert restore() == []
    vars(module)["colorsys"] = None
    assert restore() == ["lazily.colorsys was replaced; it is put back"]


def test_lazy_import_that_fails() -> None:
    """A name whose look-up fails is compared as it is."""

    class Module(ModuleType):
        def __getattribute__(self, name: str) -> object:
            if name == "missing":
                raise ImportError(name)
            return super().__getattribute__(name)

    module = Module("lazily")
    vars(module)["missing"] = object()
    assert process_state._names(module)() == []


@pytest.mark.parametrize(
    ("statement", "first"),
    [
        ("sys.path.clear()", ""),
        ("sys.path = ['added']", "added"),
        ("sys.path.insert(0, 'added')", "added"),
        ("sys.path = ['added', *sys.path]", "added"),
    ],
)
def test_import_that_changes_where_modules_are_found(
    monkeypatch: pytest.MonkeyPatch, statement: str, first: str
) -> None:
    """A folder that an import adds to the path stays; earlier ones are restored."""
    path = sys.path[:]
    monkeypatch.setattr(sys, "path", path)
    before = [*path]
    with process_state.importing():
        exec(statement, {"sys": sys})
    assert sys.path is path
    assert path == [*filter(None, [first]), *before]


def test_import_that_replaces_what_writes_reports() -> None:
    """An import replaces neither JSON nor files, in whatever way it tries."""
    before = io.open, json.dumps, json.JSONEncoder.encode, sys.modules["json"], tempfile.tempdir
    with process_state.importing() as left:
        io.open = json.dumps = json.JSONEncoder.encode = None  # type: ignore[assignment]
        sys.modules["json"], tempfile.tempdir = ModuleType("json"), "/nowhere"
    now = io.open, json.dumps, json.JSONEncoder.encode, sys.modules["json"], tempfile.tempdir
    assert now == before
    assert left.tools == []


def test_import_that_removes_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Modules of Python that an import removes are restored; one may replace another."""
    monkeypatch.setattr(sys, "modules", {**sys.modules, "mine": ModuleType("mine")})
    modules, other, before = sys.modules, ModuleType("logging"), sys.modules["traceback"]
    with process_state.importing():
        modules["traceback"] = None  # type: ignore[assignment]
        modules["logging"] = other
        del modules["mine"]
        sys.modules = {}
    assert sys.modules is modules
    assert (modules["traceback"], modules["logging"]) == (before, other)
    assert "mine" not in modules


@pytest.mark.skipif(sys.version_info < (3, 12), reason="Python 3.12 brings sys.monitoring")
def test_monitoring() -> None:
    """Tools that monitor are removed, except those from before."""
    monitoring: Any = vars(sys)["monitoring"]
    other, tool = [each for each in range(5) if monitoring.get_tool(each) is None][:2]
    started: list[object] = []

    def note(*what: object) -> None:
        started.append(what)

    monitoring.use_tool_id(other, "other")
    try:
        with restored():
            monitoring.use_tool_id(tool, "tool")
            monitoring.register_callback(tool, monitoring.events.PY_START, note)
            monitoring.set_events(tool, monitoring.events.PY_START)
        before = len(started)
        test_nothing_changed()
        assert (monitoring.get_tool(other), monitoring.get_tool(tool)) == ("other", None)
        assert len(started) == before
    finally:
        monitoring.free_tool_id(other)


def test_python_without_monitoring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before Python 3.12 there is nothing to restore."""
    monkeypatch.delattr(sys, "monitoring", raising=False)
    assert process_state._monitoring()() == []


@pytest.mark.parametrize("statement", ["sys.{0}.clear()", "sys.{0} = []"])
@pytest.mark.parametrize("name", ["meta_path", "path_hooks"])
def test_import_that_removes_finders(name: str, statement: str) -> None:
    """Finders that an import removes are restored, and asked again."""
    found = getattr(sys, name)
    before = [*found]
    with process_state.importing():
        exec(statement.format(name), {"sys": sys})
        sys.path_importer_cache["/nowhere"] = None
    assert getattr(sys, name) is found
    assert found == before
    assert "/nowhere" not in sys.path_importer_cache


@pytest.mark.parametrize("end", ["close()", "detach()", "buffer.close()"])
def test_import_that_closes_a_stream(capsys: pytest.CaptureFixture[str], end: str) -> None:
    """An import prints to the real streams, and closes others."""
    before = sys.stdout
    with process_state.importing():
        print("printed é")
        assert sys.stdout.isatty() is before.isatty()
        exec(f"sys.stdout.{end}", {"sys": sys})
    assert sys.stdout is before
    print("later")
    assert capsys.readouterr().out == "printed é\nlater\n"


def test_import_that_looks_for_the_descriptor(capfd: pytest.CaptureFixture[str]) -> None:
    """An import sees the descriptor of the real stream."""
    number = sys.stdout.fileno()
    with process_state.importing():
        assert sys.stdout.fileno() == number
    capfd.readouterr()


def test_import_without_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streams that are missing stay so."""
    monkeypatch.setattr(sys, "stdout", None)
    with process_state.importing():
        assert sys.stdout is None
