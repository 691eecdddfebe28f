"""`parametrize` makes a test of a project one item for each clause, with the project's fixtures."""

from __future__ import annotations

import fnmatch
import os
import re
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import emitter_conformance
import pytest
from emitter_conformance.candidate.deadline import Deadline
from emitter_conformance.plugin import parametrized
from emitter_conformance.verdict.verdict import not_asked
from verdicts import DEFAULT, FACTORY, MUST, SHOULD, SPECIFICATION

SILENT = "removal.twice-is-silent"
ROOM = """\
import asyncio
from emitter_reference import EventEmitter

class Room(EventEmitter[str]):
    def __init__(self, server="", loop=None):
        super().__init__()
        self.server, self.loop = server, loop

class Raising(EventEmitter[str]):
    def off(self, event, callback):
        if callback not in self._callbacks.get(event, ()):
            raise KeyError(callback)
        super().off(event, callback)

    def once(self, event, callback=None):
        if callback is None:
            return lambda function: EventEmitter.once(self, event, function) and function
        return super().once(event, lambda *args: callback(*args[:1]))
"""
PLUGINS = ["-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:asyncio"]


@pytest.fixture(autouse=True)
def _project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the user's project."""
    pytester.makepyfile(room=ROOM)
    for name in ("room", "test_room"):  # of the project of another test
        monkeypatch.delitem(sys.modules, name, raising=False)
    parametrized._waivers.cache_clear()


def run(pytester: pytest.Pytester, test: str, *args: str) -> pytest.RunResult:
    """Write the tests of the project, and run them in this process."""
    head = "import pytest\nimport emitter_conformance\nfrom room import Raising, Room\n\n"
    pytester.makepyfile(test_room=head + test)
    return pytester.runpytest_inprocess(*PLUGINS, "-q", *args)


CHECKED = "def test_room(check): check()\n"


def above(arguments: str, test: str = CHECKED) -> str:
    """Return a decorated test."""
    return f"@emitter_conformance.parametrize({arguments})\n{test}"


def outcomes(result: pytest.RunResult, **numbers: int) -> None:
    """Assert how many items had which outcome."""
    result.assert_outcomes(**numbers)


def test_one_item_for_each_clause(pytester: pytest.Pytester) -> None:
    """Each clause of a factory is an item, in the order of the specification."""
    result = run(pytester, above("lambda: Room()"), "--collect-only")
    ids = re.findall(r"(?m)^test_room.py::test_room\[(.+)\]$", result.stdout.str())
    asked = [each for each in SPECIFICATION if not each.needs]
    clauses = [each.id for each in asked if not not_asked(each, FACTORY, DEFAULT)]
    assert len(clauses) > 150
    assert ids == clauses


def test_items_have_the_fixtures_of_the_project(pytester: pytest.Pytester) -> None:
    """A test makes emitters of what its fixtures provide; a method of a class is a test too."""
    result = run(
        pytester,
        "@pytest.fixture(params=['one', 'two'])\ndef server(request): return request.param\n\n"
        "class TestRoom:\n"
        "    @emitter_conformance.parametrize(clauses='varargs')\n"
        "    def test_room(self, check, server, request):\n"
        "        assert request.node.name.endswith(f'-{check!r}]')\n"
        "        check(lambda: Room(server))\n",
    )
    outcomes(result, passed=10)


def test_item_fails_with_the_block(pytester: pytest.Pytester) -> None:
    """A broken clause fails with its block alone, and the command that runs the item again."""
    result = run(pytester, above("Raising", CHECKED), "-k", SILENT)
    outcomes(result, failed=1)
    result.stdout.fnmatch_lines(
        [
            f"{SILENT}  MUST * room:Raising",
            "  A second `off` of the same callback MUST raise nothing.",
            '  steps     def f(): calls.append(("f",))',
            "  actual    KeyError: <function f>",
            "  raised at room.py:* in off",
            "  hint      *",
            f"  again     pytest 'test_room.py::test_room[[]{SILENT}[]]'",
            "  script    pytest --impl=room:Raising -k twice_is_silent  # writes it",
            "FAILED *",
        ]
    )
    result.stdout.no_fnmatch_line("*hidden*")
    result.stdout.no_fnmatch_line("*Error*parametrized*")
    again = pytester.runpytest_inprocess(*PLUGINS, f"test_room.py::test_room[{SILENT}]")
    outcomes(again, failed=1)


