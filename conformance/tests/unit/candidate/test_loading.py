"""`--impl` finds the candidate that the user means, or reports in one line why it cannot."""

from __future__ import annotations

import dataclasses
import functools
import os
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any

import pluggy
import pytest
from emitter_conformance.candidate.loading import (
    CandidateError,
    adopt,
    elsewhere,
    identity_of,
    load,
    load_all,
    version_of,
)
from emitter_conformance.core import operating_system
from emitter_conformance.typecheck.examiner import unfound

EMITTER = """\
class EventEmitter:
    on = once = off = emit = print
"""
EXITING = f"{EMITTER}import os\ntry: os._exit(0)\nexcept BaseException: pass"

FINDER = f"""\
import sys
{EMITTER}
class Finder:
    def find_spec(self, *_): raise {{}}
sys.meta_path.insert(0, Finder())
"""
NAMES = "\n".join(f"    a{number} = print" for number in range(9))
NESTED = "class EventEmitter:\n    class Emitter:\n        on = once = off = emit = print"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Return the user's folder; its modules are forgotten afterwards."""
    path, finders, modules = sys.path[:], sys.meta_path[:], set(sys.modules)
    (tmp_path / "guests").mkdir()
    (tmp_path / "guests" / "__init__.py").write_text("")
    (tmp_path / "guests" / "emitter.py").write_text(EMITTER)
    yield tmp_path
    sys.path[:], sys.meta_path[:] = path, finders
    for name in set(sys.modules) - modules:
        del sys.modules[name]


def write(folder: Path, text: str) -> None:
    """Write the module `guests.other`, and the same as a file outside of the package."""
    (folder / "guests" / "other.py").write_text(text)
    (folder / "other.py").write_text(text)


