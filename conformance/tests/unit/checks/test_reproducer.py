"""A reproducer imports its candidate, prints expected and actual, and exits with 1 or 0."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from emitter_conformance.candidate.loading import Candidate, load
from emitter_conformance.checks import reproducer
from emitter_conformance.checks.reproducer import Comparison
from emitter_conformance.checks.trial import ClauseBroken, Trial

SILENT = "class EventEmitter:\n    def on(self, *args): pass\n    once = off = emit = on\n"
INSTALLED = Candidate("a.b", "a.b:EventEmitter", True, "", "", "", "", (), object, "a.b")
FOLDER = Path("/home/alice/project")
TITLE = "once.fires-once: A callback MUST be called."


def renamed(name: str) -> Candidate:
    """Return a candidate of an installed module."""
    return Candidate("", f"a.b:{name}", True, "", "", "", "", (), object, "a.b")


def failing_program(steps: str, expect: str) -> str:
    """Return the program of a trial in which an expectation is not met."""
    trial = Trial(lambda: None)
    trial.run(steps)
    with pytest.raises(ClauseBroken) as caught:
        eval(f"trial.{expect}", {"trial": trial})
    return caught.value.failure.program


def ending(program: str) -> list[str]:
    """Return the lines of a script below its emitter."""
    text = reproducer.script(TITLE, INSTALLED, program, FOLDER)
    return text.partition("emitter = EventEmitter()\n")[2].splitlines()


def test_script_is_whole() -> None:
    """A script has a title, imports, what the steps need, the steps, and the comparison."""
    program = failing_program(
        "from functools import wraps, partial\nimport gc, asyncio\n"
        "def f(): calls.append(('f',))\nf()",
        "expect_calls(('f', 1))",
    )
    assert (
        reproducer.script(TITLE, INSTALLED, program, FOLDER)
        == '''"""once.fires-once: A callback MUST be called."""

import asyncio
import gc
import sys
from functools import partial, wraps

from a.b import EventEmitter

calls = []
emitter = EventEmitter()


def f():
    calls.append(("f",))


f()
expected = [("f", 1)]
print("expected", expected)
print("actual  ", calls)
sys.exit(calls != expected)
'''
    )


def test_long_title_is_wrapped() -> None:
    """A long title is wrapped, and a backslash in it is escaped."""
    text = reproducer.script(f"{TITLE} \\ {'word ' * 30}", INSTALLED, reproducer.FIRST_STEP, FOLDER)
    assert max(map(len, text.splitlines())) <= reproducer.WIDTH
    assert text.startswith('"""once.fires-once: A callback MUST be called. \\\\ word')


def test_paragraphs_of_a_long_title_stay() -> None:
    """What stands below a long title is a paragraph of its own."""
    title = f"{TITLE} {'word ' * 30}\n\nurn:emitter-spec:once.fires-once"
    text = reproducer.script(title, INSTALLED, reproducer.FIRST_STEP, FOLDER)
    assert ' word\n\nurn:emitter-spec:once.fires-once\n"""\n' in text


def test_definition_right_below_the_imports() -> None:
    """A definition right below the imports has two blank lines before it."""
    text = reproducer.script(TITLE, INSTALLED, "def f(): pass", FOLDER)
    assert text.endswith("import EventEmitter\n\n\ndef f():\n    pass\n")


@pytest.mark.parametrize(
    ("candidate", "lines"),
    [
        (renamed("EventEmitter"), "from a.b import EventEmitter"),
        (renamed("make"), "from a.b import make as EventEmitter"),
        (renamed("Room.Emitter"), "from a.b import Room\n\nEventEmitter = Room.Emitter"),
        (
            Candidate("", "a:E", True, "", "", "", "", (), object, "a", "/home/alice/project"),
            'import sys\n\nsys.path.insert(0, ".")\n\nfrom a import E as EventEmitter',
        ),
        (
            Candidate("", "a:E", True, "", "", "", "", (), object, "a", "/home/alice"),
            'sys.path.insert(0, "/home/alice")\n\nfrom a import E as EventEmitter',
        ),
        (
            Candidate(
                "", "x.py:E.F", True, "", "", "", "", (), object, "", "/home/alice/project/src/x.py"
            ),
            'import runpy\nimport sys\n\nEventEmitter = runpy.run_path("src/x.py")["E"].F',
        ),
    ],
)
def test_candidate_is_imported(candidate: Candidate, lines: str) -> None:
    """A script imports the candidate as it was named, and does not import the kit."""
    assert lines + "\n" in reproducer.script(TITLE, candidate, "f()", FOLDER)