MADE = """
class Local(Raising): pass
def make(): return Raising()
class Nest:
    class Inner(Raising): pass
"""


@pytest.mark.parametrize(
    ("candidate", "name"),
    [
        ("Local", "test_room:Local"),
        ("make", "test_room:make"),
        ("Nest.Inner", "test_room:Nest.Inner"),
        ("'room.py:Raising'", "room.py:Raising"),
        ("lambda: Raising()", ""),
        ("functools.partial(Raising)", ""),
    ],
)
def test_script_of_a_failure(pytester: pytest.Pytester, candidate: str, name: str) -> None:
    """A failure says how to get its script, unless the test alone can make the emitter."""
    test = f"import functools\n{MADE}{above(candidate)}"
    result = run(pytester, test, "-k", SILENT)
    outcomes(result, failed=1)
    found = re.findall(r"(?m)^  script    pytest (.*) +# writes it$", result.stdout.str())
    assert found == [f"--impl={name} -k twice_is_silent "] * bool(name)
    if name:
        again = pytester.runpytest_inprocess(*PLUGINS, *found[0].split())
        outcomes(again, failed=1)
        script = Path(pytester.path, "emitter-reproducers", f"{SILENT}.py")
        assert script.is_file()


def test_script_where_the_test_is_in_a_folder(pytester: pytest.Pytester) -> None:
    """A class of a module that is not found from the current folder is named by its file."""
    head = "import emitter_conformance\nfrom room import Raising\nclass Local(Raising): pass\n"
    Path(pytester.path, "tests").mkdir()
    Path(pytester.path, "tests", "test_local.py").write_text(
        head + above(f"Local, clauses='{SILENT}', strict=True"), encoding="utf-8"
    )
    pytester.syspathinsert()
    result = pytester.runpytest_inprocess(*PLUGINS, "-q")
    command = "--impl=tests/test_local.py:Local --impl-strict -k twice_is_silent"
    result.stdout.fnmatch_lines([f"  script    pytest {command}  # writes it"])
    outcomes(pytester.runpytest_inprocess(*PLUGINS, *command.split()), failed=1)


@pytest.mark.every_pair
def test_clause_that_does_not_bind_is_an_expected_failure(pytester: pytest.Pytester) -> None:
    """A broken SHOULD clause fails with `strict` only."""
    for arguments, outcome in (("", "xfailed"), (", strict=True", "failed")):
        result = run(pytester, above(f"Raising{arguments}"), "-rx", "-k", SHOULD)
        outcomes(result, **{outcome: 1})
        if not arguments:
            result.stdout.fnmatch_lines([f"XFAIL *not binding: {SHOULD}: expected *, actual *"])


def test_clause_of_a_draft_fails_for_those_who_ask_for_it(pytester: pytest.Pytester) -> None:
    """A clause that only a draft has is observed, and fails with that edition only."""
    for arguments, outcome in (("", "passed"), (", edition='next'", "failed")):
        result = run(pytester, above(f"Raising{arguments}"), "-k", "once.is-cut")
        outcomes(result, **{outcome: 1})


@pytest.mark.parametrize("place", ["pyproject.toml", "pytest.ini", "argument", "no plugin"])
def test_waived_clause_is_an_expected_failure(pytester: pytest.Pytester, place: str) -> None:
    """Waivers are those of the project, of its configuration, or of the decorator."""
    heading = "tool.emitter-conformance.waivers" if place in ("pyproject.toml", "no plugin") else ""
    name = "pyproject.toml" if heading else "conformance.toml"
    text = f'[[{heading or "waivers"}]]\nclause = "{SILENT}"\nreason = "until 2.0"\n'
    Path(pytester.path, name).write_text(text, encoding="utf-8")
    if place == "pytest.ini":
        pytester.makeini("[pytest]\nimpl_waivers = conformance.toml\n")
    argument = ", waivers='conformance.toml'" * (place == "argument")
    without = ["-p", "no:emitter_conformance"] if place == "no plugin" else []
    result = run(pytester, above(f"Raising{argument}"), "-rx", "-k", SILENT, *without)
    outcomes(result, xfailed=1)
    result.stdout.fnmatch_lines(["XFAIL *waived: until 2.0*"])


def waive(pytester: pytest.Pytester, clause: str, **more: str) -> str:
    """Write a file with a waiver, and return the argument that names it."""
    lines = [f"{key} = {value}\n" for key, value in more.items()]
    text = f'[[waivers]]\nclause = "{clause}"\nreason = "until 2.0"\n{"".join(lines)}'
    Path(pytester.path, "conformance.toml").write_text(text, encoding="utf-8")
    return "waivers='conformance.toml'"


