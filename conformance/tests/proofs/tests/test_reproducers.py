"""The proof of the reproducers, on a few defects, and its complaints."""

from __future__ import annotations

from pathlib import Path

import pytest
from emitter_conformance.verdict.failure import Failure
from emitters import DEFECTS, broken, candidate, declared, name
from reproducers import matches, run_alone, run_here, script, try_all


def named(word: str) -> Path:
    """Return the file of a defect."""
    return next(path for path in DEFECTS if name(path).endswith(word))


@pytest.mark.parametrize(
    "word",
    [
        "removal/unknown_event_raises",
        "logging/once_only_warns",
        "type_error/is_wrapped",
        "surface/off_returns_the_callback",
    ],
)
def test_scripts_of_a_defect(word: str) -> None:
    """Scripts for a log record, two kinds of exception and a value fail and pass as they should."""
    scripts, runs, complaints = try_all(named(word))
    assert complaints == []
    assert runs > 20 * scripts > 0


def test_text_does_not_depend_on_the_run() -> None:
    """The same failure has the same script in every run."""
    path = named("removal/unknown_event_raises")
    ((clause, _),) = declared(path).items()
    texts = {script(clause, candidate(path), broken(candidate(path))[clause]) for _ in range(2)}
    assert len(texts) == 1


@pytest.mark.parametrize(
    ("text", "code"), [("", 0), ("import sys; sys.exit(True)", 1), ("raise ValueError", 1)]
)
def test_exit_code(text: str, code: int) -> None:
    """A script has the same exit code in a process of its own and in this one."""
    assert run_alone(text).returncode == code
    assert run_here(text)[0] == code


@pytest.mark.parametrize(
    ("expected", "actual", "printed"),
    [
        ("f called with ()", "nothing called", "expected [('f',)]\nactual   []\n"),
        (
            "f called with (), g called with (), in any order",
            "f called with (<function g>) (logged: ValueError: no seat)",
            "expected [('f',), ('g',)] in any order\nactual   [('f', <function g at 0x7f>)]\n",
        ),
        (
            "error raised",
            "another object: TypeError: no seat",
            "expected error raised\nactual   TypeError('no seat')\n",
        ),
        (
            "TypeError raised",
            "no exception from emitter.emit()",
            "expected TypeError raised\nactual   None\n",
        ),
        ("no exception", "ValueError", "expected no exception\nactual   ValueError()\n"),
        (
            "no exception",
            "RecursionError: in a comparison",
            "expected no exception\nactual   RecursionError('')\n",
        ),
        ("a is f", "a is 'abc...xyz'", "expected a is f\nactual   a is 'abcdefxyz'\n"),
        (
            "log records of level ERROR",
            "no log record",
            "expected ['ERROR']\nactual   []\n",
        ),
    ],
)
def test_printed_is_what_the_failure_says(expected: str, actual: str, printed: str) -> None:
    """A script prints the words of the failure, or those of Python."""
    assert matches(Failure((), expected, actual), printed)
    assert not matches(Failure((), expected, "f called with (7)"), printed)
    assert not matches(Failure((), "f called with (7)", actual), printed)


def test_traceback_is_what_is_seen() -> None:
    """A traceback counts where a script cannot inspect what it is to show."""
    failure = Failure((), "a record", "'<does not format: TypeError: no seat>'")
    assert matches(failure, "expected a record\n", "Traceback\nTypeError: no seat\n")
    assert not matches(failure, "expected a record\n", "Traceback\nTypeError: no row\n")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("", "exit code 0 with the defect"), ("raise ValueError", "exit code 1 with emitter_ref")],
)
def test_complaints(monkeypatch: pytest.MonkeyPatch, text: str, complaint: str) -> None:
    """A script that passes with the bug, or fails without it, is a complaint."""
    monkeypatch.setattr("reproducers.script", lambda *_: text)
    _, _, complaints = try_all(named("removal/unknown_event_raises"))
    assert any(complaint in each for each in complaints)
    assert any(": prints " in each for each in complaints)