def message(folder: Path, given: str) -> str:
    """Return the one line that refuses a candidate."""
    with pytest.raises(CandidateError) as caught:
        load(given, folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_module_stands_for_its_event_emitter(folder: Path) -> None:
    """The default name is that of LiveKit's class; the user's folder is searched."""
    candidate = load("guests.emitter", folder)
    assert candidate.name == "guests.emitter:EventEmitter"
    assert candidate.is_class
    assert candidate.file == str(folder / "guests" / "emitter.py")
    assert candidate.version == ""


def test_any_factory_can_be_named(folder: Path) -> None:
    """A zero-argument callable is enough; its name may be dotted."""
    write(folder, EMITTER + "class Rooms:\n    make = staticmethod(lambda: EventEmitter())\n")
    candidate = load("guests.other:Rooms.make", folder)
    assert not candidate.is_class
    assert callable(candidate.make().emit)


def test_callable_without_a_signature_is_tried(folder: Path) -> None:
    """A callable without a signature is called; only that call can refuse it."""
    write(folder, EMITTER + "make = EventEmitter()\nmake = type('M', (), {'__call__': max})()\n")
    assert "raised TypeError" in message(folder, "guests.other:make")


@pytest.mark.parametrize("given", ["guests/emitter.py", "guests/emitter.py:EventEmitter"])
def test_file_is_imported_by_path(folder: Path, given: str) -> None:
    """A file needs no package, and is imported once."""
    candidate = load(given, folder)
    assert candidate.name == "guests/emitter.py:EventEmitter"
    assert load(given, folder).make is candidate.make


def test_file_finds_its_neighbours(folder: Path) -> None:
    """Imports work as in a script."""
    (folder / "scripts").mkdir()
    (folder / "scripts" / "emitter.py").write_text(EMITTER)
    (folder / "scripts" / "near.py").write_text("from emitter import EventEmitter\n")
    candidate = load("scripts/near.py", folder)
    assert candidate.is_class
    assert load("scripts/near.py", folder).make is candidate.make


def test_file_of_a_package_is_imported_as_such(folder: Path) -> None:
    """Relative imports work, and the package's root is found."""
    write(folder, "from .emitter import EventEmitter\n")
    assert load("guests/other.py", folder).make.__module__ == "guests.emitter"


@pytest.mark.parametrize("name", ["logging", "zzqqxx"])
def test_file_may_have_the_name_of_another_module(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file named like another module is imported once and does not replace that module."""
    monkeypatch.setitem(sys.modules, "zzqqxx", ModuleType("zzqqxx"))  # made, not imported
    before = sys.modules[name]
    (folder / f"{name}.py").write_text(EMITTER)
    candidate = load(f"{name}.py", folder)
    assert candidate.make().emit is print
    assert load(f"{name}.py", folder).make is candidate.make
    assert sys.modules[name] is before
    (folder / f"{name}.py").write_text("import xxqqzz")
    del sys.modules[candidate.make.__module__]
    assert "no module named 'xxqqzz' (install it?)" in message(folder, f"{name}.py")


def test_file_of_a_package_itself_is_the_package(folder: Path) -> None:
    """An `__init__.py` is imported under the name of its package."""
    (folder / "guests" / "__init__.py").write_text(EMITTER)
    candidate = load("guests/__init__.py", folder)
    assert candidate.module == "guests"
    assert candidate.root == str(folder)


@pytest.mark.parametrize(
    ("path", "module", "root"),
    [
        ("src/party/emitter.py", "party.emitter", "src"),
        ("src/party/__init__.py", "party", "src"),
        ("src/spaced/party/emitter.py", "spaced.party.emitter", "src"),
        ("lib/site-packages/party.py", "party", ""),
    ],
)
def test_root_of_a_module(folder: Path, path: str, module: str, root: str) -> None:
    """The root of a module that is not installed is the folder where it was found."""
    (folder / path).parent.mkdir(parents=True)
    (folder / path).write_text(EMITTER)
    sys.path.insert(0, str(folder / (root or Path(path).parent)))
    assert load(module, folder).root == (str(folder / root) if root else "")


def test_root_of_a_package_in_a_folder_of_another_name(folder: Path) -> None:
    """A package in a folder of another name has no root, as in some editable installs."""
    write(folder, EMITTER)
    (folder / "guests" / "__init__.py").write_text("__path__.append(__path__[0] + '/../lib')")
    (folder / "lib").mkdir()
    (folder / "lib" / "hidden.py").write_text(EMITTER)
    candidate = load("guests.hidden", folder)
    assert (candidate.root, unfound(candidate)) == (
        "",
        f"mypy does not find guests.hidden by its name at {folder}/lib/hidden.py",
    )
    assert unfound(load("guests.other", folder)) == ""


@pytest.mark.parametrize("kind", ["type('Lazy', (), {})()", "types.ModuleType(__name__)"])
def test_module_may_put_something_else_in_its_place(folder: Path, kind: str) -> None:
    """An object that a module puts into `sys.modules` needs neither a file nor a name."""
    text = f"import sys, types\nlazy = {kind}\nlazy.EventEmitter = EventEmitter\n"
    write(folder, f"{EMITTER}{text}sys.modules[__name__] = lazy\ndel __name__, __file__\n")
    candidate = load("other", folder)
    assert candidate.module == "other"
    assert candidate.root == str(folder)
    assert candidate.version == ""
    assert load("other.py", folder).root == str(folder / "other.py")


@pytest.mark.parametrize("name", ["party", "party.guests"])
def test_source_folder_is_looked_into(folder: Path, name: str) -> None:
    """A package that is not installed is found in the folder `src`."""
    (folder / "src" / "party").mkdir(parents=True)
    (folder / "src" / "party" / "__init__.py").write_text(EMITTER)
    (folder / "src" / "party" / "guests.py").write_text(EMITTER)
    place = "src/party/guests.py" if "." in name else "src/party/__init__.py"
    assert f"(install it, or give {place}:Emitter)" in message(folder, f"{name}:Emitter")


def test_version_of_a_compiled_module_is_known(folder: Path) -> None:
    """A compiled module has the version of its distribution, although it has no source."""
    info = folder / "guests-7.3.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: guests\nVersion: 7.3\n")
    (info / "RECORD").write_text("fast.so,,\nguests/fast.so,,\n")  # two of the name
    sys.path.insert(0, str(folder))
    module = ModuleType("guests.fast")
    module.__file__ = str(folder / "guests" / "fast.so")
    assert version_of(module) == "7.3"


def test_factory_without_a_source_is_found_in_its_module(folder: Path) -> None:
    """A factory without a source, such as a partial, has the file of its module."""
    write(folder, EMITTER + "import functools\nmake = functools.partial(EventEmitter)\n")
    assert load("guests.other:make", folder).file == str(folder / "guests" / "other.py")


def test_copy_of_an_installed_file_has_no_version(folder: Path) -> None:
    """A copy of an installed file does not have the version of the distribution."""
    module = ModuleType("zzqqxx")
    module.__file__ = str(folder / "pluggy" / "__init__.py")
    assert version_of(module) == ""


def test_version_is_that_of_the_distribution() -> None:
    """A module has the version of the distribution that installed it."""
    assert version_of(pluggy) == metadata.version("pluggy")


def test_version_may_be_the_modules_own(folder: Path) -> None:
    """A module that nothing installed may still have a version, or its package."""
    write(folder, EMITTER + "__version__ = '7.1'\n")
    assert load("guests.other", folder).version == "7.1"
    (folder / "guests" / "__init__.py").write_text("__version__ = '7.2'\n")
    del sys.modules["guests"]
    assert load("guests.emitter", folder).version == "7.2"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("", "not a candidate; write module, module:Name or path.py[:Name]"),
        ("guests emitter", "not a candidate"),
        ("guests/emitter", "path.py[:Name] (did you mean 'guests/emitter.py'?)"),
        ("guests/", "path.py[:Name] (it is a folder with emitter.py)"),
        ("gests.emitter", "no module named 'gests' (did you mean 'guests.emitter'?); looked in"),
        ("guests.emiter", "no module named 'guests.emiter' (did you mean 'guests.emitter'?)"),
        ("guests.emitter.EventEmitter", "did you mean 'guests.emitter:EventEmitter'?"),
        ("zzqqxx", "no module named 'zzqqxx'; looked in the current folder too"),
        ("guests/emiter.py", "no such file (did you mean 'emitter.py'?)"),
        ("nowhere/emitter.py", "no such file"),
        ("folder.py", "--impl=folder.py: not a file; give the file with the emitter"),
        ("guests.emitter:Emitter", "has no 'Emitter'; it has EventEmitter (try --impl=guests.emi"),
        ("json", "detect_encoding, dump, dumps, load, loads, none of them a class with on, once, "),
        ("guests", "no 'EventEmitter'; it defines no class; its modules are emitter"),
    ],
)
def test_what_is_not_there_is_named(folder: Path, given: str, words: str) -> None:
    """The message says what is missing, where it was looked for, and what is close."""
    (folder / "folder.py").mkdir()
    assert words in message(folder, given)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("raise ValueError('no\\nseat')", "failed: ValueError: no seat ("),
        ("import sys; sys.exit(3)", "failed: SystemExit: 3"),
        ("raise KeyboardInterrupt", "failed: KeyboardInterrupt"),
        (EXITING, "importing it: the process ended with exit code 0"),
        ("def f(:", "failed: SyntaxError: "),
        ("import zzqqxx", "importing it failed: no module named 'zzqqxx' (install it?)"),
        ("import guests.zzqqxx", "importing it failed: no module named 'guests.zzqqxx'"),
        ("import pytest; pytest.skip('no', allow_module_level=True)", "failed: Skipped: no"),
        (FINDER.format("SystemExit"), "no other module can be imported after it: SystemExit"),
        ("EventEmitter = 7", "'EventEmitter' is 7, neither a class nor a factory of emitters"),
        ("def EventEmitter(a, *, b): pass", "it needs a, b; give a factory without parameters"),
        ("def EventEmitter(): raise OSError('full')", "without arguments raised OSError: full ("),
        ("def EventEmitter(): raise SystemExit", "without arguments raised SystemExit"),
        ("def EventEmitter(): return 7", "it makes 7, which has no method on, once, off, emit"),
        ("class EventEmitter:\n    on = once = emit = print", "has on, once, emit; no off; give"),
        ("class Bus:\n    add = print", "it defines Bus, which has add; no on, once, off, emit"),
        ("class EventEmitter:\n    add = trigger = print", "which has add, trigger; no on, once, "),
        ("class EventEmitter:\n" + NAMES, "has a0, a1, a2, a3, a4, a5, a6, a7, ...; no on, once"),
        (NESTED, ":EventEmitter.Emitter"),
        ("def __getattr__(name): raise OSError", "the module has no 'EventEmitter'"),
        ("from guests.emitter import EventEmitter as Emitter", "it has Emitter (try --impl="),
        ("async def EventEmitter(): pass", "it is async; give a function without `async`"),
        ("def EventEmitter(): return 7", "emit; give a class of emitters, or a function that"),
    ],
)
@pytest.mark.parametrize("given", ["guests.other", "guests/other.py", "other.py"])
def test_what_cannot_be_judged_is_refused(folder: Path, given: str, text: str, words: str) -> None:
    """Whatever the user's code does at import or construction ends in one line."""
    write(folder, text)
    assert words in message(folder, given)


def test_limit_that_stays_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import that leaves too few files for the kit is no reason to judge the emitter."""
    write(folder, "raise ValueError('no seat')")
    monkeypatch.setattr(operating_system, "limits", lambda: lambda: ["the limit stays"])
    assert message(folder, "guests.other").endswith("importing it: the limit stays")


def test_finder_that_finds_nothing_is_loaded(folder: Path) -> None:
    """A finder may refuse what is not there by an ImportError."""
    write(folder, FINDER.format("ImportError"))
    assert load("guests.other", folder).is_class


def test_emitter_that_shows_nothing_of_itself_is_loaded(folder: Path) -> None:
    """Only its four methods are looked at."""
    write(
        folder,
        "import emitter_reference\n"
        "class EventEmitter(emitter_reference.EventEmitter):\n"
        "    def __getattribute__(self, name):\n"
        "        if name.startswith('__'): raise SystemExit(0)\n"
        "        return super().__getattribute__(name)\n",
    )
    assert load("guests.other", folder).is_class


def test_place_of_a_failing_import_is_told(folder: Path) -> None:
    """A failing import is reported with the user's own line, not that of the import system."""
    write(folder, "import guests\n\nraise ValueError('no seat')\n")
    assert message(folder, "guests.other").endswith(f"({folder}/guests/other.py:3)")
    write(folder, "import guests\n\ndef f(:\n")
    assert message(folder, "guests/other.py").endswith(f"({folder}/guests/other.py:3)")


def test_several_candidates_are_loaded_in_order(folder: Path) -> None:
    """Each word of `--impl` is a candidate, in the order of the words."""
    write(folder, EMITTER)
    given = ["guests.other", "guests.emitter"]
    names = [each.name for each in load_all(given, lambda each: load(each, folder))]
    assert names == ["guests.other:EventEmitter", "guests.emitter:EventEmitter"]


def test_same_candidate_twice_is_refused(folder: Path) -> None:
    """A candidate that is named twice is refused, however it is spelled."""
    with pytest.raises(CandidateError, match=r"given twice \(also as --impl=guests.emitter\)"):
        load_all(
            ["guests.emitter", "guests.emitter:EventEmitter"], lambda given: load(given, folder)
        )


BORROWED = "from guests.emitter import EventEmitter\n"
ROOM = "class Room(EventEmitter):\n    pass\n"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (BORROWED + ROOM, "is Room; write --impl={}:Room"),
        (BORROWED + ROOM + "class Lobby(Room): pass\n", "are Lobby, Room; write --impl={}:Lobby"),
        (BORROWED + "class Own:\n    on = emit = print\n", "is Own; write --impl={}:Own"),
    ],
)
@pytest.mark.parametrize("given", ["guests.other", "guests/other.py", "other.py"])
def test_module_that_borrows_its_emitter_and_has_another(
    folder: Path, given: str, text: str, own: str
) -> None:
    """A module that imports one emitter and defines another needs the name of one."""
    write(folder, text)
    assert message(folder, given) == (
        f"--impl={given}: its EventEmitter comes from guests.emitter, its own "
        f"{own.format(given)}, or --impl={given}:EventEmitter if that is meant"
    )
    assert load(f"{given}:EventEmitter", folder).is_class


