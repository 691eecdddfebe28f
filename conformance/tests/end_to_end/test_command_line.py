"""`pytest --impl=...` has the exit code, the verdict and the messages that a user needs."""

from __future__ import annotations

import os
import re
import shutil
import sys
import types
from pathlib import Path
from typing import Any

import counts
import emitter_conformance
import emitter_spec
import pytest
from emitter_conformance import plugin
from emitter_conformance.candidate import exits

CONFORMING = "from emitter_reference.emitter import Event, EventEmitter\n"
BROKEN = CONFORMING + (
    "class Broken(EventEmitter[Event]):\n"
    "    def emit(self, event, *args):\n"
    "        super().emit(event, *args)\n"
    "        return True\n"
)
BROKEN_SHOULD = CONFORMING + (
    "class Broken(EventEmitter[Event]):\n"
    "    def once(self, event, callback=None):\n"
    "        if callback is None:\n"
    "            def decorate(function):\n"
    "                EventEmitter.once(self, event, function)\n"
    "                return function\n"
    "            return decorate\n"
    "        return super().once(event, callback)\n"
)
TOTAL = counts.RUN + 1  # the clauses, and the programs
NOTHING = "addopts=-m slow"
PLUGINS = ["-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:asyncio"]
FEW = ["--impl-depth=2", "--impl-programs=20"]


@pytest.fixture(autouse=True)
def _project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the user's project, with a test of its own that must not run."""
    for name in ("conforming", "broken", "broken_should"):  # of the project of another test
        monkeypatch.delitem(sys.modules, name, raising=False)
    pytester.makepyfile(
        conforming=CONFORMING,
        broken=BROKEN,
        broken_should=BROKEN_SHOULD,
        test_own="def test_own(): raise AssertionError('the project's own test ran')",
    )
    pytester.makepyfile(test_own="def test_own():\n    raise AssertionError('own test')\n")


def judge(pytester: pytest.Pytester, *args: str) -> pytest.RunResult:
    """Run pytest in this process, without plugins of others."""
    few = FEW if "--impl" in " ".join(args) else []
    return pytester.runpytest_inprocess(*PLUGINS, *few, *args)


@pytest.mark.every_pair
def test_conforming_candidate(pytester: pytest.Pytester) -> None:
    """A conforming candidate has a header, counts of all clauses, both editions and a ruling."""
    result = judge(pytester, "--impl=conforming")
    assert result.ret == 0
    result.stdout.fnmatch_lines(
        [
            "emitter conformance: edition 1.0",
            "candidate: conforming:EventEmitter*",
            "file: *emitter.py",
            "conforming:EventEmitter*    edition 1.0    python 3.*",
            counts.account(),
            "conforms to 1.0; conforms to 1.2; next (draft, decides nothing): no, 2 clauses",
            "CONFORMANT: edition 1.0",
            f"*{TOTAL} passed*",
        ]
    )
    result.stdout.no_fnmatch_line("*own test*")


@pytest.mark.parametrize("candidate", ["conforming", "broken:Broken"])
def test_two_runs_print_the_same(pytester: pytest.Pytester, candidate: str) -> None:
    """Two runs with other hash seeds print the same, except for times."""
    printed = set()
    for seed in ("1", "2"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONHASHSEED", seed)
            result = pytester.runpytest_subprocess(*PLUGINS, *FEW, "-v", f"--impl={candidate}")
        printed.add(re.sub(r"=*( .* in )\d.*", r"\1", result.stdout.str()))
    assert len(printed) == 1


def test_observations_are_listed_when_asked(pytester: pytest.Pytester) -> None:
    """`-v` lists the observations on open clauses."""
    result = judge(pytester, "--impl=conforming", "-v")
    result.stdout.fnmatch_lines(
        [
            "emitter_conformance/suite/test_once.py::test_fires_once PASSED*",
            "open.order  *registration order",
            "open.handle  *a function",
        ]
    )


@pytest.mark.every_pair
def test_broken_candidate(pytester: pytest.Pytester) -> None:
    """A failure has the steps, expected and actual, and the command that repeats it."""
    result = judge(pytester, "--impl=broken:Broken")
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "surface.emit-returns-none  MUST  * broken:Broken",
            "  An emission that raises nothing MUST return None.",
            '  steps     heard = emitter.emit("joined")',
            "  expected  `emit` returns None",
            "  actual    it returns True",
            "  hint      Look at what `emit` returns, *",
            "  again     pytest --impl=broken:Broken -k emit_returns_none",
            "  script    emitter-reproducers/surface.emit-returns-none.py",
            "*= emitter conformance =*",
            "2 reproducers in emitter-reproducers",
            counts.account(broken=1),
            "does not conform to 1.0; does not conform to 1.2; next (draft, decides nothing):",
            "  no, 3 clauses",
            "NOT CONFORMANT: surface.emit-returns-none",
        ]
    )