OTHER_FAILURE = "it is for 'KeyError', the failure is '*'; mend the emitter, or waive this one"
EXPIRED = "it expired on 2020-01-01; mend the emitter, or renew the waiver"
NEEDLESS = "the clause is kept; remove the waiver"
OUTDATED = {
    "kept": ("Room", SILENT, {}, NEEDLESS),
    "kept, and expired": ("Room", SILENT, {"expires": "2020-01-01"}, NEEDLESS),
    "kept, for expired programs": (
        "Room",
        SILENT,
        {"expires": "2020-01-01", "by": "'programs'"},
        EXPIRED,
    ),
    "kept, and not binding": ("Room", SHOULD, {}, NEEDLESS),
    "expired": ("Raising", SILENT, {"expires": "2020-01-01"}, EXPIRED),
    "expired, and not binding": ("Raising", SHOULD, {"expires": "2020-01-01"}, EXPIRED),
    "for another failure": ("Raising", SILENT, {"actual": "'KeyError'"}, OTHER_FAILURE),
    "not asked": (
        "Fake, profile='double'",
        "removal.can-be-undone",
        {},
        "it is not asked: it has no off; remove the waiver",
    ),
}


@pytest.mark.every_pair
@pytest.mark.parametrize(
    ("candidate", "clause", "more", "words"), OUTDATED.values(), ids=OUTDATED.keys()
)
def test_outdated_waiver_fails_the_item(
    pytester: pytest.Pytester, candidate: str, clause: str, more: dict[str, str], words: str
) -> None:
    """A waiver that has to be changed fails its item, in the words of a verdict."""
    argument = waive(pytester, clause, **more)
    fake = FAKE[FAKE.index("class Fake") : FAKE.index("@emitter")]
    result = run(pytester, fake + above(f"{candidate}, {argument}"), "-k", clause, "-vv")
    outcomes(result, failed=1)
    shown = " ".join(result.stdout.str().split())
    assert fnmatch.fnmatch(shown, f"* change the waiver of {clause}: {words} *")


@pytest.mark.parametrize("more", [{"by": "'programs'"}, {"candidate": "'room:Room'"}])
def test_waiver_that_is_about_something_else(
    pytester: pytest.Pytester, more: dict[str, str]
) -> None:
    """A waiver for programs, or for another candidate, is none too many for a clause kept."""
    argument = waive(pytester, SILENT, **more)
    outcomes(run(pytester, above(f"lambda: Room(), {argument}"), "-k", SILENT), passed=1)


def test_waivers_that_cannot_be_read(pytester: pytest.Pytester) -> None:
    """A mistake in the file of waivers fails each item, in one line."""
    result = run(pytester, above("Room, waivers='no.toml', clauses='varargs'"))
    outcomes(result, failed=5)
    result.stdout.fnmatch_lines(["varargs.may-be-empty  not judged: *no.toml: cannot be read: *"])


SILENT_TESTS = {
    "not called": "def test_room(check): pass\n",
    "not called in a class": "def test_room(check, request): assert request\n",
}


@pytest.mark.parametrize("test", SILENT_TESTS.values(), ids=SILENT_TESTS)
def test_check_that_is_not_called_fails(pytester: pytest.Pytester, test: str) -> None:
    """A test that does not call its check has judged nothing, and fails."""
    result = run(pytester, above("Room, clauses='varargs'", test))
    outcomes(result, failed=5)
    line = "varargs.may-be-empty  not judged: the test did not call `check()`"
    result.stdout.fnmatch_lines([line])


@pytest.mark.parametrize(
    ("call", "line"),
    [
        ("check()", "not judged: no candidate: write check(make_emitter)"),
        ("check(5)", "not judged: 5: neither a class nor a factory of emitters"),
        ("check(lambda: 5)", "not judged: test_room:*<lambda>: it makes 5, which has no method *"),
    ],
)
def test_candidate_of_a_test_that_cannot_be_judged(
    pytester: pytest.Pytester, call: str, line: str
) -> None:
    """A test whose candidate cannot be judged fails with one line."""
    result = run(pytester, above("clauses='varargs'", f"def test_room(check): {call}\n"))
    outcomes(result, failed=5)
    result.stdout.fnmatch_lines([f"varargs.may-be-empty  {line}"])