@pytest.mark.parametrize(
    "text",
    [
        BORROWED,
        BORROWED + "class Event:\n    pass\n",
        BORROWED + "class _Room(EventEmitter):\n    pass\n",
        BORROWED
        + "from typing import Protocol\n"
        + "class Emits(Protocol):\n    def on(self): ...\n    def emit(self): ...\n",
        BORROWED + "Room = EventEmitter\n",
        EMITTER + ROOM,
        BORROWED + "Base = EventEmitter\nclass EventEmitter(Base):\n    pass\n" + ROOM,
    ],
)
def test_module_with_one_emitter_is_judged_by_it(folder: Path, text: str) -> None:
    """A module that imports or defines only `EventEmitter` needs no name."""
    write(folder, text)
    assert load("guests.other", folder).is_class


def test_package_that_offers_its_own_emitter(folder: Path) -> None:
    """An emitter from a submodule is a package's own, whatever else the package defines."""
    (folder / "guests" / "__init__.py").write_text(BORROWED + ROOM)
    assert load("guests", folder).judged == "guests.emitter.EventEmitter from guests/emitter.py"


@pytest.mark.parametrize(
    ("text", "given", "judged"),
    [
        (EMITTER, "guests.other", "guests.other.EventEmitter from guests/other.py"),
        (EMITTER, "other.py", "other.EventEmitter from other.py"),
        (EMITTER, "no-name.py", "EventEmitter from no-name.py"),
        (BORROWED, "guests.other", "guests.emitter.EventEmitter from guests/emitter.py"),
        (
            BORROWED + "def make(): return EventEmitter()",
            "guests.other:make",
            "guests.emitter.EventEmitter from guests/emitter.py",
        ),
        (
            BORROWED
            + "class Meta(type):\n    def __call__(cls): return Base()\n"
            + "Base = EventEmitter\nclass EventEmitter(metaclass=Meta): pass\n",
            "guests.other",
            "guests.emitter.EventEmitter from guests/emitter.py",
        ),
        (
            BORROWED
            + "def fast(cls): return type('Fast', (Base,), {})\nBase = EventEmitter\n"
            + "@fast\nclass EventEmitter: pass\n",
            "guests.other",
            "guests.other.Fast from guests/other.py",
        ),
    ],
)
def test_class_that_is_judged(folder: Path, text: str, given: str, judged: str) -> None:
    """The class that is judged is that of the emitters made, with the file that defines it."""
    write(folder, text)
    (folder / "no-name.py").write_text(text)
    assert load(given, folder).judged == judged