def test_broken_should_does_not_bind(pytester: pytest.Pytester) -> None:
    """A broken SHOULD is reported, and decides nothing by default."""
    result = judge(pytester, "--impl=broken_should:Broken")
    assert result.ret == 0
    result.stdout.fnmatch_lines(
        [
            counts.account(should=1),
            "SHOULD broken: once.decorator-goes-through-once",
            "CONFORMANT: edition 1.0",
            f"*{TOTAL - 1} passed, 1 not binding*",
        ]
    )


def test_broken_should_binds_when_strict(pytester: pytest.Pytester) -> None:
    """`--impl-strict` makes SHOULD bind."""
    result = judge(pytester, "--impl=broken_should:Broken", "--impl-strict")
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "  again     pytest --impl=broken_should:Broken --impl-strict -k decorator_goes_*",
            counts.account(should=1, strict=True),
            "NOT CONFORMANT: once.decorator-goes-through-once",
        ]
    )


def test_edition_decides(pytester: pytest.Pytester) -> None:
    """A class that keeps no order conforms to 1.0 and not to 1.2; both are reported."""
    pytester.makepyfile(
        unordered=CONFORMING
        + "class Reversed(EventEmitter[Event]):\n"
        + "    def emit(self, event, *args):\n"
        + "        emission = EventEmitter()\n"
        + "        held = list(self._callbacks.get(event, {}))\n"
        + "        emission._callbacks = {event: dict.fromkeys(reversed(held))}\n"
        + "        emission.emit(event, *args)\n"
    )
    result = judge(pytester, "--impl=unordered:Reversed")
    assert result.ret == 0
    result.stdout.fnmatch_lines(
        ["conforms to 1.0; does not conform to 1.2*", "CONFORMANT: edition 1.0"]
    )
    result = judge(pytester, "--impl=unordered:Reversed", "--impl-edition=1.2")
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "*again *--impl-edition=1.2 -k order_is_registration_order",
            "conforms to 1.0; does not conform to 1.2; next (draft, decides nothing): *",
            "NOT CONFORMANT: emission.order-is-registration-order*",
        ]
    )


def test_several_candidates_get_a_verdict_each(pytester: pytest.Pytester) -> None:
    """One broken candidate among several makes the run red."""
    result = judge(pytester, "--impl=conforming", "--impl=broken:Broken")
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "conforming:EventEmitter*",
            "CONFORMANT: edition 1.0",
            "broken:Broken*",
            "NOT CONFORMANT: surface.emit-returns-none",
            f"*2 failed, {2 * TOTAL - 2} passed*",
        ]
    )


SEQUENCES = Path(__file__).parents[1] / "candidates" / "sequences"
RAISING = SEQUENCES / "cancelling_a_once_in_its_call_raises.py"


def test_program_shows_what_no_check_sees(pytester: pytest.Pytester) -> None:
    """A defect that only sequences show has the program in the block of its clause."""
    pytester.makepyfile(raising=RAISING.read_text(encoding="utf-8"))
    result = judge(pytester, "--impl=raising", "--impl-depth=3")
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "  steps     *",
            "            emitter.emit(*)",
            "  expected  *",
            "  actual  *",
            "programs: number * breaks *",
            "NOT CONFORMANT: *",
            f"*1 failed, {TOTAL - 1} passed*",
        ]
    )


def test_programs_can_be_chosen(pytester: pytest.Pytester) -> None:
    """Depth, number and seed are chosen by options and by the configuration."""
    line = "every program of up to {}: {} judged; random: {}, seed {}"
    result = judge(pytester, "--impl=conforming", "--impl-depth=3", "--impl-seed=7")
    result.stdout.fnmatch_lines([line.format("3 operations", 112, 20, 7)])
    pytester.makeini("[pytest]\nimpl_depth = 1\nimpl_programs = 0\nimpl_seed = 3\n")
    result = pytester.runpytest_inprocess(*PLUGINS, "--impl=conforming")
    assert result.ret == 0
    result.stdout.fnmatch_lines([line.format("1 operation", 1, 0, 3)])


