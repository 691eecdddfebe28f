"""The line where something happened is one of the candidate, if it has any part in it."""

from __future__ import annotations

import fractions
from pathlib import Path
from typing import Any, Callable

import pytest
from emitter_conformance.candidate import places

KIT = places.__file__
CRASHED = f"""\
Fatal Python error: Segmentation fault

Current thread 0x00007f (most recent call first):
  File "{fractions.__file__}", line 3 in loads
  File "/mypkg/emitter.py", line 40 in emit
  File "/mypkg/rooms.py", line 7 in join
  File "{KIT}", line 9 in run
"""
RAISED = f"""\
Traceback (most recent call last):
  File "{KIT}", line 9, in run
  File "/mypkg/rooms.py", line 7, in join
  File "/mypkg/emitter.py", line 40, in emit
  File "{fractions.__file__}", line 3, in loads
ValueError: no seat
"""


@pytest.mark.parametrize("text", [CRASHED, RAISED])
def test_text_has_the_last_line_of_the_candidate(text: str) -> None:
    """The first line of a crash and the last of an exception count, except those of libraries."""
    assert places.in_text(text) == "/mypkg/emitter.py:40 in emit"


def test_text_without_a_line_of_the_candidate() -> None:
    """A text that names no line of the candidate has no place."""
    assert places.in_text(f'  File "{KIT}", line 9 in run') == ""
    assert places.in_text("ValueError: no seat") == ""


def run(source: str, file: str, **names: Any) -> dict[str, Any]:
    """Run source text as if it stood in a file; return its names."""
    exec(compile(source, file, "exec"), names)
    return names


def caught(action: Callable[[], object]) -> BaseException:
    """Return the exception that a function raises, without the line that calls it here."""
    with pytest.raises(ValueError, match="no seat") as raised:
        action()
    return raised.value.with_traceback(raised.tb.tb_next)


def test_exception_is_placed_in_the_candidate(tmp_path: Path) -> None:
    """The candidate's own file comes first, then other code, then Python's library."""
    other, own = str(tmp_path / "rooms.py"), str(tmp_path / "emitter.py")
    join = run("import fractions\ndef join(): fractions.Fraction('no seat')", other)["join"]
    emit = run("def emit(): join()", own, join=join)["emit"]
    error = caught(emit)
    assert places.of_error(error, own) == f"{own}:1 in emit"
    assert places.of_error(error, "elsewhere.py") == f"{other}:2 in join"
    assert places.origin(error) == fractions.__file__
    steps = "import fractions\ndef f(): fractions.Fraction('no seat')"
    error = caught(run(steps, places.STEPS_FILE)["f"])
    assert places.of_error(error, own).startswith(fractions.__file__)


def test_exception_that_lies_about_its_traceback(tmp_path: Path) -> None:
    """What an exception answers when it is asked for its traceback does not count."""
    file = str(tmp_path / "emitter.py")
    source = "class Liar(ValueError): __traceback__ = None\ndef emit(): raise Liar('no seat')"
    assert places.of_error(caught(run(source, file)["emit"]), file) == f"{file}:2 in emit"


def test_exception_that_was_not_raised() -> None:
    """An exception that was never raised has neither a place nor an origin."""
    assert places.of_error(ValueError("no seat"), KIT) == ""
    assert places.origin(ValueError("no seat")) == ""


def test_frame_of_a_library_is_placed_at_its_caller() -> None:
    """A frame of Python's library is placed in what called it; any other one is its own place."""
    found = run("import sys\nfound = sys._getframe()", "<frozen library>")["found"]
    assert places.of_frame(found).startswith(f"{__file__}:")
    assert places.of_frame(found).endswith(" in run")
    assert places.of_frame(found.f_back.f_back).endswith(
        " in test_frame_of_a_library_is_placed_at_its_caller"
    )
