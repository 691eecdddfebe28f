"""Finds the candidate that `--impl` names; every mistake is one line."""

from __future__ import annotations

import contextlib
import functools
import importlib
import importlib.util
import inspect
import os
import re
import sys
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from types import CoroutineType, ModuleType
from typing import Any, Callable, NoReturn, TypeVar, get_args, get_origin

from emitter_conformance.core import describe
from emitter_conformance.core.errors import Mistake
from emitter_conformance.core.paths import INSTALLED, is_foreign, is_own, shorter
from emitter_conformance.core.stopping import interrupted

from . import places, process_state, suggestions
from .deadline import USUAL
from .door import Allowance, Door
from .identity import Identity
from .methods import METHODS, lacking

T = TypeVar("T")
DEFAULT_NAME = "EventEmitter"
_NOWHERE = ModuleType("")
"""Stands for the module of what belongs to none."""
CODE = (".py", ".pyc", ".so", ".pyd")
NO_MODULE = "no_module_of_emitter_conformance"
"""A name that no module has."""
PATH = re.compile(r"(?P<module>.+\.py)(?::(?P<name>[\w.]+))?")
MODULE = re.compile(r"(?P<module>\w+(?:\.\w+)*)(?::(?P<name>[\w.]+))?")


class CandidateError(Mistake):
    """A candidate cannot be judged; the message is one line for the user."""


def elsewhere() -> NoReturn:
    """Refuse to make an emitter in this process.

    Raises:
        TypeError: Always.

    """
    raise TypeError("an isolated candidate makes emitters in its own process only")


@dataclass(frozen=True)
class Candidate(Identity):
    """An emitter class or factory on trial.

    Attributes:
        make: The class or factory; called without arguments it returns an emitter.
        module: The name that its module is imported by, or "".
        root: Where that name is searched if it is not installed, or else the file to run, or "".
        door: The door through which every call of its code in this process passes.

    """

    make: Callable[[], Any] = elsewhere
    module: str = ""
    root: str = ""
    door: Door = field(default_factory=Door, compare=False, repr=False)

    @property
    def place(self) -> tuple[str, str, str]:
        """The identity of the class: its file, its module, and its name there."""
        return self.file, self.module, self.name.rpartition(":")[2]


def load(given: str, folder: Path, seconds: float = USUAL, is_partial: bool = False) -> Candidate:
    """Import a candidate and make sure that it can be judged.

    Args:
        given: `module`, `module:Name`, `path.py` or `path.py:Name`;
            the name may be dotted and is `EventEmitter` if it is left out.
        folder: The user's folder, which is searched for modules first.
        seconds: The time limit in seconds; 0 is no limit.
        is_partial: Whether it may lack methods, beside an `on` and `emit`.

    Raises:
        CandidateError: The candidate cannot be judged, for a reason of the user's.

    """
    return _admitted(given, lambda door: _load(given, folder, door, is_partial), seconds)


def adopt(
    make: Callable[[], Any], folder: Path, seconds: float = USUAL, is_partial: bool = False
) -> Candidate:
    """Return a class or factory of this process as a candidate that can be judged.

    Args:
        make: The class or factory.
        folder: The user's folder, to which paths are shown relative.
        seconds: The time limit in seconds; 0 is no limit.
        is_partial: Whether it may lack methods, beside an `on` and `emit`.

    Raises:
        CandidateError: It cannot be judged, for a reason of the user's.

    """
    identity = identity_of(make)
    return _admitted(
        identity.given, lambda door: _adopt(identity, make, folder, door, is_partial), seconds
    )


def identity_of(make: Callable[[], Any]) -> Identity:
    """Return the identity of a class or factory, as far as it is known without a call.

    Its name is `module:Name`, or its short repr if it has no such name.

    Raises:
        CandidateError: It cannot be called.

    """
    name = describe.value(make)
    with contextlib.suppress(Exception):
        name = describe.exact(f"{make.__module__}:{make.__qualname__}")
    _refuse_uncallable(name, "", make)
    return Identity(given=name, name=name, is_class=inspect.isclass(make), file="", version="")