def test_long_search_shows_how_far_it_is(pytester: pytest.Pytester) -> None:
    """A long search prints lines of progress where there is no terminal."""
    long = ["--impl-depth=2", "--impl-programs=2001", "-k", "every_program"]
    result = pytester.runpytest_subprocess(*PLUGINS, "--impl=conforming", *long)
    assert result.ret == 0
    result.stdout.fnmatch_lines(["*random: 2001, seed 0"])
    result.stderr.fnmatch_lines(["programs: 2010 of 2010 (100 %), */s, 0:00:00 left"])


def test_run_without_programs_is_incomplete(pytester: pytest.Pytester) -> None:
    """A verdict without programs is incomplete."""
    pytester.makeconftest(
        "def pytest_collection_modifyitems(items):\n"
        "    items[:] = [item for item in items if 'test_every_program' not in item.name]\n"
    )
    result = judge(pytester, "--impl=conforming")
    assert result.ret == 1
    result.stdout.fnmatch_lines(["programs did not run", "INCOMPLETE: programs did not run"])


def test_factory_is_not_asked_about_classes(pytester: pytest.Pytester) -> None:
    """A factory is judged by its emitters, and the clauses not asked are named."""
    pytester.makepyfile(rooms=CONFORMING + "def room(): return EventEmitter()\n")
    result = judge(pytester, "--impl=rooms:room")
    assert result.ret == 0
    result.stdout.fnmatch_lines(
        [
            "MUST *   SHOULD * (not binding)   open * observed   not run 0",
            "not asked of a factory: surface.takes-a-type-argument,*",
            "CONFORMANT: edition 1.0",
        ]
    )


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--impl=conformin"], "no module named 'conformin' (did you mean 'conforming'?)"),
        (
            ["--impl=broken:Borken"],
            "has no 'Borken'; it has Broken (try --impl=broken:Broken)",
        ),
        (["--impl=conforming", "--impl-depth=0"], "--impl-depth=0: not a whole number from 1 on"),
        (["--impl=conforming", "--impl-seed=x"], "--impl-seed=x: not a whole number from 0 on"),
        (
            ["--impl=conforming", "--impl-seed=1\n"],
            "--impl-seed=1\\n: not a whole number from 0 on",
        ),
        (
            ["--impl=conforming", f"--impl-depth={10**15}"],
            f"--impl-depth={10**15}: more than 15 digits",
        ),
        (["--impl-strict"], "--impl-strict needs a candidate: --impl=mypkg"),
        (["--impl=conforming", "--impl-edition=2.0"], "no edition '2.0' (known: 1.0, 1.2, next)"),
        (["--impl=conforming", "--impl=conforming.py"], "--impl=conforming.py: given twice*"),
        (["--impl=conforming", "--impl-edition="], "--impl-edition= has no value"),
        (
            ["--impl=conforming", "-o", "impl_strict=yess"],
            "impl_strict: invalid truth value 'yess'",
        ),
        (["--impl=conforming", "--strict"], "clauses that bind write --impl-strict"),
        (["--impl=conforming", "test_own.py"], "runs the packaged suite, not test_own.py"),
    ],
)
def test_mistake_is_one_line_and_exit_code_4(
    pytester: pytest.Pytester, args: list[str], words: str
) -> None:
    """A user error prints one line, without traceback, items or verdict."""
    result = judge(pytester, *args)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    errors = [line for line in result.errlines if line]
    assert len(errors) == 1
    assert words.strip("*") in errors[0]
    assert result.outlines == [] or "conform" not in " ".join(result.outlines)


@pytest.mark.parametrize("args", [["-k", "fires_once"], ["-m", "slow"], ["--collect-only"]])
def test_narrowed_run_has_no_verdict(pytester: pytest.Pytester, args: list[str]) -> None:
    """A run that the user narrowed has pytest's exit code and NO VERDICT."""
    result = judge(pytester, "--impl=conforming", *args)
    assert result.ret == (5 if "-m" in args else 0)
    result.stdout.fnmatch_lines(["NO VERDICT: the run was narrowed, 1?? clauses did not run"])


def test_clause_can_be_chosen_by_path(pytester: pytest.Pytester) -> None:
    """A printed node id, and the id of a clause after `-k`, select the clause."""
    for passed, words in (
        (1, ["--pyargs", "emitter_conformance.suite.test_once::test_fires_once"]),
        (1, ["emitter_conformance/suite/test_once.py::test_fires_once"]),
        (2, ["-k", "once.fires-once or removal.is-by-equality"]),
        (TOTAL, ["--pyargs", "emitter_conformance.suite"]),
    ):
        result = judge(pytester, "--impl=conforming", *words)
        assert result.ret == 0
        result.stdout.fnmatch_lines(["NO VERD*" if "fires" in words[-1] else "CONFORMANT*"])
        assert result.parseoutcomes()["passed"] == passed