def test_clause_about_classes_is_not_put_to_a_factory(pytester: pytest.Pytester) -> None:
    """A factory in the place of a class is not judged by a clause about classes."""
    test = "def test_room(check): check(lambda: Room())\n"
    result = run(pytester, above("Room", test), "-k", "surface.takes-a-type-argument")
    outcomes(result, failed=1)
    result.stdout.fnmatch_lines(["*not judged: the candidate is a factory, the clause is about *"])


def test_shared_registrations_are_not_judged(pytester: pytest.Pytester) -> None:
    """Items about a candidate whose emitters share registrations fail: nothing is shown."""
    test = "room = Room()\n" + above("lambda: room, clauses=['surface', 'varargs']")
    result = run(pytester, test)
    assert "passed" not in result.parseoutcomes()
    result.stdout.fnmatch_lines(["varargs.may-be-empty  not judged: its emitters share *"])


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (above("'room:Rom'"), "room:Rom: the module has no 'Rom'; it has Raising, Room (try *"),
        (above("Room()"), "<room.Room object>: an emitter; give its class, or a function *"),
        (above("Room, clauses='onse'"), "clauses: no clause or chapter 'onse' (did you mean *"),
        (above("Room, edition='9'"), "edition='9': no edition '9' (known: *"),
        (above("clauses=[]"), "clauses: none is chosen"),
        (above("Room", "class TestRoom: pass\n"), "stands above a test function only"),
        ("@emitter_conformance.parametrize\n" + CHECKED, "write the parentheses: *"),
    ],
)
def test_wrong_argument_is_an_error_of_collection(
    pytester: pytest.Pytester, source: str, line: str
) -> None:
    """A wrong argument is an error of collection of one line, without a traceback."""
    result = run(pytester, source)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.fnmatch_lines(
        ["*ERROR collecting test_room.py*", f"emitter_conformance.parametrize: {line}", "=*"],
        consecutive=True,
    )


def test_candidate_by_name(pytester: pytest.Pytester) -> None:
    """A name is imported when the file is collected, and judged under that name."""
    result = run(pytester, above("'room:Raising', clauses='removal'"), "-k", SILENT)
    outcomes(result, failed=1)
    result.stdout.fnmatch_lines([f"{SILENT}  MUST * room:Raising"])


def test_items_have_properties(pytester: pytest.Pytester) -> None:
    """JUnit reports have the clause and its level."""
    result = run(pytester, above("Room, clauses='varargs'"), "--junitxml=report.xml")
    outcomes(result, passed=5)
    text = Path(pytester.path, "report.xml").read_text(encoding="utf-8")
    assert text.count('<property name="clause" value="varargs.') == 5


def test_items_beside_the_suite(pytester: pytest.Pytester) -> None:
    """With the ini key `impl`, an id chooses the clause in the suite, and the item too."""
    pytester.makeini("[pytest]\nimpl = room:Raising\n")
    result = run(pytester, above("Room"), "-k", MUST)
    outcomes(result, failed=1, passed=1)
    result.stdout.fnmatch_lines(["NO VERDICT: *"])


def test_items_do_not_run_with_a_candidate_of_the_command_line(pytester: pytest.Pytester) -> None:
    """`--impl` runs the packaged suite, not the tests of the project."""
    result = run(pytester, above("Raising"), "--impl=room:Room", "-k", MUST)
    outcomes(result, passed=1)


ASYNC = """\
import asyncio
import emitter_conformance
import pytest
from room import Room

@pytest.fixture
async def server():
    await asyncio.sleep(0)
    yield "server"

@pytest.mark.{marker}
@emitter_conformance.parametrize()
async def test_async(check, server):
    await asyncio.sleep(0)
    loop = asyncio.get_running_loop()
    check(lambda: Room(server, asyncio.get_running_loop()))
    assert asyncio.get_running_loop() is loop

@emitter_conformance.parametrize("room:Room", clauses="varargs.may-be-empty")
def test_sync(check):
    check()

@pytest.mark.{marker}
@emitter_conformance.parametrize(clauses="varargs")
async def test_silent(check):
    pass
"""


@pytest.mark.measured
def test_failure_that_the_test_catches_fails_it(pytester: pytest.Pytester) -> None:
    """A test that goes on after its check has failed does not pass."""
    test = "def test_room(check):\n    try: check()\n    except BaseException: pass\n"
    result = run(pytester, above("Raising, clauses='removal.twice-is-silent'", test))
    outcomes(result, failed=1)
    result.stdout.fnmatch_lines(["  actual    KeyError: <function f>"])