def _admitted(given: str, find: Callable[[Door], Candidate], seconds: float) -> Candidate:
    """Return the candidate that a function finds, unless its code did what none may do.

    Args:
        given: The words of the user.
        find: Function that takes a door, and returns the candidate.
        seconds: The time limit in seconds; 0 is no limit.

    Raises:
        CandidateError: The candidate cannot be judged.

    """
    door = Door(Allowance(seconds))
    candidate: Candidate | None = None
    refusal: CandidateError | None = None
    with door.opened("import", keeping=process_state.importing) as visit:
        try:
            candidate = find(door)
            _refuse_finders(given)
        except CandidateError as error:
            refusal = error
        except BaseException as error:
            if interrupted(error):
                raise
            refusal = CandidateError(
                f"--impl={given}: looking at it raised {describe.error(error)}{_line(error)}"
            )
    if visit.deadline.is_over:
        where = f" ({visit.deadline.place})" if visit.deadline.place else ""
        raise CandidateError(
            f"--impl={given}: importing it did not end within {seconds:g} s{where}"
        )
    if visit.left.changes:
        raise CandidateError(f"--impl={given}: importing it: {visit.left.changes[0]}")
    if refusal is not None:
        raise refusal from None
    if visit.ends:
        raise CandidateError(f"--impl={given}: importing it: {visit.ends[0]}")
    if visit.left.tools:  # every verdict of this process would rest on them
        raise CandidateError(
            f"--impl={given}: importing it changed the kit: {visit.left.tools[0].partition(';')[0]}"
            " (a module that replaces parts of others at import, as freezegun can, is not judged)"
        )
    assert candidate is not None
    return candidate


def _load(given: str, folder: Path, door: Door, is_partial: bool) -> Candidate:
    place = PATH.fullmatch(given) or MODULE.fullmatch(given)
    if place is None:
        raise CandidateError(
            f"--impl={given}: not a candidate; write module, module:Name or path.py[:Name]"
            f"{suggestions.near_path(given, folder)}"
        )
    name = place["name"] or DEFAULT_NAME
    _search_first(folder)
    if place.re is PATH:
        module = _import_file(given, (folder / place["module"]).resolve())
    else:
        module = _import_module(given, place["module"], folder)
    make = _attribute(given, module, place["module"], name)
    if not place["name"]:
        _refuse_borrowed(given, module, place["module"], make)
    emitter = _try(given, make, is_partial)
    name_of_module, root = _origin(module, place["module"], folder, is_file=place.re is PATH)
    return Candidate(
        given=given,
        name=f"{place['module']}:{name}",
        make=make,
        is_class=inspect.isclass(make),
        **_described(make, module, emitter, folder, is_partial),
        module=describe.exact(name_of_module),
        root=root,
        door=door,
    )


def _adopt(
    identity: Identity, make: Callable[[], Any], folder: Path, door: Door, is_partial: bool
) -> Candidate:
    emitter = _try(identity.given, make, is_partial)
    module = sys.modules.get(identity.name.partition(":")[0], _NOWHERE)
    name, root = _origin(module, module.__name__, folder, is_file=False)
    if name == "__main__":  # no other program finds it by that name
        name, root = "", _file_of(module)
    return Candidate(
        given=identity.given,
        name=identity.name,
        make=make,
        is_class=identity.is_class,
        **_described(make, module, emitter, folder, is_partial),
        module=describe.exact(name),
        root=root,
        door=door,
    )


def _described(
    make: Callable[[], Any], module: ModuleType, emitter: object, folder: Path, is_partial: bool
) -> dict[str, Any]:
    """Return what an identity says of a class or factory that can be judged, by field."""
    return {
        "file": describe.exact(_file(make, module)),
        "version": describe.exact(version_of(module)),
        "judged": describe.exact(_judged(emitter, module, folder)),
        "fixed": describe.exact(_fixed(make)),
        "lacks": lacking(emitter) if is_partial else (),
    }


