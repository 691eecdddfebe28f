"""The truth table of the harness: candidates through the command line, in a process of their own.

A row gives a candidate, how pytest is called, and what comes out: the exit code, the last line of
the verdict, and its counts. `pytest -m truth_table` runs the table.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

import counts
import pytest

HEAD = """\
import asyncio, logging, os, sys, unittest
import pytest
from emitter_reference.emitter import Event, EventEmitter as Reference
class EventEmitter(Reference[Event]):
    pass
"""
ALL_KEPT = counts.account()
CONFORMANT = "CONFORMANT: edition 1.0"
NO_COUNTS = ""


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        name: Name of the row.
        candidate: Source text behind `HEAD`, the body of the class first.
        exit_code: Exit code of the process.
        ruling: How the last line of the verdict begins, or the one line of an error.
        counts: The line of the verdict with the numbers of clauses; a star for any text.
        options: Words of the command line.
        python: Options of Python.
        before: Options of a run that comes before.

    """

    name: str
    candidate: str
    exit_code: int
    ruling: str
    counts: str = ALL_KEPT
    options: Sequence[str] = ()
    python: Sequence[str] = ()
    before: Sequence[str] = field(default=())


def method(name: str, *lines: str) -> str:
    """Return the source of a method that takes anything."""
    body = "".join(f"        {line}\n" for line in lines)
    return f"    def {name}(self, *args, **kwargs):\n{body}"


def emit_raises(what: str) -> str:
    """Return an emitter that calls its callbacks and raises something at the end."""
    return (
        f"    def emit(self, event, *args):\n        super().emit(event, *args)\n        {what}\n"
    )


CONFORMING = "    pass\n"
BROKEN = emit_raises("return True")
BROKEN_COUNTS = counts.account(broken=1)
BROKEN_RULING = "NOT CONFORMANT: surface.emit-returns-none"
BROKEN_SHOULD = (
    "    def once(self, event, callback=None):\n"
    "        if callback is not None:\n"
    "            return super().once(event, callback)\n"
    "        def decorate(function):\n"
    "            Reference.once(self, event, function)\n"
    "            return function\n"
    "        return decorate\n"
)
HOSTILE = "raise SystemError('hostile')"