@pytest.mark.parametrize(
    "addopts", ["-k fires_once", "-m slow", "--deselect=emitter_conformance/suite/test_once.py"]
)
def test_run_narrowed_by_configuration_is_incomplete(
    pytester: pytest.Pytester, addopts: str
) -> None:
    """A run that the configuration narrows is incomplete."""
    pytester.makeini(f"[pytest]\naddopts = {addopts}\n")
    result = judge(pytester, "--impl=conforming")
    assert result.ret in (1, 5)
    result.stdout.fnmatch_lines(["INCOMPLETE: * clauses did not run (*"])


def test_paths_of_the_configuration_do_not_count(pytester: pytest.Pytester) -> None:
    """Paths of the configuration do not replace the suite."""
    pytester.makeini("[pytest]\naddopts = test_own.py\n")
    result = judge(pytester, "--impl=conforming")
    assert result.ret == 0
    result.stdout.fnmatch_lines(["CONFORMANT: edition 1.0"])


def test_clause_that_did_not_run_is_missed(pytester: pytest.Pytester) -> None:
    """An item that a plugin removes makes the verdict incomplete."""
    pytester.makeconftest("def pytest_collection_modifyitems(items): del items[3:]")
    result = judge(pytester, "--impl=conforming")
    assert result.ret == 1
    result.stdout.fnmatch_lines([f"INCOMPLETE: {counts.ALL - 3} clauses did not run (surface.*"])


@pytest.mark.parametrize("args", [["--impl=broken:Broken"], ["--impl=conforming", "-o", NOTHING]])
def test_project_cannot_make_the_run_green(pytester: pytest.Pytester, args: list[str]) -> None:
    """A conftest that sets the exit code to 0 does not make a broken candidate green."""
    pytester.makeconftest("def pytest_sessionfinish(session): session.exitstatus = 0")
    result = judge(pytester, *args)
    assert result.ret == 1
    result.stdout.fnmatch_lines_random(["NOT CONFORMANT: *" if len(args) == 1 else "INCOMPLETE: *"])


@pytest.mark.parametrize("code", [0, 3])
def test_run_that_the_project_takes_over(pytester: pytest.Pytester, code: int) -> None:
    """A conftest that runs something else instead of the suite ends red."""
    pytester.makeconftest(f"def pytest_cmdline_main(): return {code}")
    result = judge(pytester, "--impl=conforming")
    assert result.ret == (code or 1)
    said = "emitter-conformance: no verdict: the suite was not run"
    assert (said in result.stderr.lines) is not bool(code)