def _origin(module: ModuleType, given: str, folder: Path, is_file: bool) -> tuple[str, str]:
    """Return how another program can import a module: its name, and a folder or file.

    A module that is not installed is found from a folder, which another program may not search;
    one whose name cannot be imported is run as a file. One that put something else in its place
    may have neither a file nor a name, and is imported as it was given.
    """
    file = os.path.abspath(_file_of(module))
    if not _file_of(module):
        return ("", os.path.abspath(folder / given)) if is_file else (given, str(folder))
    names = module.__name__.split(".")
    if not all(map(str.isidentifier, names)):
        return "", file
    package = os.path.basename(file).startswith("__init__.")  # it may be compiled
    *above, root = list(Path(file).parents)[: len(names) + package]
    above_names = [path.name for path in reversed(above)]
    is_found_there = above_names == (names if package else names[:-1])
    is_searched = is_found_there and not {*root.parts} & {*INSTALLED} and not is_foreign(file)
    return module.__name__, str(root) if is_searched or is_file else ""


def _file_of(module: ModuleType) -> str:
    return getattr(module, "__file__", None) or ""


def load_all(given: Iterable[str], load: Callable[[str], Candidate]) -> list[Candidate]:
    """Import several candidates.

    Args:
        given: The words of the user for each candidate.
        load: Function that imports one.

    Raises:
        CandidateError: One of them cannot be judged, or is given twice.

    """
    candidates: list[Candidate] = []
    for each in given:
        candidate = load(each)
        for other in candidates:
            if other.place == candidate.place:
                raise CandidateError(f"--impl={each}: given twice (also as --impl={other.given})")
        candidates.append(candidate)
    return candidates


def _import_module(given: str, name: str, folder: Path) -> ModuleType:
    try:
        return _guarded(given, lambda: importlib.import_module(name))
    except ModuleNotFoundError as error:
        missing = error.name or ""  # a module that the candidate imports may be the missing one
        if missing == name or name.startswith(missing + "."):
            raise CandidateError(suggestions.not_found(given, name, missing, folder)) from error
        raise _lacking(given, error) from error


def _import_file(given: str, path: Path) -> ModuleType:
    """Import a file: as a part of its package if it lies in one, as a script's module if not."""
    if path.exists() and not path.is_file():
        raise CandidateError(f"--impl={given}: not a file; give the file with the emitter")
    if not path.exists():
        near = suggestions.close(path.name, (other.name for other in path.parent.glob("*.py")))
        raise CandidateError(f"--impl={given}: no such file{near}")
    root, names = path.parent, [path.stem]
    if path.name == "__init__.py":
        root, names = path.parent.parent, [path.parent.name]
    while (root / "__init__.py").is_file():
        names.insert(0, root.name)
        root = root.parent
    _search_first(root)
    if len(names) > 1 or _finds(path, names[0]):
        module = _import_module(given, ".".join(names), root)
        found = _file_of(module)
        if found and not _is_code_of(found, path):
            raise CandidateError(
                f"--impl={given}: Python imports {module.__name__} from {found} instead; "
                "judge it in a run of its own"
            )
        return module
    name = f"{path.stem}@{path}"  # another module has its name; none is called so
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        loader, module = spec.loader, importlib.util.module_from_spec(spec)
        sys.modules[name] = module  # before it runs, as Python does: classes look for it there
        try:
            _guarded(given, lambda: loader.exec_module(module))
        except ModuleNotFoundError as error:
            raise _lacking(given, error) from error
    return sys.modules[name]


def _is_code_of(file: str, path: Path) -> bool:
    """Whether a module's file is a source file, or what was compiled of it and lies beside it."""
    found = Path(os.path.realpath(file))
    return found == path or (
        found.parent == path.parent and found.name.partition(".")[0] == path.stem
    )


def _lacking(given: str, error: ModuleNotFoundError) -> CandidateError:
    return CandidateError(
        f"--impl={given}: importing it failed: no module named '{error.name}' (install it?)"
    )