CANDIDATES = [
    Row("conforming", CONFORMING, 0, CONFORMANT),
    Row("one MUST broken", BROKEN, 1, BROKEN_RULING, BROKEN_COUNTS),
    Row(
        "one SHOULD broken",
        BROKEN_SHOULD,
        0,
        CONFORMANT,
        counts.account(should=1),
    ),
    Row(
        "one SHOULD broken, strict",
        BROKEN_SHOULD,
        1,
        "NOT CONFORMANT: once.decorator-goes-through-once",
        counts.account(should=1, strict=True),
        ["--impl-strict"],
    ),
    Row("import error", "    import no_such_module\n", 4, "*no_such_module*", NO_COUNTS),
    Row("syntax error", "    def emit(:\n", 4, "*invalid syntax*emitter.py:5)", NO_COUNTS),
    Row("module exits", "    sys.exit(0)\n", 4, "*SystemExit*", NO_COUNTS),
    Row("module skips", "    pytest.skip('no')\n", 4, "*Skipped*", NO_COUNTS),
    Row("missing method", "    off = None\n", 4, "*off*", NO_COUNTS),
    Row("constructor raises", method("__init__", "raise OSError(5)"), 4, "*OSError*", NO_COUNTS),
    Row("constructor exits", method("__init__", "sys.exit(0)"), 4, "*SystemExit*", NO_COUNTS),
]
RAISING = [
    Row(f"emit raises {what}", emit_raises(what), 1, "NOT CONFORMANT: ", "MUST *   not run 0")
    for what in [
        "raise SystemExit(0)",
        "raise KeyboardInterrupt",
        "pytest.skip('later')",
        "pytest.xfail('later')",
        "pytest.fail('now')",
        "pytest.exit('now', 0)",
        "raise unittest.SkipTest('later')",
        "raise GeneratorExit",
        "raise asyncio.CancelledError",
    ]
]
OBJECTS = [
    Row("emitter raises when compared", method("__eq__", HOSTILE), 0, CONFORMANT),
    Row("emitter raises when shown", method("__repr__", HOSTILE), 0, CONFORMANT),
    Row("emitter raises when asked for truth", method("__bool__", HOSTILE), 0, CONFORMANT),
    Row("emitter raises when hashed", method("__hash__", HOSTILE), 0, CONFORMANT),
    Row("emitter lies about its class", "    __class__ = type(None)\n", 0, CONFORMANT),
]
RETURNED = [
    Row(
        f"emit returns an object with {name}",
        emit_raises(f"return type('Hostile', (), {{'__{name}__': {hostile}}})()"),
        1,
        BROKEN_RULING,
        BROKEN_COUNTS,
    )
    for name, hostile in [
        ("eq", "lambda *_: True"),
        ("bool", "lambda _: 1 / 0"),
        ("repr", "lambda _: 1 / 0"),
        ("hash", "lambda _: 1 / 0"),
        ("class", "type(None)"),
    ]
]
NONE_RAN = f"NO VERDICT: the run was narrowed, {counts.ALL} clauses did not run"
ONE_RAN = f"NO VERDICT: the run was narrowed, {counts.ALL - 1} clauses did not run"
ONE_KEPT = counts.account(kept=(1, 0, 0))
ONE_BROKEN = counts.account(broken=1, kept=(0, 0, 0))
FIRST_KEPT = counts.account(broken=1, kept=(8, 3, 0))
NARROWED = [
    Row("-k with a typo", CONFORMING, 5, NONE_RAN, NO_COUNTS, ["-k", "fires_twonce"]),
    Row("-k of one clause", CONFORMING, 0, ONE_RAN, ONE_KEPT, ["-k", "fires_once"]),
    Row("-k of a broken one", BROKEN, 1, ONE_RAN, ONE_BROKEN, ["-k", "emit_returns"]),
    Row("-m", CONFORMING, 5, NONE_RAN, NO_COUNTS, ["-m", "slow"]),
    Row("--collect-only", CONFORMING, 0, NONE_RAN, NO_COUNTS, ["--collect-only"]),
    Row("-x", BROKEN, 1, BROKEN_RULING, FIRST_KEPT, ["-x"]),
    Row("--lf after success", CONFORMING, 0, CONFORMANT, ALL_KEPT, ["--lf"], before=["-q"]),
    Row("--lf after failure", BROKEN, 1, ONE_RAN, ONE_BROKEN, ["--lf"], before=["-q"]),
    Row("--sw after failure", BROKEN, 2, ONE_RAN, ONE_BROKEN, ["--sw"], before=["--sw"]),
    Row("--ff after failure", BROKEN, 1, BROKEN_RULING, BROKEN_COUNTS, ["--ff"], before=["-q"]),
]
SETTINGS = [
    ["-p", "no:logging"],
    ["-p", "no:warnings", "-p", "no:cacheprovider", "-s"],
    ["-W", "error"],
    ["-n", "2"],
    ["-n", "2", "--dist", "loadscope"],
    ["-p", "randomly", "-p", "xdist", "-n", "2"],
    ["-p", "randomly"],
    ["--import-mode=importlib", "--doctest-modules", "--runxfail"],
    ["--asyncio-mode=auto"],
    ["--asyncio-mode=strict", "-p", "anyio"],
    ["--assert=plain", "--tb=short", "-q"],
    ["--hypothesis-seed=7", "--hypothesis-profile=ci"],
]
OPTIONS = [
    row
    for options in SETTINGS
    for row in [
        Row(f"{' '.join(options)}", CONFORMING, 0, CONFORMANT, ALL_KEPT, options),
        Row(f"{' '.join(options)}, broken", BROKEN, 1, BROKEN_RULING, BROKEN_COUNTS, options),
    ]
]
PYTHONS = [
    row
    for options in [["-O"], ["-OO"], ["-X", "dev"], ["-b", "-b"], ["-I"]]
    for row in [
        Row(f"python {' '.join(options)}", CONFORMING, 0, CONFORMANT, python=options),
        Row(
            f"python {' '.join(options)}, broken",
            BROKEN,
            1,
            BROKEN_RULING,
            BROKEN_COUNTS,
            python=options,
        ),
    ]
]
TABLE = [*CANDIDATES, *RAISING, *OBJECTS, *RETURNED, *NARROWED, *OPTIONS, *PYTHONS]


def run(pytester: pytest.Pytester, row: Row, options: Sequence[str]) -> pytest.RunResult:
    """Run pytest as a user does, in the folder of the project."""
    words = " ".join(options)
    plugins = {"randomly": "randomly", "asyncio": "asyncio", "hypothesis": "hypothesispytest"}
    without = [f"-p no:{plugin}" for word, plugin in plugins.items() if word not in words]
    pytest_with = [sys.executable, *row.python, "-m", "pytest", *" ".join(without).split()]
    few = ["--impl-depth=2", "--impl-programs=20", "--impl-typing=off"]
    return pytester.run(*pytest_with, "--impl=emitter", *few, *options)


@pytest.mark.truth_table
@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_exit_code_ruling_and_counts(pytester: pytest.Pytester, row: Row) -> None:
    """A candidate has the exit code, ruling and counts of its row."""
    pytester.makepyfile(
        emitter=HEAD.replace("    pass\n", row.candidate),
        test_own="def test_own():\n    raise AssertionError('own test')\n",
    )
    if row.before:
        run(pytester, row, row.before)
    result = run(pytester, row, row.options)
    assert result.ret == row.exit_code
    if row.exit_code == pytest.ExitCode.USAGE_ERROR:
        errors = [line for line in result.errlines if line]
        assert len(errors) == 1
        result.stderr.fnmatch_lines([f"ERROR: --impl=emitter: {row.ruling}"])
        assert not [line for line in result.outlines if "CONFORMANT" in line]
    else:
        result.stdout.fnmatch_lines([row.counts or "*", f"{row.ruling}*"])
    result.stdout.no_fnmatch_line("*own test*")