def test_system_exit_outside_of_checks(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A SystemExit that leaves pytest with 0 ends the process with 1."""
    left: list[int] = []
    monkeypatch.setattr(exits, "leave", left.append)
    pytester.makeconftest("def pytest_cmdline_main(): raise SystemExit(0)")
    result = judge(pytester, "--impl=conforming")
    assert (result.ret, left) == (1, [1])
    said = "emitter-conformance: no verdict: the candidate raised SystemExit outside of checks"
    assert said in result.stderr.lines


def test_system_exit_with_a_code() -> None:
    """A SystemExit with another code than 0 keeps it."""
    options = {"impl": ["conforming"]}
    config: Any = types.SimpleNamespace(getoption=lambda name, default=None: options.get(name))
    running = plugin.pytest_cmdline_main(config)
    next(running)
    with pytest.raises(SystemExit):
        running.throw(SystemExit(7))


@pytest.mark.parametrize("option", ["--version", "--help", "--markers", "--fixtures"])
def test_option_that_runs_nothing(pytester: pytest.Pytester, option: str) -> None:
    """An option that only prints something works with a candidate too."""
    result = judge(pytester, "--impl=conforming", option)
    assert result.ret == 0
    assert "no verdict" not in result.stderr.str()


def test_clause_that_is_skipped_is_missed(pytester: pytest.Pytester) -> None:
    """A clause whose item pytest skips did not run."""
    pytester.makepyfile(skip_all="import pytest\ndef pytest_runtest_setup(item): pytest.skip('no')")
    pytester.syspathinsert()
    result = judge(pytester, "-p", "skip_all", "--impl=conforming")
    assert result.ret == 1
    result.stdout.fnmatch_lines([f"INCOMPLETE: {counts.ALL} clauses did not run (surface.*"])


def test_stop_at_the_first_failure(pytester: pytest.Pytester) -> None:
    """`-x` ends the run early with a red verdict that names what did not run."""
    result = judge(pytester, "--impl=broken:Broken", "-x")
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            f"MUST 8/{counts.MUST} *not run {counts.ALL - 12}",
            "NOT CONFORMANT: surface.emit-returns-none",
        ]
    )


def test_broken_clause_that_passes_when_run_again_stays_broken(
    pytester: pytest.Pytester,
) -> None:
    """A plugin that runs failures again does not make a candidate conform."""
    pytester.makepyfile(
        flaky=CONFORMING
        + "answer = None\n"
        + "class Flaky(EventEmitter[Event]):\n"
        + "    def off(self, event, callback):\n"
        + "        super().off(event, callback)\n"
        + "        return answer\n"
    )
    pytester.makeconftest(
        "from _pytest.runner import runtestprotocol\n"
        "import sys\n"
        "def pytest_runtest_protocol(item, nextitem):\n"
        "    for answer in (7, None):\n"
        "        is_about_off = 'off_returns_none' in item.name\n"
        "        if 'flaky' in sys.modules:\n"
        "            sys.modules['flaky'].answer = answer if is_about_off else None\n"
        "        for report in runtestprotocol(item, nextitem=nextitem, log=False):\n"
        "            item.ihook.pytest_runtest_logreport(report=report)\n"
        "    return True\n"
    )
    result = judge(pytester, "--impl=flaky:Flaky")
    assert result.ret == 1
    result.stdout.fnmatch_lines(["NOT CONFORMANT: surface.off-returns-none"])
    result = judge(pytester, "--impl=broken:Broken")
    assert result.ret == 1
    result.stdout.fnmatch_lines(["programs: number 1 breaks *", "NOT CONFORMANT: *"])


def test_check_that_fails_itself_is_no_verdict_on_the_candidate(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug of the kit has a traceback and makes the verdict incomplete."""

    def fail(trial: object) -> None:
        raise RuntimeError("a bug of the kit")

    monkeypatch.setattr("emitter_conformance.suite.test_once.test_fires_once", fail)
    result = judge(pytester, "--impl=conforming")
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        ["*RuntimeError: a bug of the kit", "INCOMPLETE: 1 clause did not run (once.fires-once)"]
    )


def test_clause_without_a_check_is_incomplete(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clause without a check makes every verdict incomplete."""
    monkeypatch.delattr("emitter_conformance.suite.test_once.test_fires_once")
    result = judge(pytester, "--impl=conforming")
    assert result.ret != 0
    result.stdout.fnmatch_lines(
        ["*chapter once and its checks differ: test_fires_once", "INCOMPLETE: *"]
    )


def test_ini_key_judges_with_every_run(pytester: pytest.Pytester) -> None:
    """The ini key `impl` runs the project's tests and the suite together."""
    pytester.makeini("[pytest]\nimpl = conforming\nimpl_edition = 1.2\nimpl_strict = true\n")
    result = judge(pytester)
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        ["*AssertionError: own test", "CONFORMANT: edition 1.2, strict", f"*1 failed, {TOTAL} *"]
    )


def test_ini_key_where_the_suite_is_in_a_folder_of_the_project(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the project's tests nor the suite are left out, as with a `.venv` in the project."""
    pytester.makeini("[pytest]\nimpl = conforming\n")
    installed = pytester.mkdir(".venv")
    for package in (emitter_conformance, emitter_spec):
        folder = Path(str(package.__file__)).parent
        shutil.copytree(folder, installed / folder.name)
    monkeypatch.setenv("PYTHONPATH", str(installed), prepend=os.pathsep)
    result = judge(pytester)
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        ["*AssertionError: own test", "CONFORMANT: edition 1.0", f"*1 failed, {TOTAL} *"]
    )


def test_ini_key_steps_back_for_named_paths(pytester: pytest.Pytester) -> None:
    """A run of named tests of the project has no verdict, despite the ini key."""
    pytester.makeini("[pytest]\nimpl = conforming\n")
    pytester.makepyfile(test_other="def test_other(): pass\n")
    result = judge(pytester, "test_other.py")
    assert result.ret == 0
    result.stdout.fnmatch_lines(["NO VERDICT: *", "*1 passed*"])