def _finds(path: Path, name: str) -> bool:
    """Return whether importing a name would find that file and no other."""
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return False
    return spec is not None and spec.origin == str(path)


def _search_first(folder: Path) -> None:
    """Put a folder first on the path, as `python -m pytest` does and bare `pytest` does not."""
    if sys.path[:1] != [str(folder)]:
        sys.path.insert(0, str(folder))


def _refuse_finders(given: str) -> None:
    """Refuse a candidate after which nothing can be imported, which pytest and the kit have to.

    Raises:
        CandidateError: A finder that it has installed raises what no finder may.

    """
    try:
        importlib.util.find_spec(NO_MODULE)
    except ImportError:
        pass  # some say in that way what to install
    except (Exception, SystemExit) as error:
        raise CandidateError(
            f"--impl={given}: no other module can be imported after it: "
            f"{describe.error(error)}{_line(error)}"
        ) from error


def _guarded(given: str, action: Callable[[], T]) -> T:
    """Run code of the candidate's module; report whatever it raises in one line."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return action()
    except ModuleNotFoundError:
        raise
    except BaseException as error:
        if interrupted(error):
            raise
        raise CandidateError(
            f"--impl={given}: importing it failed: {describe.error(error)}{_line(error)}"
        ) from error


def _line(error: BaseException) -> str:
    """Return the line of a module where its import failed."""
    if isinstance(error, SyntaxError):
        return f" ({error.filename}:{error.lineno})"
    place = ""
    for code, line in places.passed(error):
        file = code.co_filename
        if not is_own(file) and not file.startswith("<frozen") and "importlib" not in file:
            place = f" ({file}:{line})"
    return place


def _attribute(given: str, module: ModuleType, module_name: str, name: str) -> Any:
    thing: Any = module
    for part in name.split("."):
        try:
            thing = getattr(thing, part)
        except Exception:
            offered = suggestions.offered(module, module_name, name)
            raise CandidateError(f"--impl={given}: the module has no '{name}'; {offered}") from None
    _refuse_uncallable(given, f"'{name}' is {describe.value(thing)}, ", thing)
    return thing


def _refuse_uncallable(given: str, words: str, thing: object) -> None:
    """Refuse what makes no emitters.

    Args:
        given: The words of the user.
        words: The start of the message.
        thing: What should be called.

    Raises:
        CandidateError: It cannot be called.

    """
    if callable(thing):
        return
    is_emitter = all(callable(getattr(thing, method, None)) for method in METHODS)
    advice = "give its class, or a function that returns a new one each time"
    what = f"an emitter; {advice}" if is_emitter else "neither a class nor a factory of emitters"
    raise CandidateError(f"--impl={given}: {words}{what}")


def _refuse_borrowed(given: str, module: ModuleType, module_name: str, make: Any) -> None:
    """Refuse an `EventEmitter` that a module has from elsewhere beside emitters of its own.

    Raises:
        CandidateError: The name does not say which of them is meant.

    """
    if not (inspect.isclass(make) or inspect.isfunction(make)) or suggestions.is_from(module, make):
        return
    own = suggestions.own_emitters(module)
    if own:
        raise CandidateError(
            f"--impl={given}: its {DEFAULT_NAME} comes from {make.__module__}, its own "
            f"{'is' if len(own) == 1 else 'are'} {', '.join(own)}; "
            f"write --impl={module_name}:{own[0]}, "
            f"or --impl={module_name}:{DEFAULT_NAME} if that is meant"
        )


def _try(given: str, make: Callable[[], Any], is_partial: bool) -> object:
    """Make one emitter, to separate user errors from broken clauses."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            emitter = make()
            missing = [name for name in METHODS if not callable(getattr(emitter, name, None))]
            is_fake = not {*missing} & {"on", "emit"}
    except BaseException as error:
        if interrupted(error):
            raise
        required = _required(make)
        if required and isinstance(error, TypeError):
            raise CandidateError(
                f"--impl={given}: it needs {', '.join(required)}; "
                "give a factory without parameters instead"
            ) from error
        raise CandidateError(
            f"--impl={given}: calling it without arguments raised "
            f"{describe.error(error)}{_line(error)}"
        ) from error
    if type(emitter) is CoroutineType:  # what it says of its class may be anything
        emitter.close()
        raise CandidateError(
            f"--impl={given}: it is async; give a function without `async` that returns an emitter"
        )
    if missing and not (is_fake and is_partial):
        made = f"--impl={given}: it makes {describe.value(emitter)}"
        nested = [
            name for name, value in vars(type(emitter)).items() if suggestions.is_emitter(value)
        ]
        if nested:
            near = f"{given if ':' in given else f'{given}:{DEFAULT_NAME}'}.{nested[0]}"
            raise CandidateError(f"{made}, no emitter; try --impl={near}")
        raise CandidateError(f"{made}, {suggestions.lacks(type(emitter), missing)}")
    return emitter