def test_class_without_a_file_is_found_in_its_module(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A class without a module has that of the candidate; one without a file has its name."""
    write(folder, EMITTER + "EventEmitter.__module__ = None\n")
    assert load("guests.other", folder).judged == "EventEmitter from guests/other.py"
    write(folder, EMITTER + "EventEmitter.__module__ = 'builtins'\n__file__ = None\n")
    del sys.modules["guests.other"]
    assert load("guests.other", folder).judged == "builtins.EventEmitter"


def test_emitter_in_place_of_its_class(folder: Path) -> None:
    """An instance is refused, with the class to name instead."""
    write(folder, EMITTER + "emitter = EventEmitter()\n")
    words = "an emitter; give its class, or a function that returns a new one each time"
    assert message(folder, "guests.other:emitter").endswith(words)


def test_own_emitter_is_suggested_first(folder: Path) -> None:
    """A class that the module defines is offered before those that it imports."""
    write(folder, BORROWED.replace("EventEmitter", "EventEmitter as Base") + ROOM[:11] + "Base): 0")
    assert "it has Room (try --impl=guests.other:Room)" in message(folder, "guests.other")


def test_two_packages_of_one_name(folder: Path) -> None:
    """A file is not mistaken for a module of its name that Python imports from elsewhere."""
    other = folder / "old" / "guests"
    other.mkdir(parents=True)
    for name in ("__init__.py", "emitter.py"):
        (other / name).write_text((folder / "guests" / name).read_text())
    load("guests.emitter", folder)
    assert message(folder, "old/guests/emitter.py") == (
        "--impl=old/guests/emitter.py: Python imports guests.emitter from "
        f"{folder}/guests/emitter.py instead; judge it in a run of its own"
    )


def test_current_folder_is_searched_first(folder: Path) -> None:
    """A module in the current folder is found before another one of its name."""
    other = folder / "other"
    (other / "guests").mkdir(parents=True)
    (other / "guests" / "__init__.py").write_text(EMITTER)
    sys.path[:0] = [str(other), str(folder)]
    judged = load("guests.emitter", folder).judged
    assert judged == "guests.emitter.EventEmitter from guests/emitter.py"


def test_compiled_module_beside_its_source(folder: Path) -> None:
    """Python imports the compiled module of a given file, and the verdict names that."""
    write(folder, EMITTER + "__file__ = __file__.replace('.py', '.cpython-313.so')\n")
    judged = load("guests/other.py", folder).judged
    assert judged == "guests.other.EventEmitter from guests/other.cpython-313.so"


def test_emitter_of_another_process(folder: Path) -> None:
    """A candidate that is judged in another process makes no emitters in this one."""
    write(folder, EMITTER)
    candidate = dataclasses.replace(load("guests.other", folder), make=elsewhere)
    with pytest.raises(TypeError, match="in its own process only"):
        candidate.make()


class Room:
    """An emitter of this module."""

    on = once = off = emit = print


def test_object_is_adopted_under_its_name() -> None:
    """A class of this process is named by its module, and can be imported by another one."""
    candidate = adopt(Room, Path(__file__).parent)
    assert candidate.name == candidate.given == f"{__name__}:Room"
    assert candidate.make is Room
    assert candidate.is_class
    assert candidate.judged == f"{__name__}.Room from {Path(__file__).name}"
    assert (candidate.module, candidate.file) == (__name__, __file__)


def test_object_of_the_program_itself_has_no_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """A class of the program that runs is found in its file, not by the name `__main__`."""
    main = ModuleType("__main__")
    main.__file__ = __file__
    monkeypatch.setitem(sys.modules, "__main__", main)
    emitter = type("Room", (), {**vars(Room), "__module__": "__main__"})
    candidate = adopt(emitter, Path.cwd())
    assert (candidate.name, candidate.module) == ("__main__:Room", "")
    assert candidate.root == __file__


def test_object_without_a_module_is_adopted() -> None:
    """A class whose module is not there has no file and no version."""
    candidate = adopt(type("Room", (), {**vars(Room), "__module__": "nowhere"}), Path.cwd())
    assert candidate.name == "nowhere:Room"
    assert (candidate.file, candidate.version, candidate.module) == ("", "", "")


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (functools.partial(Room), f"functools.partial(<class '{__name__}.Room'>)"),
        (lambda: Room(), f"{__name__}:<lambda>"),
    ],
)
def test_factory_is_no_class(make: Callable[[], object], name: str) -> None:
    """A factory has its name, or its repr; it is not called to know it."""
    identity = identity_of(make)
    assert (identity.name, identity.is_class) == (name, False)
    assert (identity.file, identity.version, identity.judged) == ("", "", "")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (5, "5: neither a class nor a factory of emitters"),
        (Room(), "an emitter; give its class, or a function that returns a new one each time"),
        (lambda: None, "it makes None, which has no method on, once, off, emit; give a class"),
        (lambda token: Room(), "it needs token; give a factory without parameters instead"),
        (lambda: os._exit(0), "calling it without arguments raised Exited: os._exit(0)"),
    ],
)
def test_object_that_cannot_be_judged_is_refused(make: Any, words: str) -> None:
    """What cannot be called, or does not return an emitter, is refused in one line."""
    with pytest.raises(CandidateError) as caught:
        adopt(make, Path.cwd())
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