def test_ini_key_judges_where_folders_are_named(pytester: pytest.Pytester) -> None:
    """A run of all tests that says where they are judges too, like one that does not say it."""
    pytester.makeini("[pytest]\nimpl = conforming\n")
    pytester.mkdir("tests").joinpath("test_other.py").write_text("def test_other(): pass\n")
    for named in (["tests"], ["tests", "tests/test_other.py"]):
        result = judge(pytester, *named)
        assert result.ret == 0
        result.stdout.fnmatch_lines(["CONFORMANT: edition 1.0", f"*{TOTAL + 1} passed*"])


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (
            "impl_edtion",
            "impl_edtion: the configuration has no such key (did you mean impl_edition?)",
        ),
        ("impl_zz9", "impl_zz9: the configuration has no such key (known: impl, impl_edition, *"),
    ],
)
def test_unknown_key_is_a_mistake(pytester: pytest.Pytester, key: str, words: str) -> None:
    """A misspelt key of the configuration, of which pytest warns, ends the run."""
    pytester.makeini(f"[pytest]\n{key} = 1.2\n")
    result = judge(pytester, "--impl=conforming")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: {words}"])


def test_installed_copy_of_the_project_is_told(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A source of the project that differs from the installed module is named as not judged."""
    monkeypatch.syspath_prepend(str(pytester.mkdir("installed")))
    base = "from emitter_reference.emitter import Event\n" + CONFORMING
    source = base + "class Bus(EventEmitter[Event]): ...\n"
    (pytester.path / "installed" / "bus.py").write_text(source)
    (pytester.mkdir("src") / "bus.py").write_text("# newer\n" + source)
    result = judge(pytester, "--impl=bus:Bus")
    assert result.ret == 0
    result.stdout.fnmatch_lines(["not judged: src/bus.py, which differs from the installed copy*"])


def test_without_a_candidate_nothing_happens(pytester: pytest.Pytester) -> None:
    """A project without a candidate is not affected by the installed kit."""
    pytester.makepyfile(
        test_own="""
        import sys

        def test_own():
            loaded = {name for name in sys.modules if name.startswith("emitter_")}
            plugin = "emitter_conformance.plugin"
            assert loaded <= {"emitter_conformance", plugin, f"{plugin}.declared_options"}
            assert "hypothesis" not in sys.modules
        """
    )
    result = pytester.runpytest_subprocess("-p", "no:hypothesispytest", "-p", "no:cacheprovider")
    assert result.ret == 0
    assert "conformance" not in result.stdout.str().partition("collected")[2]


@pytest.mark.measured
def test_refused_candidate_cannot_end_the_run_with_0(pytester: pytest.Pytester) -> None:
    """The exit code is that of the refusal, whatever its module registered for the end."""
    pytester.makepyfile(empty="import atexit, os\natexit.register(os._exit, 0)\n")
    result = pytester.runpytest_subprocess(*PLUGINS, "--impl=empty")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: --impl=empty: the module has no 'EventEmitter'*"])


def test_suite_without_a_candidate_says_what_to_do(pytester: pytest.Pytester) -> None:
    """The packaged suite without a candidate prints the option to use."""
    result = judge(pytester, "--pyargs", "emitter_conformance.suite")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "the conformance suite needs a candidate: pytest --impl=" in result.stderr.str()


def test_options_are_explained(pytester: pytest.Pytester) -> None:
    """`--help` lists the options of the kit."""
    text = judge(pytester, "--help").stdout.str()
    assert re.search(r"--impl=CANDIDATE.*--impl-edition=EDITION.*--impl-strict", text, re.DOTALL)


def test_path_of_the_process_is_put_back(pytester: pytest.Pytester) -> None:
    """A run restores `sys.path`."""
    before = sys.path[:]
    judge(pytester, "--impl=conforming", "-k", "fires_once")
    assert sys.path == before


TWO = BROKEN + (
    "class Other(Broken[Event]):\n"
    "    def off(self, event, callback):\n"
    "        super().off(event, callback)\n"
    "        return 7\n"
)


def written(pytester: pytest.Pytester, folder: str = "emitter-reproducers") -> list[str]:
    """Return the scripts of a folder and the ones below it."""
    root = pytester.path / folder
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.py"))


def test_script_of_a_failure(pytester: pytest.Pytester) -> None:
    """A script shows a failure without the kit, also of a clause that does not bind."""
    judge(pytester, "--impl=broken:Broken")
    scripts = {
        "surface.emit-returns-none.program.py": ["expected None returned", "actual   True"],
        "surface.emit-returns-none.py": [
            "expected `emit` returns None",
            "actual   it returns True",
        ],
    }
    assert written(pytester) == list(scripts)
    for script, printed in scripts.items():
        result = pytester.run(sys.executable, f"emitter-reproducers/{script}")
        assert (result.ret, result.outlines) == (1, printed)
    pytester.makepyfile(broken=CONFORMING + "Broken = EventEmitter\n")
    for script in scripts:
        assert pytester.run(sys.executable, f"emitter-reproducers/{script}").ret == 0
    judge(pytester, "--impl=broken_should:Broken", "--impl-reproducers=a/b")
    assert written(pytester, "a/b") == ["once.decorator-goes-through-once.py"]


def test_folder_of_scripts_is_no_package(pytester: pytest.Pytester) -> None:
    """A project without a list of its packages can be built after a run with failures."""
    judge(pytester, "--impl=broken:Broken")
    (folder,) = (path.name for path in pytester.path.iterdir() if [*path.glob("surface.*.py")])
    assert not folder.isidentifier()
    discovery = pytest.importorskip("setuptools.discovery")
    assert folder not in discovery.FlatLayoutPackageFinder.find(pytester.path)


@pytest.mark.parametrize("option", ["--impl=conforming", "--impl-reproducers="])
def test_no_script_is_written(pytester: pytest.Pytester, option: str) -> None:
    """Without a failure or with an empty folder no script is written; a verbose block has it."""
    candidate = "conforming" if option == "--impl=conforming" else "broken:Broken"
    options = {option, f"--impl={candidate}"}
    result = judge(pytester, *options)
    assert not (pytester.path / "emitter-reproducers").exists()
    result.stdout.no_fnmatch_line("*reproducer* in *")
    result.stdout.no_fnmatch_line("  script *")
    if candidate != "conforming":
        judge(pytester, *options, "-v").stdout.fnmatch_lines(
            [
                '  script    """surface.emit-returns-none: *',
                "            sys.exit(is_broken)",
            ]
        )


