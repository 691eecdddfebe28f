"""What a user may have meant who named something that is no emitter, in words."""

from __future__ import annotations

import contextlib
import difflib
import inspect
import os
import pkgutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from .methods import METHODS

MOST = 8
"""How many names a message shows."""


def overlooked(module: str, file: str, folder: Path) -> str:
    """Return a note about a source file of the project that was not judged, or "".

    A project that was not installed in place is judged as it was when it was installed.

    Args:
        module: The name of the module that was judged.
        file: The file that was judged.
        folder: The folder of the project.

    """
    for source in _sources(module, folder):
        names = [part for part in source.parts if part != "src"]
        is_copy = file.endswith(os.path.join(os.sep, *names))
        with contextlib.suppress(OSError):
            if is_copy and (folder / source).read_bytes() != Path(file).read_bytes():
                return (
                    f"not judged: {source.as_posix()}, which differs from the installed copy "
                    "that was; install the project again, or with pip install --editable"
                )
    return ""


def _sources(module: str, folder: Path) -> list[Path]:
    """Return the files of a folder, or its `src`, that may define a module, relative to it."""
    below = Path(*module.split("."))
    names = [below.with_suffix(".py"), below / "__init__.py"]
    paths = [*names, *(Path("src", name) for name in names)]
    return [path for path in paths if (folder / path).is_file()]


def not_found(given: str, name: str, missing: str, folder: Path) -> str:
    """Return the message about a module that does not exist.

    Args:
        given: The words of the user.
        name: The name of the module.
        missing: The part of it that was not found, which may be a package above.
        folder: The user's folder.

    """
    parent, _, last = name.rpartition(".")
    found = sys.modules.get(parent) if parent else None
    source = next((path for path in _sources(name, folder) if path.parts[0] == "src"), None)
    if source is not None:
        near = f" (install it, or give {given.replace(name, source.as_posix(), 1)})"
    elif found is not None and hasattr(found, last):
        near = f" (did you mean '{parent}:{last}'?)"
    else:
        head, _, tail = missing.rpartition(".")
        # Named, as what Python remembers of "" is the folder in which it was first looked up.
        path = [str(folder), *sys.path]
        if head:
            path = getattr(sys.modules.get(head), "__path__", [])
        prefix = f"{head}." if head else ""
        near = close(tail, _modules(path), prefix, suffix=name[len(missing) :])
    return f"--impl={given}: no module named '{missing}'{near}; looked in the current folder too"


def near_path(given: str, folder: Path) -> str:
    """Return what may be meant by a path of a folder, or by one without its end."""
    if given and (folder / f"{given}.py").is_file():
        return f" (did you mean '{given}.py'?)"
    files = sorted(path.name for path in Path(folder, given).glob("[!_]*.py")) if given else []
    return f" (it is a folder with {_some(files)})" if files else ""


def close(word: str, words: Iterable[str], prefix: str = "", suffix: str = "") -> str:
    """Return a suggestion of the word that is most like one, between a prefix and a suffix."""
    match = difflib.get_close_matches(word, sorted(words), n=1)
    return f" (did you mean '{prefix}{match[0]}{suffix}'?)" if match else ""


def offered(module: ModuleType, module_name: str, name: str) -> str:
    """Return a sentence about what may be meant: emitters, or else what the module defines."""
    emitters = own_emitters(module) or sorted(
        key for key, value in _public(module).items() if is_emitter(value)
    )
    if emitters:
        best = (difflib.get_close_matches(name, emitters, n=1) or emitters)[0]
        return f"it has {_some(emitters)} (try --impl={module_name}:{best})"
    defined = sorted(key for key, value in _public(module).items() if is_from(module, value))
    if not defined:
        below = sorted(each.name for each in pkgutil.iter_modules(vars(module).get("__path__", [])))
        return f"it defines no class{f'; its modules are {_some(below)}' if below else ''}"
    classes = [key for key in defined if inspect.isclass(vars(module)[key])]
    meant = difflib.get_close_matches(name, classes, n=1) or classes
    if len(meant) == 1:
        found = vars(module)[meant[0]]
        lacking = [method for method in METHODS if not hasattr(found, method)]
        return f"it defines {meant[0]}, {lacks(found, lacking)}"
    return f"it defines {_some(defined)}, none of them a class with {', '.join(METHODS)}"


def _modules(path: Iterable[str]) -> set[str]:
    """Return the names of the modules and packages in folders.

    A package itself is not listed, as `pkgutil.iter_modules` does: on a busy disk hundreds of
    them take longer than an import may.
    """
    found: set[str] = set()
    for folder in path:
        with contextlib.suppress(OSError):  # an archive, or a folder that is gone
            found.update(
                entry if "." not in entry else inspect.getmodulename(entry) or ""
                for entry in os.listdir(folder)
            )
    return {name for name in found if name.isidentifier()}


def _some(names: Sequence[str]) -> str:
    """Return names in a line, the first ones if they are many."""
    return ", ".join([*names[:MOST], *(["..."] if len(names) > MOST else [])])


def _public(module: ModuleType) -> dict[str, Any]:
    """Return what a module offers and can be called, by its names there."""
    return {
        key: value
        for key, value in vars(module).items()
        if not key.startswith("_") and callable(value)
    }


def is_emitter(thing: object) -> bool:
    """Whether something is a class that has every method."""
    return inspect.isclass(thing) and all(hasattr(thing, method) for method in METHODS)


def own_emitters(module: ModuleType) -> list[str]:
    """Return the names of the classes that a module itself defines and that can emit.

    A protocol says what an emitter looks like, and is none.
    """
    return sorted(
        key
        for key, value in _public(module).items()
        if inspect.isclass(value)
        and is_from(module, value)
        and all(hasattr(value, method) for method in ("on", "emit"))
        and not getattr(value, "_is_protocol", False)
    )


def is_from(module: ModuleType, thing: object) -> bool:
    """Whether a module, or one below it, says that it defines something."""
    origin, own = getattr(thing, "__module__", None), getattr(module, "__name__", "")
    return isinstance(origin, str) and (origin == own or origin.startswith(f"{own}."))


def lacks(found: type, missing: Sequence[str]) -> str:
    """Return which methods a class has, which are missing, and what to do, in words."""
    own = dict.fromkeys(
        name
        for base in found.__mro__
        if base.__module__ != "builtins"
        for name, value in vars(base).items()
        if not name.startswith("_") and callable(value) and not inspect.isclass(value)
    )
    has = list(dict.fromkeys([*(name for name in METHODS if name not in missing), *own]))
    if not has:
        return (
            f"which has no method {', '.join(missing)}; "
            "give a class of emitters, or a function that returns one"
        )
    fake = ", or take --impl-profile=double for a fake" * (not {*missing} & {"on", "emit"})
    return (
        f"which has {_some(has)}; no {', '.join(missing)}; give a subclass that has them, "
        f"and raises NotImplementedError for what it cannot do{fake}"
    )
