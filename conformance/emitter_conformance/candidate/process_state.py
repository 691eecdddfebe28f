"""Keeps the state of the process as it was around a check: none can poison the next."""

from __future__ import annotations

import atexit
import builtins
import contextlib
import enum
import functools
import gc
import inspect
import io
import json
import linecache
import logging
import operator
import os
import random
import re
import signal
import sys
import tempfile
import threading
import time
import traceback
import warnings
import weakref
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from itertools import chain
from keyword import iskeyword
from types import CodeType, FunctionType, ModuleType
from typing import Any, Callable, TextIO

from emitter_conformance.core import describe, operating_system
from emitter_conformance.core.operating_system import SIGNALS, block_signals

from . import event_loops
from .exits import end_forked, process_id

TOOLS = (gc, inspect, weakref)
"""Modules that checks judge with, as with the kit's own and the built-in names.

A check with others shows nothing.
"""
FORMATS = (io, json, json.JSONEncoder, json.JSONDecoder, linecache, tempfile, traceback)
"""Modules and classes with which reports are written and pytest runs."""
PYTHON = getattr(sys, "stdlib_module_names", {"json", "linecache", "logging", "traceback"})
"""The names of the modules of Python, some of them before Python 3.10."""
MODULES = (logging, os, random, signal, sys, threading, time, warnings, *FORMATS)
"""More modules whose names a candidate may not replace for long."""
OWN = (__name__.partition(".")[0], "emitter_spec")
"""The packages of the kit on which a verdict rests."""
TRANSIENT = {"last_exc", "last_type", "last_value", "last_traceback", "tracebacklimit"}
_signal: Any = sys.modules["_signal"]  # `signal` without its enumerations, which take time
LOGGING = ("level", "propagate", "disabled", "filters")
VALUES = operator.methodcaller("values")
KEPT = 10_000
"""How many bytes of what a check prints are kept."""
TOOL_IDS = 6
"""How many tools can monitor the interpreter."""
NAMED = 3
"""How many modules or threads are named."""
NUMBER = re.compile(r"-\d+(_\d+)?")
"""The number in the name of a thread, as every other thread has another one."""
NAMESPACES = (builtins, sys, logging)
"""Modules in which a candidate may not leave new names either."""
_frozen: list[bool] = []
"""One item while objects are frozen by this module."""
FROZEN_AT_START = 1_000
"""How many objects an interpreter may have frozen on its own: Python 3.12.1 has 375."""


_finalize: Callable[[], int] = int if sys.implementation.name == "cpython" else gc.collect
"""Finalize what nobody refers to, as CPython does at once, while what that warns of is ignored."""
Restore = Callable[[], "list[str]"]


class _End(io.RawIOBase):
    """A writable stream that holds only the last bytes."""

    def __init__(self) -> None:
        self.last = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.last = (self.last + bytes(data))[-KEPT:]
        return len(data)