def test_script_in_a_verbose_block(pytester: pytest.Pytester) -> None:
    """A verbose block has the text of the script below its path."""
    result = judge(pytester, "--impl=broken:Broken", "-v")
    result.stdout.fnmatch_lines(
        [
            "  script    emitter-reproducers/surface.emit-returns-none.py",
            '            """surface.emit-returns-none: *',
            "            sys.exit(is_broken)",
        ]
    )


def test_scripts_of_several_candidates(pytester: pytest.Pytester) -> None:
    """Each of several candidates has a folder of scripts."""
    pytester.makepyfile(two=TWO)
    result = judge(pytester, "--impl=two:Broken", "--impl=two:Other", "--impl-reproducers=r")
    assert written(pytester, "r") == [
        "two-Broken/surface.emit-returns-none.program.py",
        "two-Broken/surface.emit-returns-none.py",
        "two-Other/surface.emit-returns-none.program.py",
        "two-Other/surface.emit-returns-none.py",
        "two-Other/surface.off-returns-none.py",
    ]
    result.stdout.fnmatch_lines(["5 reproducers in r"])


def test_folder_that_cannot_be_written_to(pytester: pytest.Pytester) -> None:
    """A folder that cannot be written is one line; block and verdict are complete."""
    pytester.makepyfile(two=TWO)
    (pytester.path / "emitter-reproducers").touch()
    result = judge(pytester, "--impl=two:Other")
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            '  script    """surface.emit-returns-none: *',
            '  script    """surface.off-returns-none: *',
            "reproducers could not be written to emitter-reproducers: *",
            "NOT CONFORMANT: surface.emit-returns-none, surface.off-returns-none",
        ]
    )


def test_folder_from_the_configuration(pytester: pytest.Pytester) -> None:
    """The option wins over the ini key."""
    pytester.makeini("[pytest]\nimpl_reproducers = a\n")
    judge(pytester, "--impl=broken:Broken")
    judge(pytester, "--impl=broken:Broken", "--impl-reproducers=b")
    assert written(pytester, "a") == written(pytester, "b") != []


def test_script_of_a_mended_failure_is_removed(pytester: pytest.Pytester) -> None:
    """Scripts go with their failures, when a whole run ends without these."""
    judge(pytester, "--impl=broken:Broken")
    check, program = "surface.emit-returns-none.py", "surface.emit-returns-none.program.py"
    assert written(pytester) == [program, check]
    pytester.makepyfile(broken=CONFORMING + "Broken = EventEmitter\n")
    folder = pytester.path / "emitter-reproducers"
    assert (folder / ".gitignore").read_text().splitlines()[-1] == "*"
    for chosen in ("fires_once", "emit_returns_none or every_program"):
        result = judge(pytester, "--impl=broken:Broken", "-k", chosen)
        assert written(pytester) == [program, check]
        result.stdout.no_fnmatch_line("*reproducer*")
    result = judge(pytester, "--impl=broken:Broken")
    assert not folder.exists()
    result.stdout.fnmatch_lines(["2 reproducers removed from emitter-reproducers, as mended"])