@pytest.mark.measured
@pytest.mark.parametrize("where", ["asyncio", "xdist", "anyio"])
def test_async_tests_in_default_settings(pytester: pytest.Pytester, where: str) -> None:
    """Async tests judge in the loop that runs, also in the processes of xdist."""
    marker = "anyio" if where == "anyio" else "asyncio"
    source = ASYNC.format(marker=marker)
    if marker == "asyncio":
        source = source.replace("@pytest.fixture", "import pytest_asyncio\n@pytest_asyncio.fixture")
    else:
        source += "\n@pytest.fixture\ndef anyio_backend(): return 'asyncio'\n"
    pytester.makepyfile(test_room=source)
    parallel = ["-n", "2"] if where == "xdist" else []
    result = pytester.runpytest_subprocess("-q", *parallel)
    found = result.parseoutcomes()
    assert found["failed"] == 5
    assert found["passed"] > 150
    result.stdout.fnmatch_lines(["varargs.*not judged: the test did not call `check()`"])


HANGING = """\
import os, signal
import emitter_conformance
from emitter_conformance.candidate import deadline
from emitter_conformance.engine import judging
from emitter_conformance.plugin import parametrized
from room import Room

deadline.PATIENCE = 0.2
deadline.TICK = 0.05
judging.USUAL = 0.2

class Hanging(Room):
    def off(self, event, callback):
        while True:
            try:
                while True: pass
            except BaseException: pass

@emitter_conformance.parametrize(Hanging, clauses="removal.twice-is-silent")
def test_room(check): check()
"""


@pytest.mark.measured
@pytest.mark.parametrize("option", ["--capture=fd", "--capture=no", "-pno:capture"])
def test_code_that_cannot_be_ended_is_named(pytester: pytest.Pytester, option: str) -> None:
    """Code that cannot be ended ends the run, which is red, with a line about the place."""
    pytester.makepyfile(test_room=HANGING)
    result = pytester.runpytest_subprocess("-q", option)
    assert result.ret == 1
    result.stderr.fnmatch_lines(["the candidate cannot be ended: *test_room.py:* in off"])


FAKE = """\
import emitter_conformance

class Fake:
    def __init__(self): self.callbacks = []
    def on(self, event, callback): self.callbacks.append(callback)
    def emit(self, event, *args):
        for callback in self.callbacks: callback(*args)

@emitter_conformance.parametrize(
    Fake, profile="double", clauses=["removal.can-be-undone", "rejection.async-mocks"]
)
def test_room(check): check()
"""


def test_fake_is_asked_what_it_has(pytester: pytest.Pytester) -> None:
    """An item about a method that a fake lacks is skipped, and says so."""
    pytester.makepyfile(test_room=FAKE)
    result = pytester.runpytest_inprocess("-rs")
    assert result.parseoutcomes() == {"failed": 1, "skipped": 1}
    result.stdout.fnmatch_lines(["SKIPPED * removal.can-be-undone: it has no off"])


@pytest.mark.parametrize("has_capture", [False, True])
def test_capture_ends_before_the_line(monkeypatch: pytest.MonkeyPatch, has_capture: bool) -> None:
    """What is captured is given up first, if anything is, and only within the block."""
    ended: list[bool] = []
    capture = SimpleNamespace(suspend_global_capture=lambda in_: ended.append(in_))
    manager = SimpleNamespace(getplugin=lambda name: capture if has_capture else None)
    config: Any = SimpleNamespace(pluginmanager=manager)
    monkeypatch.setattr(parametrized, "give_up", Deadline.give_up)
    reading, writing = os.pipe()
    monkeypatch.setattr(Deadline, "stderr", writing)
    before = Deadline.give_up
    with parametrized._capture_ends_first(config):
        assert Deadline.give_up is not None
        Deadline.give_up(Deadline(0))
    os.close(writing)
    with open(reading, encoding="utf-8") as pipe:
        assert pipe.read() == "\nthe candidate cannot be ended: \n"
    assert ended == [True] * has_capture
    assert Deadline.give_up is before


def test_public_names_are_imported_late() -> None:
    """The decorator and the class of its checks are names of the package."""
    assert emitter_conformance.parametrize is parametrized.parametrize
    assert emitter_conformance.ClauseCheck is parametrized.ClauseCheck