@pytest.mark.parametrize(
    ("steps", "expect", "lines"),
    [
        (
            "returned = 7",
            "expect('returned is None', 'None returned', 'it is {returned}')",
            (
                'print("expected", "None returned")\n'
                "is_broken = returned is not None\n"
                'print("actual  ", '
                '"it is {}".format(repr(returned)) if is_broken else "as expected")\n'
                "sys.exit(is_broken)"
            ),
        ),
        (
            'calls.append(("f", 1))',
            "expect_calls(('f', True))",
            (
                'expected = [("f", True)]\n'
                'print("expected", expected)\n'
                'print("actual  ", calls)\n'
                "sys.exit(sorted(map(repr, calls)) != sorted(map(repr, expected)))"
            ),
        ),
        (
            "pass",
            "expect_calls(('f', 1), ('g', 2))",
            (
                'expected = [("f", 1), ("g", 2)]\n'
                'print("expected", expected, "in any order")\n'
                'print("actual  ", calls)\n'
                "sys.exit(sorted(map(repr, calls)) != sorted(map(repr, expected)))"
            ),
        ),
        (
            "pass",
            "expect_all_calls('[(n,) for n in range(3)]', in_order=True)",
            (
                'expected = [(n,) for n in range(3)]\nprint("expected", expected)\n'
                'print("actual  ", calls)\nsys.exit(calls != expected)'
            ),
        ),
        (
            "fail()",
            "expect_calls()",
            (
                'print("expected", "no exception")\ntry:\n    fail()\n'
                'except BaseException as raised:\n    print("actual  ", repr(raised))\n'
                '    sys.exit(1)\nexpected = []\nprint("actual  ", calls)\n'
                "sys.exit(calls != expected)"
            ),
        ),
        (
            "fail()\npass",
            "close()",
            (
                'print("expected", "no exception")\ntry:\n    fail()\n'
                'except BaseException as raised:\n    print("actual  ", repr(raised))\n'
                '    sys.exit(1)\nprint("actual  ", "no exception")'
            ),
        ),
        (
            "x = 1",
            "expect_raised(TypeError)",
            (
                "raised = None\ntry:\n    x = 1\nexcept BaseException as exception:\n"
                '    raised = exception\nprint("expected", "TypeError raised")\n'
                'print("actual  ", repr(raised))\nsys.exit(not isinstance(raised, TypeError))'
            ),
        ),
        (
            "error = 1",
            "expect_raised(BaseException, the='error')",
            (
                "raised = None\ntry:\n    error = 1\nexcept BaseException as exception:\n"
                '    raised = exception\nprint("expected", "error raised")\n'
                'print("actual  ", repr(raised))\nsys.exit(raised is not error)'
            ),
        ),
        (
            "pass",
            "expect_levels(\"['ERROR']\")",
            (
                'expected = ["ERROR"]\nprint("expected", expected)\n'
                "errors = [record.levelname for record in records"
                " if record.levelno >= logging.ERROR]\n"
                'print("actual  ", [record.levelname for record in records])\n'
                "sys.exit(errors != expected)"
            ),
        ),
        (
            "pass",
            "expect_record('a record', 'record.name == \"a\"', 'record.name')",
            (
                'print("expected", "a record")\n'
                'good = [record for record in records if record.name == "a"]\n'
                'print("actual  ", [record.name for record in records])\nsys.exit(not good)'
            ),
        ),
        (
            "import logging\nlogging.error('no seat')",
            "expect_not_logged()",
            (
                '\nlogging.error("no seat")\nprint("expected", "no log record of an error")\n'
                "errors = [\n    record\n    for record in records\n"
                "    if record.levelno >= logging.ERROR or any(record.exc_info or ())\n]\n"
                'print("actual  ", [record.levelname for record in records])\n'
                "sys.exit(errors != [])"
            ),
        ),
    ],
)
def test_comparison_of_each_expectation(steps: str, expect: str, lines: str) -> None:
    """A script makes the comparison that the trial makes."""
    before = [] if "try:" in lines or steps.startswith("import") else steps.splitlines()
    assert ending(failing_program(steps, expect)) == [*before, *lines.strip().splitlines()]