def test_script_of_another_failure_stays(pytester: pytest.Pytester) -> None:
    """A run says what it wrote and what it removed."""
    pytester.makepyfile(two=TWO)
    judge(pytester, "--impl=two:Other")
    pytester.makepyfile(two=TWO.replace("off", "offer"))
    result = judge(pytester, "--impl=two:Other")
    result.stdout.fnmatch_lines(["2 reproducers in emitter-reproducers; 1 removed, as mended"])
    names = ["surface.emit-returns-none.program.py", "surface.emit-returns-none.py"]
    assert written(pytester) == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "print('mine')\n",
        '"""surface.emit-returns-none: notes about the clause."""\n',
        b"\xff",
        "another candidate",
    ],
)
def test_file_of_the_user_stays(pytester: pytest.Pytester, text: str | bytes) -> None:
    """A file that is no script of the candidate stays, whatever its name."""
    path = pytester.path / "emitter-reproducers" / "surface.emit-returns-none.py"
    if text == "another candidate":
        judge(pytester, "--impl=broken:Broken")
    else:
        path.parent.mkdir()
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    before = path.read_bytes()
    judge(pytester, "--impl=conforming").stdout.no_fnmatch_line("*reproducer*")
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="a link needs rights elsewhere")
def test_link_to_a_script_stays(pytester: pytest.Pytester) -> None:
    """A link that the user made to a script stays, and so does the script."""
    judge(pytester, "--impl=broken:Broken", "--impl-reproducers=kept")
    path = pytester.path / "emitter-reproducers" / "surface.emit-returns-none.py"
    path.parent.mkdir()
    path.symlink_to(pytester.path / "kept" / path.name)
    pytester.makepyfile(broken=CONFORMING + "Broken = EventEmitter\n")
    judge(pytester, "--impl=broken:Broken")
    assert path.is_symlink()
    assert path.exists()


@pytest.mark.measured
def test_scripts_of_workers(pytester: pytest.Pytester) -> None:
    """The process that prints the verdict of several workers writes the scripts."""
    pytest.importorskip("xdist")
    result = pytester.runpytest_subprocess(*PLUGINS, "-n2", "--impl=broken:Broken")
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        ["  script    emitter-reproducers/surface.*", "2 reproducers in emitter-reproducers"]
    )
    assert len(written(pytester)) == 2


@pytest.mark.every_pair
def test_draft_decides_for_those_who_ask(pytester: pytest.Pytester) -> None:
    """What only a draft has is observed, and a failure with a script where the draft decides."""
    result = judge(pytester, "--impl=conforming", "-v", "-k", "is_cut or original_cancels")
    assert result.ret == 0
    result.stdout.fnmatch_lines(["once.is-cut  *not as in next, a draft", "NO VERDICT: *"])
    result.assert_outcomes(passed=2, deselected=TOTAL - 2)
    assert written(pytester) == []
    result = judge(pytester, "--impl=conforming", "--impl-edition=next")
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "*again *--impl-edition=next -k is_cut",
            "conforms to 1.0; conforms to 1.2; next (draft): no, 2 clauses",
            "NOT CONFORMANT: once.is-cut, once.original-cancels",
        ]
    )
    assert "once.is-cut.py" in written(pytester)


def test_clause_of_the_other_edition_has_no_script(pytester: pytest.Pytester) -> None:
    """A clause broken only in the other edition has no script."""
    pytester.makepyfile(
        backwards=CONFORMING
        + "class Backwards(EventEmitter[Event]):\n"
        + "    def emit(self, event, *args):\n"
        + "        self._callbacks = {\n"
        + "            key: dict(reversed(list(value.items())))\n"
        + "            for key, value in self._callbacks.items()\n"
        + "        }\n"
        + "        super().emit(event, *args)\n"
    )
    result = judge(pytester, "--impl=backwards:Backwards")
    result.stdout.fnmatch_lines(["conforms to 1.0; does not conform to 1.2*"])
    assert not [name for name in written(pytester) if name.startswith("emission.order")]