class _Through(io.RawIOBase):
    """A writable stream that passes on what is written; whoever closes it closes nothing else.

    A text stream that a candidate makes of it closes it when it is forgotten.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def fileno(self) -> int:
        return self._stream.fileno()

    def isatty(self) -> bool:
        return self._stream.isatty()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._stream.write(bytes(data).decode("utf-8", "replace"))
        return len(data)


def _through(stream: TextIO | None) -> TextIO | None:
    """Return a stream whose end is not that of another one, to which it writes."""
    if stream is None:
        return None
    file: Any = _Through(stream)
    return io.TextIOWrapper(file, "utf-8", "replace", newline="", write_through=True)


class Output(io.TextIOWrapper):
    """A text stream that holds the end of what is printed, also after it was closed."""

    def __init__(self) -> None:
        self._end = _End()
        file: Any = self._end
        super().__init__(file, "utf-8", "replace", newline="", write_through=True)

    @property
    def text(self) -> str:
        """The last part of what was printed."""
        return self._end.last.decode("utf-8", "replace")


@dataclass
class Left:
    """The changes that code made in the process.

    Attributes:
        changes: The changes that were undone or could not be, a sentence each.
        tools: The changes of names that checks judge with, a sentence each.

    """

    changes: list[str] = field(default_factory=list)
    tools: list[str] = field(default_factory=list)


@contextmanager
def restored() -> Iterator[Left]:
    """Restore what the block changes; the result has the changes that were found.

    Kept are: built-in names, those of TOOLS, of MODULES and of the kit's own modules and classes,
    imported modules, standard streams, loggers, filters of warnings, handlers and masks of
    signals, the environment, the current folder, the current event loop, functions that trace,
    and settings of the interpreter. Garbage waits: what it would do is no part of what is within.
    Threads that still run can only be reported.
    """
    left, output, process = Left(), Output(), process_id()
    tools = _tools()
    others = [
        _garbage(),
        _names(*MODULES),
        _new_names(),
        _imports(),
        _settings(),
        operating_system.limits(),
        _environment(),
        _folder(),
        _loggers(),
        _signals(),
        event_loops.restoring_current(),
    ]
    threads = {id(thread): thread for thread in threading.enumerate()}
    try:
        with warnings.catch_warnings(), _printing(output):
            warnings.simplefilter("ignore")
            gc.disable()  # finalizers of what earlier checks left are no part of this one
            try:
                yield left
            finally:
                _finalize()
    finally:
        end_forked(process)
        left.tools += _restore_all(tools)
        left.changes += [*left.tools, *_restore_all(others)]
        left.changes += _running(each for each in threading.enumerate() if id(each) not in threads)
        if output.text:
            with contextlib.suppress(OSError, ValueError):
                sys.stdout.write(output.text)


@contextmanager
def _printing(output: Output) -> Iterator[None]:
    """Print to a stream; exceptions of threads and finalizers that nothing catches, on a line each.

    The functions of pytest would put them into a traceback, which runs code of the candidate, and
    make warnings of them, which the filters of a project can turn into failures.
    """

    def write(raised: Any) -> None:
        value = raised.exc_value
        words = describe.value(raised.exc_type) if value is None else describe.error(value)
        with contextlib.suppress(ValueError):  # it was closed
            output.write(f"not caught: {words}\n")

    before = sys.unraisablehook, threading.excepthook
    sys.unraisablehook = threading.excepthook = write
    try:
        with redirect_stdout(output), redirect_stderr(output):
            yield
    finally:
        sys.unraisablehook, threading.excepthook = before


@contextmanager
def importing() -> Iterator[Left]:
    """Restore what no import may change, and record what it replaced of the kit.

    The changes of the result are limits that leave the kit too little.
    """
    left, process = Left(), process_id()
    restore_own = keep_the_kit()
    put_back, raise_limits = builtin_names(), operating_system.limits()
    others = [
        _names(*TOOLS, *FORMATS),
        _modules(),
        _settings(),
        _folder(),
        _streams(),
        _path(),
    ]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield left
    finally:
        end_forked(process)
        put_back()
        left.tools += restore_own()
        left.changes += _restore_all([raise_limits])
        _restore_all(others)


def _path() -> Restore:
    """Restore how modules are found; a candidate may add folders and finders."""
    names = ("path", "meta_path", "path_hooks")
    lists: list[tuple[str, list[Any]]] = [(name, getattr(sys, name)) for name in names]
    before = [(name, found, [*found]) for name, found in lists]

    def restore() -> list[str]:
        for name, found, known in before:
            now: list[Any] = getattr(sys, name)
            if any(each not in now for each in known):
                found[:] = [*(each for each in now if each not in known), *known]
            elif now is not found:
                found[:] = now
            setattr(sys, name, found)
        for folder in [each for each, finder in sys.path_importer_cache.items() if finder is None]:
            del sys.path_importer_cache[folder]  # the missing finders would not be asked again
        return []

    return restore


def builtin_names() -> Restore:
    """Restore the built-in names, which the kit needs at every moment."""
    names, before = vars(builtins), dict(vars(builtins))
    missing, size = NameError, len
    are_same = FunctionType(_comparison(*before), {"__builtins__": names}, "", (*before.values(),))

    def restore() -> list[str]:
        # None of these names is looked up by the kit before all are back.
        try:
            if size(names) == size(before) and are_same():
                return []
        except missing:
            pass
        found = names.copy()
        names.update(before)
        return _replacements("builtins", _changed(found, before))

    return restore


@functools.cache
def _comparison(*names: str) -> CodeType:
    """Return the code of a function that returns whether built-in names are its arguments.

    It calls nothing, and takes half the time of a loop: the names are compared all the time.
    """
    parameters = [f"before_{place}" for place in range(len(names))]
    lines = [
        f"    if {name} is not {before}: return False"
        for name, before in zip(names, parameters)
        if name.isidentifier() and not iskeyword(name)
    ]
    made: dict[str, Any] = {}
    exec("\n".join([f"def are_same({', '.join(parameters)}):", *lines, "    return True"]), made)
    code: CodeType = made["are_same"].__code__
    return code


def _tools() -> list[Restore]:
    return [builtin_names(), _names(*TOOLS), *_own()]


def keep_the_kit() -> Restore:
    """Return a function that restores the modules of the kit that are imported by now.

    It returns a sentence for each change that it undid.
    """
    return functools.partial(_restore_all, [*_own(), _own_places()])


def _own() -> list[Restore]:
    own = _own_modules_and_classes(len(sys.modules))
    return [_names(*own), _members(*own)]


def _restore_all(restorers: list[Restore]) -> list[str]:
    changes: list[str] = []
    for restore in restorers:
        try:
            changes += restore()
        except Exception as error:  # what a candidate put there does as it likes
            changes.append(f"not all is put back: {type(error).__name__}")
    return changes


@functools.lru_cache(maxsize=1)
def _own_modules_and_classes(modules: int) -> tuple[ModuleType | type, ...]:
    """Return the modules of the kit and its specification, and the classes that they define.

    They are the same for as long as the number of imported modules is.
    """
    own = [module for module in _own_modules().values() if isinstance(module, ModuleType)]
    classes = [
        thing
        for module in own
        for thing in list(vars(module).values())
        if isinstance(thing, type) and vars(thing).get("__module__") == module.__name__
    ]
    return (*own, *classes)


def _own_modules() -> dict[str, Any]:
    """Return the imported modules of the kit and its specification."""
    return {name: each for name, each in [*sys.modules.items()] if name.partition(".")[0] in OWN}


def _own_places() -> Restore:
    """Restore the modules of the kit and its specification among the imported ones."""
    modules, before = sys.modules, _own_modules()

    def restore() -> list[str]:
        replaced = [name for name, each in before.items() if modules.get(name) is not each]
        modules.update(before)
        return [f"the module {name} was replaced; it is put back" for name in replaced]

    return restore


def _names(*of: ModuleType | type) -> Restore:
    """Restore what the names of modules and classes stand for."""
    names = _looked_up(*of)
    before = [each.copy() for each in names]

    def restore() -> list[str]:
        # All in one go: that takes half the time, and nearly always nothing has changed.
        pairs = map(
            operator.is_, *(chain.from_iterable(map(VALUES, each)) for each in (names, before))
        )
        if [*map(len, names)] == [*map(len, before)] and all(pairs):
            return []
        return _restore_all([functools.partial(_put_back, *each) for each in zip(of, before)])

    return restore


@functools.cache
def _looked_up(*of: ModuleType | type) -> tuple[Any, ...]:
    """Return the names of modules and classes, after one look at each name of a module.

    The first use of a lazy import (Python 3.15) binds its name to another object. That is no
    replacement, so it must happen before the names are compared.
    """
    for module in of:
        if isinstance(module, ModuleType):
            for name in [*vars(module)]:
                with contextlib.suppress(Exception):  # an import that fails stays lazy
                    getattr(module, name)
    return tuple(map(vars, of))


def _members(*of: ModuleType | type) -> Restore:
    """Restore the members of the enumerations among classes: their values go into reports."""
    spaces: list[dict[Any, Any]] = []
    for each in of:
        if isinstance(each, enum.EnumMeta):
            spaces += [each._member_map_, each._value2member_map_, *map(vars, each)]
    before = [each.copy() for each in spaces]

    def restore() -> list[str]:
        changed = False
        for space, known in zip(spaces, before):
            if not _same(space.values(), known.values()):
                changed = True
                space.clear()
                space.update(known)
        return ["a member of an enumeration of the kit was replaced; it is put back"] * changed

    return restore


def _put_back(of: ModuleType | type, before: Mapping[str, Any]) -> list[str]:
    title = ".".join(filter(None, [before.get("__module__"), of.__name__]))
    changed = _changed(vars(of), before)
    for name in changed:
        setattr(of, name, before[name])
    return _replacements(title, changed)


def _changed(names: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    missing = object()
    return [
        name
        for name, thing in before.items()
        if names.get(name, missing) is not thing and name not in TRANSIENT
    ]


def _replacements(title: str, changed: list[str]) -> list[str]:
    """Return a sentence for each name; a private one stands for its module or class."""
    public = [f"{title}.{name} was replaced; it is put back" for name in changed if name[0] != "_"]
    return public or [f"a part of {title} was replaced; it is put back"][: len(changed)]


def _new_names() -> Restore:
    """Remove new names from NAMESPACES, except those of a library that was imported."""
    before, modules = [{*vars(each)} for each in NAMESPACES], len(sys.modules)

    def restore() -> list[str]:
        changes: list[str] = []
        for module, known in zip(NAMESPACES, before):
            if len(vars(module)) == len(known) or len(sys.modules) > modules:
                continue
            for name in {*vars(module)} - known - TRANSIENT:
                delattr(module, name)
                changes.append(f"{module.__name__}.{name} was added; it is removed")
        return sorted(changes)

    return restore


def _imports() -> Restore:
    """Restore the import system and the imported modules.

    What a library that is imported adds at the end stays, as the library does.
    """
    modules, known = sys.modules, dict(sys.modules)
    places: list[list[Any]] = [sys.path, sys.meta_path, sys.path_hooks]
    lists = [(each, list(each)) for each in places]

    def restore() -> list[str]:
        for each, before in lists:
            if not _same(each[: len(before)], before):
                each[:] = before
        if _same(modules.values(), known.values()):
            return []
        replaced = [name for name, module in known.items() if modules.get(name) is not module]
        modules.update({name: known[name] for name in replaced})
        if len(replaced) > NAMED:
            return [f"{len(replaced)} imported modules were replaced; they are put back"]
        return [f"the module {name} was replaced; it is put back" for name in replaced]

    return restore


def _modules() -> Restore:
    """Restore modules of Python that are gone; most may have another one in their place."""
    modules = sys.modules
    known = {name: each for name, each in modules.items() if name.partition(".")[0] in PYTHON}
    needed = {each.__name__ for each in (*TOOLS, *FORMATS)}

    def restore() -> list[str]:
        modules.update(
            (name, module)
            for name, module in known.items()
            if name in needed or not isinstance(modules.get(name), ModuleType)
        )
        sys.modules = modules
        return []

    return restore


def _same(some: Collection[object], others: Collection[object]) -> bool:
    """Return whether these are the very same objects, in the same order."""
    return len(some) == len(others) and all(map(operator.is_, some, others))


def _garbage() -> Restore:
    """Exclude existing objects from garbage collection, as most of its time would go to them.

    What comes from now on it collects when it is asked. Who has frozen objects is left alone;
    the few hundred that Python 3.12 freezes as it starts are nobody's.
    """
    called: list[Any] = getattr(gc, "callbacks", [])  # PyPy has none
    before = [*called]

    def let_be() -> list[str]:
        called[:] = before
        return []

    if not hasattr(gc, "freeze") or is_frozen():
        return let_be
    gc.freeze()
    _frozen.append(True)

    def restore() -> list[str]:
        _frozen.clear()
        gc.unfreeze()
        return let_be()

    return restore


def freeze_at_exit() -> Callable[[], None]:
    """Exclude existing objects from the last garbage collections: those of pytest and of Python.

    Each of the four would look through all of them again, and find nothing.

    Returns:
        Function that includes the objects again until the process ends.

    """
    if not hasattr(gc, "freeze") or is_frozen():
        return lambda: None
    atexit.register(gc.freeze)
    gc.freeze()
    return gc.unfreeze


def is_frozen() -> bool:
    """Return whether the collector passes over the objects from before the block."""
    # Counting frozen objects takes as long as there are many, so ours are not counted.
    return bool(_frozen) or (hasattr(gc, "freeze") and gc.get_freeze_count() > FROZEN_AT_START)


def _settings() -> Restore:
    """Restore settings of the interpreter, and the functions that trace."""
    limit, interval, collects = sys.getrecursionlimit(), sys.getswitchinterval(), gc.isenabled()
    trace, profile, monitoring = sys.gettrace(), sys.getprofile(), _monitoring()
    lines = vars(sys).get("tracebacklimit")

    def restore() -> list[str]:
        if vars(sys).get("tracebacklimit") is not lines:
            sys.tracebacklimit = lines
            if lines is None:
                del sys.tracebacklimit
        monitoring()
        sys.settrace(trace)
        sys.setprofile(profile)
        sys.setrecursionlimit(limit)
        sys.setswitchinterval(interval)
        (gc.enable if collects else gc.disable)()
        return []

    return restore


def _monitoring() -> Restore:
    """End what monitors the interpreter, except for tools of others (since Python 3.12)."""
    monitoring: Any = getattr(sys, "monitoring", None)
    if monitoring is None:
        return list
    free = [tool for tool in range(TOOL_IDS) if monitoring.get_tool(tool) is None]
    events = [each for each in vars(monitoring.events).values() if isinstance(each, int) and each]

    def restore() -> list[str]:
        for tool in free:
            if monitoring.get_tool(tool) is not None:
                monitoring.set_events(tool, 0)
                for event in events:
                    monitoring.register_callback(tool, event, None)
                monitoring.free_tool_id(tool)
        return []

    return restore


def _running(threads: Iterable[threading.Thread]) -> list[str]:
    """Return a sentence for each name of a thread, without its number, or one for many."""
    names = {*(NUMBER.sub("", each.name) for each in threads)}
    if len(names) > NAMED:
        return [f"{len(names)} threads still run"]
    return [f"a thread still runs: {name}" for name in sorted(names)]


def _streams() -> Restore:
    """Restore the standard streams, which may be closed meanwhile."""
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _through(sys.stdout), _through(sys.stderr)

    def restore() -> list[str]:
        sys.stdin, sys.stdout, sys.stderr = before
        return []

    return restore


def _environment() -> Restore:
    environment: Any = os.environ
    raw = environment._data  # what it holds encoded: quick to copy and to compare
    before = dict(raw)

    def restore() -> list[str]:
        if raw != before:
            known = {environment.decodekey(key): value for key, value in before.items()}
            os.environ.clear()
            os.environ.update({key: environment.decodevalue(known[key]) for key in known})
        return []

    return restore


def _folder() -> Restore:
    try:
        before = os.getcwd()
    except OSError:
        return list

    def restore() -> list[str]:
        try:
            if os.getcwd() != before:
                os.chdir(before)
        except OSError:
            try:
                os.chdir(before)
            except OSError as error:
                return [f"the current folder cannot be restored: {error.strerror}"]
        return []

    return restore


def _loggers() -> Restore:
    """Restore level, handlers and the rest of every existing logger."""
    root = logging.getLogger()
    others = root.manager.loggerDict.values()
    loggers = [root, *(each for each in others if isinstance(each, logging.Logger))]
    before = [(logger, [*map(vars(logger).get, LOGGING)], [*logger.handlers]) for logger in loggers]
    disabled = root.manager.disable

    def restore() -> list[str]:
        logging.disable(disabled)
        for logger, values, handlers in before:
            if not _same([*map(vars(logger).get, LOGGING)], values):
                for name, value in zip(LOGGING, values):
                    setattr(logger, name, value)
            if not _same(logger.handlers, handlers):
                logger.handlers[:] = handlers
        return []

    return restore


def _signals() -> Restore:
    if threading.current_thread() is not threading.main_thread():
        return list
    before = [*map(_signal.getsignal, SIGNALS)]
    mask = block_signals(())

    def restore() -> list[str]:
        block_signals(mask, only=True)
        if _same([*map(_signal.getsignal, SIGNALS)], before):
            return []
        for number, handler in zip(SIGNALS, before):
            if _signal.getsignal(number) is not handler and handler is not None:
                with contextlib.suppress(OSError, ValueError):
                    signal.signal(number, handler)
        return []

    return restore