def test_accepted_exception_is_caught() -> None:
    """An accepted exception is caught, and the steps after it run as on trial."""
    trial = Trial(lambda: None)
    trial.run("raise TypeError")
    trial.expect_raised(TypeError)
    trial.run("raise ValueError")
    trial.look()
    trial.run("pass")
    with pytest.raises(ClauseBroken) as caught:
        trial.expect_calls(("f",))
    lines = ending(caught.value.failure.program)
    assert lines[:11] == [
        *["try:", "    raise TypeError", "except TypeError:", "    pass"],
        *["try:", "    raise ValueError", "except BaseException:", "    pass"],
        *["calls.clear()", "records.clear()", "pass"],
    ]


def test_records_are_recorded_where_they_are_needed() -> None:
    """A script records log records only where it compares them."""
    text = reproducer.script(TITLE, INSTALLED, "print(records)", FOLDER)
    assert "import logging\nimport sys\n" in text
    assert "calls" not in text
    assert "logging.Logger.callHandlers = lambda logger, record: records.append(record)\n" in text


@pytest.mark.parametrize(
    ("condition", "opposite"),
    [
        ("a is b", "a is not b"),
        ("a is not b", "a is b"),
        ("(1, 2) == b", "(1, 2) != b"),
        ("a != b", "a == b"),
        ("a in b[1:]", "a not in b[1:]"),
        ("a not in b", "a in b"),
        ("a < b", "not (a < b)"),
        ("a == b == c", "not (a == b == c)"),
        ("a in b and c in d", "not (a in b and c in d)"),
    ],
)
def test_condition_is_negated(condition: str, opposite: str) -> None:
    """A condition is negated as a person would write it."""
    assert reproducer.negated(condition) == opposite


def test_long_lines_are_broken() -> None:
    """Long lists, selected records and printed values are broken into lines."""
    assert reproducer.listed(["a" * 40] * 2).splitlines() == [
        *["[", f"    '{'a' * 40}',", f"    '{'a' * 40}',", "]"]
    ]
    assert reproducer.chosen_records("x" * 80).splitlines()[1:3] == [
        *["    record", "    for record in records"]
    ]
    assert len(reproducer.chosen_records("x" * 52).splitlines()) == 3
    program = reproducer.program([], Comparison("'" + "a" * 80 + "'", "1", ""))
    assert program.splitlines()[:2] == ["print(", '    "expected",']


@pytest.mark.parametrize("name", ["silent.py", "my-silent.py", "mypkg/silent.py", "mypkg.silent"])
def test_script_runs_where_the_user_stands(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script fails while the bug is there and passes later, for a module and a file."""
    monkeypatch.setattr(sys, "path", sys.path[:])
    file = tmp_path / (name if name.endswith(".py") else "mypkg/silent.py")
    file.parent.mkdir(exist_ok=True)
    if file.parent != tmp_path:
        (file.parent / "__init__.py").touch()
    file.write_text(SILENT, encoding="utf-8")
    try:
        candidate = load(name, tmp_path)
    finally:
        for module in ("mypkg.silent", "mypkg", "silent", "my-silent"):
            sys.modules.pop(module, None)
    trial = Trial(candidate.make)
    trial.run("def f(): calls.append(('f',))\nemitter.on('joined', f)\nemitter.emit('joined')")
    with pytest.raises(ClauseBroken) as caught:
        trial.expect_calls(("f",))
    text = reproducer.script(TITLE, candidate, caught.value.failure.program, tmp_path)
    (tmp_path / "reproducers").mkdir()
    script = tmp_path / "reproducers" / "script.py"
    script.write_text(text, encoding="utf-8")

    def run() -> tuple[int, str, str]:
        ended = subprocess.run(
            [sys.executable, str(script)],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return ended.returncode, ended.stdout, ended.stderr

    assert run() == (1, "expected [('f',)]\nactual   []\n", "")
    file.write_text("from emitter_reference import EventEmitter\n", encoding="utf-8")
    assert run() == (0, "expected [('f',)]\nactual   [('f',)]\n", "")