def _judged(emitter: object, module: ModuleType, folder: Path) -> str:
    """Return the class of an emitter and its file, such as `mypkg.Room from mypkg/room.py`.

    It need not be the class that was named: a factory, a metaclass or a decorator may make others.
    """
    found = type(emitter)
    origin = vars(type)["__module__"].__get__(found)
    name = vars(type)["__qualname__"].__get__(found)
    if isinstance(origin, str) and MODULE.fullmatch(origin):  # not the name of a file that is run
        name = f"{origin}.{name}"
    file = _file(found, module)
    return f"{name} from {shorter(file, folder)}" if file else name


def _fixed(make: Callable[[], Any]) -> str:
    """Return the generic base by which a class has fixed the type of its events, or "".

    Nothing of the class is left to subscript, although a base of it could be.
    """
    if not inspect.isclass(make) or getattr(make, "__parameters__", None) != ():
        return ""
    for each in make.__mro__:
        for base in vars(each).get("__orig_bases__", ()):
            origin = get_origin(base)
            if suggestions.is_emitter(origin):
                arguments = ", ".join(map(_argument, get_args(base)))
                return f"{origin.__name__}[{arguments}]"
    return ""


def _argument(argument: object) -> str:
    return argument.__name__ if inspect.isclass(argument) else repr(argument).replace("typing.", "")


def _required(make: Callable[[], Any]) -> list[str]:
    try:
        parameters = inspect.signature(make).parameters.values()
    except Exception:
        return []
    return [
        parameter.name
        for parameter in parameters
        if parameter.default is parameter.empty
        and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    ]


def _file(make: Callable[[], Any], module: ModuleType) -> str:
    try:
        return os.path.abspath(inspect.getfile(make))
    except Exception:
        return _file_of(module)


def version_of(module: ModuleType) -> str:
    """Return the version of the distribution that installed a module's file.

    A module that no distribution installed is asked for its `__version__`, then its package.
    """
    installed = _installed_version(_file_of(module))
    if installed is not None:
        return installed
    top = sys.modules.get(getattr(module, "__name__", "").partition(".")[0])
    return str(getattr(module, "__version__", getattr(top, "__version__", "")))


@functools.cache
def _installed_version(given: str) -> str | None:
    """Return the version of the distribution that installed a file, or None."""
    file, real = given.replace(os.sep, "/"), os.path.realpath(given)
    for distribution in metadata.distributions() if given else ():
        folder = str(distribution.locate_file(""))
        if not (_is_below(folder, given) or _is_below(os.path.realpath(folder), real)):
            continue  # to read hundreds of records takes as long as many checks
        record = distribution.read_text("RECORD") or ""
        for line in record.splitlines():
            path = line.partition(",")[0]
            if not (path.endswith(CODE) and file.endswith("/" + path)):
                continue  # to resolve a name reads the disk
            if os.path.realpath(str(distribution.locate_file(path))) == real:
                return str(distribution.version)
    return None


def _is_below(folder: str, file: str) -> bool:
    """Whether a file lies in a folder or below it, by their names."""
    return file.startswith(os.path.join(folder, ""))
