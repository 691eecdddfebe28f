"""A run writes reports, waived clauses, a comparison of several candidates, and JUnit."""

from __future__ import annotations

import datetime
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import counts
import pytest

CONFORMING = "from emitter_reference.emitter import Event, EventEmitter\n"
BROKEN = CONFORMING + (
    "class Broken(EventEmitter[Event]):\n"
    "    def emit(self, event, *args):\n"
    "        super().emit(event, *args)\n"
    "        return True\n"
)
CLAUSE = "surface.emit-returns-none"
WAIVER = f'[[waivers]]\nclause = "{CLAUSE}"\nreason = "until 2.0"\n'
PLUGINS = ["-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:asyncio"]
FEW = ["--impl-depth=2", "--impl-programs=20"]


@pytest.fixture(autouse=True)
def _project(pytester: pytest.Pytester) -> None:
    """Make the user's project."""
    pytester.makepyfile(conforming=CONFORMING, broken=BROKEN)
    Path("waivers.toml").write_text(WAIVER, encoding="utf-8")


def judge(pytester: pytest.Pytester, *args: str) -> pytest.RunResult:
    """Run pytest in this process, without plugins of others."""
    return pytester.runpytest_inprocess(*PLUGINS, *FEW, *args)


def saved(name: str = "report.json") -> dict[str, Any]:
    """Return the verdict of a saved report."""
    (told,) = json.loads(Path(name).read_text(encoding="utf-8"))["verdicts"]
    assert isinstance(told, dict)
    return told


# Reports


def test_reports_are_written(pytester: pytest.Pytester) -> None:
    """Each option writes a report, in folders that are made."""
    names = ["report.json", "out/report.md", "out/report.txt", "badge.svg"]
    result = judge(pytester, "--impl=conforming", *[f"--impl-report={name}" for name in names])
    assert result.ret == 0
    result.stdout.fnmatch_lines([f"report: {name}" for name in names])
    assert all(Path(name).is_file() for name in names)


def test_report_names_come_from_the_configuration(pytester: pytest.Pytester) -> None:
    """The ini key names reports as the option does."""
    pytester.makeini("[pytest]\nimpl_report =\n    a.json\n    b.txt\n")
    judge(pytester, "--impl=conforming")
    assert Path("a.json").is_file()
    assert Path("b.txt").is_file()


def test_report_of_a_broken_candidate(pytester: pytest.Pytester) -> None:
    """The report of a failure has a script, and paths relative to the folder."""
    raising = CONFORMING + (
        "class Raising(EventEmitter[Event]):\n"
        "    def emit(self, event, *args):\n"
        "        raise KeyError(event)\n"
    )
    pytester.makepyfile(raising=raising)
    judge(pytester, "--impl=raising:Raising", "--impl-report=report.json")
    broken = [each for each in saved()["results"] if each["outcome"] == "broken"]
    assert all("import" in each["failure"]["script"] for each in broken)
    assert any(each["failure"]["where"] == "raising.py:4 in emit" for each in broken)
    assert all(each["seconds"] > 0 for each in broken)


def test_report_of_a_narrowed_run(pytester: pytest.Pytester) -> None:
    """Deselected clauses are in the report, with the reason."""
    judge(pytester, "--impl=conforming", "-k", CLAUSE, "--impl-report=report.json")
    told = saved()
    assert told["ruling"] == "NO VERDICT"
    reasons = {each["reason"] for each in told["results"] if each["outcome"] == "not run"}
    assert reasons == {
        "left out by the user",
        "mypy is not installed",
        "livekit-agents is not installed",
    }


def test_no_badge_of_a_waived_verdict(pytester: pytest.Pytester) -> None:
    """A waived verdict stays green without a badge, and a line says why."""
    options = ["--impl-waivers=waivers.toml", "--impl-report=badge.svg"]
    result = judge(pytester, "--impl=broken:Broken", *options)
    assert result.ret == 0
    result.stdout.fnmatch_lines(
        ["no report badge.svg: only a complete verdict without waivers has a badge"]
    )
    assert not Path("badge.svg").exists()


@pytest.mark.parametrize(
    ("option", "name"),
    [
        ("--impl-report=late/report.txt", "report late/report.txt"),
        ("--impl-saved=late/report.json", "the report for the command"),
    ],
)
def test_report_that_cannot_be_written_at_the_end(
    pytester: pytest.Pytester, option: str, name: str
) -> None:
    """With an unwritten report the verdict is printed and the run is red."""
    pytester.makeconftest(
        "import pathlib\n"
        "def pytest_collection_finish():\n"
        "    pathlib.Path('late').write_text('a file')\n"
    )
    result = judge(pytester, "--impl=conforming", option)
    assert result.ret == 4
    result.stdout.fnmatch_lines(
        ["CONFORMANT: edition 1.0", f"NOT WRITTEN: {name} cannot be written: *"]
    )


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--impl-report=report.pdf"], "*report.pdf: not a format; end it with *"),
        (
            ["--impl=conforming", "--impl-report=b.svg"],
            "*b.svg: a badge tells about one candidate*",
        ),
        (["--impl-waivers=missing.toml"], "*missing.toml: cannot be read: No such file*"),
        (["--impl-waivers=broken.py"], "*broken.py: is not TOML: *"),
    ],
)
def test_mistake_is_one_line(pytester: pytest.Pytester, options: list[str], line: str) -> None:
    """A user error is one line with exit code 4 before anything runs."""
    result = judge(pytester, "--impl=broken:Broken", *options)
    assert result.ret == 4
    result.stderr.fnmatch_lines([f"ERROR: {line}"])
    assert len(result.stderr.lines) == 2  # and a blank one


@pytest.mark.parametrize("option", ["report", "waivers", "programs", "depth", "seed"])
def test_option_without_a_candidate(pytester: pytest.Pytester, option: str) -> None:
    """An option without a candidate is refused, as `--impl` was forgotten."""
    result = pytester.runpytest_inprocess(*PLUGINS, f"--impl-{option}=report.json")
    assert result.ret == 4
    result.stderr.fnmatch_lines([f"ERROR: --impl-{option} needs a candidate: *"])


# Waivers


def test_waived_clause(pytester: pytest.Pytester) -> None:
    """A waived clause is shown with its reason, and the ruling is WAIVED."""
    result = judge(pytester, "--impl=broken:Broken", "--impl-waivers=waivers.toml", "-v")
    assert result.ret == 0
    result.stdout.fnmatch_lines(
        [
            "*::test_emit_returns_none WAIVED*",
            "*::test_every_program PASSED*",
            "*waived clauses)",
            f"waived: {CLAUSE}: until 2.0",
            "WAIVED: edition 1.0, conforms except for 1 waived clause:",
            f"  {CLAUSE}",
            f"*{counts.RUN} passed, 1 waived*",
        ]
    )
    result.stdout.no_fnmatch_line("CONFORMANT*")


def test_waivers_of_the_project(pytester: pytest.Pytester) -> None:
    """`pyproject.toml` is read without an option; an empty option ignores it."""
    text = WAIVER.replace("[[", "[[tool.emitter-conformance.")
    Path("pyproject.toml").write_text(text, encoding="utf-8")
    assert judge(pytester, "--impl=broken:Broken").ret == 0
    assert judge(pytester, "--impl=broken:Broken", "--impl-waivers=").ret == 1


def test_waivers_named_in_the_configuration(pytester: pytest.Pytester) -> None:
    """The ini key names a file of waivers as the option does."""
    pytester.makeini("[pytest]\nimpl_waivers = waivers.toml\n")
    assert judge(pytester, "--impl=broken:Broken").ret == 0


@pytest.mark.parametrize(
    ("candidate", "more", "lines"),
    [
        ("conforming", "", ["*kept; remove*", "OUTDATED WAIVERS: 1 to change"]),
        (
            "broken:Broken",
            "expires = 2020-01-31",
            ["*it expired on*2020-01-31*", f"NOT CONFORMANT: {CLAUSE}"],
        ),
        (
            "broken:Broken",
            'actual = "it returns 1"',
            ["*it is for 'it returns 1', the*", f"NOT CONFORMANT: {CLAUSE}"],
        ),
        (
            "broken:Broken",
            'candidate = "broken:Brokn"',
            [
                "1 waiver for 'broken:Brokn', which is not judged here (did you mean",
                "  'broken:Broken'?[)]",
                f"NOT CONFORMANT: {CLAUSE}",
            ],
        ),
    ],
)
def test_waiver_that_does_not_hold(
    pytester: pytest.Pytester, candidate: str, more: str, lines: list[str]
) -> None:
    """An outdated waiver makes the run red, with what to change."""
    Path("waivers.toml").write_text(WAIVER + more, encoding="utf-8")
    result = judge(pytester, f"--impl={candidate}", "--impl-waivers=waivers.toml")
    assert result.ret == 1
    result.stdout.fnmatch_lines(lines)


def test_waiver_that_expires_soon(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A green run names the waivers whose last day is near, and GitHub shows a warning."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    last = datetime.datetime.now(datetime.timezone.utc).date() + datetime.timedelta(days=3)
    Path("waivers.toml").write_text(f"{WAIVER}expires = {last}\n", encoding="utf-8")
    result = judge(pytester, "--impl=broken:Broken", "--impl-waivers=waivers.toml")
    assert result.ret == 0
    words = f"waivers that expire within 14 days: {CLAUSE} on {last};"
    result.stdout.fnmatch_lines([f"::warning title=waivers::{words}*", f"{words}*", "WAIVED: *"])
    Path("waivers.toml").write_text(
        f'{WAIVER}expires = {last}\ncandidate = "other"\n', encoding="utf-8"
    )
    result = judge(pytester, "--impl=conforming", "--impl-waivers=waivers.toml")
    result.stdout.no_fnmatch_line("*waivers that expire*")


def test_waivers_without_effect(pytester: pytest.Pytester) -> None:
    """Waivers for other candidates and of clauses that do not bind are listed."""
    other, should = "once.fires-once", "once.is-not-cut"
    text = "".join(
        f'[[waivers]]\nclause = "{clause}"\nreason = "r"\ncandidate = "{candidate}"\n'
        for clause, candidate in ((CLAUSE, "other"), (other, "other"), (should, "conforming"))
    )
    Path("waivers.toml").write_text(text, encoding="utf-8")
    options = ["--impl-waivers=waivers.toml", "--impl-depth=1", "--impl-programs=0"]
    result = judge(pytester, "--impl=conforming", *options, "--impl-seed=3")
    result.stdout.fnmatch_lines(
        [
            "2 waivers for 'other', which is not judged here",
            f"waived without effect here, as they do not bind: {should}",
            "--impl-seed: no effect here, there are no random programs",
        ]
    )


def test_waived_clause_hides_no_other(pytester: pytest.Pytester) -> None:
    """The search for programs continues after a waived clause."""
    pytester.makepyfile(
        both=CONFORMING
        + "class Both(EventEmitter[Event]):\n"
        + "    emissions = 0\n"
        + "    def emit(self, event, *args):\n"
        + "        self.emissions += 1\n"
        + "        if self.emissions < 2:\n"
        + "            super().emit(event, *args)\n"
        + "        return True\n"
    )
    result = judge(pytester, "--impl=both:Both", "--impl-waivers=waivers.toml", "--impl-depth=3")
    assert result.ret == 1
    result.stdout.fnmatch_lines(["programs: number * breaks emission.*"])


# Several candidates


@pytest.mark.every_pair
def test_several_candidates_are_compared(pytester: pytest.Pytester) -> None:
    """Several candidates have a line each, and one report."""
    result = judge(
        pytester, "--impl=conforming", "--impl=broken:Broken", "--impl-report=report.json"
    )
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "+ ...orming:EventEmitter *   .   .   .*",
            "x broken:Broken *   1   .   .*",
            f"broken by broken:Broken: {CLAUSE}",
            f"kept by all: {counts.RUN - 1 - len(counts.DRAFTED)} clauses",
            f"done unlike a draft in all: {', '.join(counts.DRAFTED)}",
        ]
    )
    assert len(json.loads(Path("report.json").read_text(encoding="utf-8"))["verdicts"]) == 2


def test_waiver_of_one_of_several(pytester: pytest.Pytester) -> None:
    """A waiver may name one of several candidates."""
    Path("waivers.toml").write_text(WAIVER + 'candidate = "broken:Broken"', encoding="utf-8")
    options = ["--impl=conforming", "--impl=broken:Broken", "--impl-waivers=waivers.toml"]
    result = judge(pytester, *options)
    assert result.ret == 0
    result.stdout.fnmatch_lines(
        ["CONFORMANT: *", "WAIVED: *", f"waived by broken:Broken: {CLAUSE}"]
    )


# Hangs, and processes of their own

HANGING = CONFORMING + (
    "class Hanging(EventEmitter[Event]):\n"
    "    def off(self, event, callback):\n"
    "        while callback is None: pass\n"
    "        super().off(event, callback)\n"
)
IN_OPEN = CONFORMING + (
    "class Hanging(EventEmitter[Event]):\n    def __copy__(self):\n        while True: pass\n"
)


@pytest.mark.every_pair
@pytest.mark.parametrize("isolate", [[], ["--impl-isolate"]])
def test_hang_costs_one_clause(pytester: pytest.Pytester, isolate: list[str]) -> None:
    """A clause that hangs is reported with its place, and the others are judged."""
    pytester.makepyfile(hanging=HANGING)
    options = ["--impl-timeout=4", "--impl-report=report.json", *isolate]
    result = judge(pytester, "--impl=hanging:Hanging", *options)
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "removal.none-removes-nothing  MUST *",
            "  expected  an end within 4 s",
            "  actual    no end",
            "  raised at hanging.py:4 in off",
            "  script    emitter-reproducers/removal.none-removes-nothing.py",
            f"MUST {counts.MUST - 1}/{counts.MUST}   *",
            "NOT CONFORMANT: removal.none-removes-nothing",
        ]
    )
    outcomes = {each["clause"]: each["outcome"] for each in saved()["results"]}
    assert outcomes.pop("removal.none-removes-nothing") == "timeout"
    assert [outcomes.pop(clause) for clause in counts.DRAFTED] == ["broken", "broken"]
    assert set(outcomes.values()) == {"kept", "not run", "not asked"}  # what is optional


def test_script_of_a_hang_ends(pytester: pytest.Pytester) -> None:
    """The script of a hang ends with exit code 1 after a time."""
    pytester.makepyfile(hanging=HANGING)
    judge(pytester, "--impl=hanging:Hanging", "--impl-timeout=1")
    result = pytester.runpython(Path("emitter-reproducers/removal.none-removes-nothing.py"))
    assert result.ret == 1
    result.stderr.fnmatch_lines(["Timeout *", '*hanging.py", line 4 in off'])


def test_hang_in_an_open_clause_is_not_green(pytester: pytest.Pytester) -> None:
    """An open clause whose check hangs makes the verdict incomplete."""
    pytester.makepyfile(hanging=IN_OPEN)
    result = judge(pytester, "--impl=hanging:Hanging", "--impl-timeout=4")
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        ["open.copies  MAY *", "INCOMPLETE: 1 clause did not end (open.copies)"]
    )


@pytest.mark.parametrize("isolate", [[], ["--impl-isolate"]])
def test_program_that_does_not_end(pytester: pytest.Pytester, isolate: list[str]) -> None:
    """A program that hangs is shown, and the verdict is incomplete."""
    pytester.makepyfile(
        hanging=CONFORMING
        + "import inspect\n"
        + "class Hanging(EventEmitter[Event]):\n"
        + "    def on(self, event, callback=None):\n"
        + "        while 'play' in inspect.getclosurevars(on_or(callback)).nonlocals: pass\n"
        + "        return super().on(event, callback)\n"
        + "def on_or(callback):\n"
        + "    return callback if inspect.isfunction(callback) else on_or\n"
    )
    result = judge(pytester, "--impl=hanging:Hanging", "--impl-timeout=4", *isolate)
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "programs  hanging:Hanging",
            '*emitter.on("joined", f)',
            "  expected  every program ends within 4 s",
            "  actual    no end",
            "programs: at number 2: no end*",
            "INCOMPLETE: programs did not end",
        ]
    )


def test_process_that_exits_costs_one_clause(pytester: pytest.Pytester) -> None:
    """An isolated process that exits costs one clause."""
    pytester.makepyfile(
        leaving=CONFORMING
        + "import os\n"
        + "class Leaving(EventEmitter[Event]):\n"
        + "    def off(self, event, callback):\n"
        + "        if callback is None: os._exit(0)\n"
        + "        super().off(event, callback)\n"
    )
    result = judge(pytester, "--impl=leaving:Leaving", "--impl-isolate")
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "  actual    the process ended with exit code 0",
            f"MUST {counts.MUST - 1}/{counts.MUST}  *",
        ]
    )


def test_isolated_candidate_that_cannot_be_judged(pytester: pytest.Pytester) -> None:
    """An isolated candidate that cannot be judged is one line."""
    result = judge(pytester, "--impl=conformin", "--impl-isolate")
    assert result.ret == 4
    result.stderr.fnmatch_lines(["ERROR: --impl=conformin: *(did you mean 'conforming'?)*"])


def test_import_that_does_not_end(pytester: pytest.Pytester) -> None:
    """An import that hangs is ended."""
    pytester.makepyfile(hanging="while True: pass\n")
    result = judge(pytester, "--impl=hanging", "--impl-timeout=1")
    assert result.ret == 4
    result.stderr.fnmatch_lines(
        ["ERROR: --impl=hanging: importing it did not end within 1 s (*hanging.py:1 in <module>)"]
    )


@pytest.mark.parametrize("given", ["soon", "-1", "inf", "nan"])
def test_timeout_that_is_none(pytester: pytest.Pytester, given: str) -> None:
    """An invalid timeout is refused in one line."""
    result = judge(pytester, "--impl=conforming", f"--impl-timeout={given}")
    assert result.ret == 4
    result.stderr.fnmatch_lines([f"ERROR: --impl-timeout={given}: not a number of seconds"])


# JUnit


def test_junit(pytester: pytest.Pytester) -> None:
    """Test cases in JUnit have clause, level and edition as properties."""
    judge(pytester, "--impl=broken:Broken", "--junitxml=junit.xml")
    cases = {}
    for case in ET.parse("junit.xml").iter("testcase"):
        told = {each.attrib["name"]: each.attrib["value"] for each in case.iter("property")}
        cases[told.get("clause", "programs")] = (told, case)
    told, case = cases[CLAUSE]
    assert told == {
        "candidate": "broken:Broken",
        "clause": CLAUSE,
        "level": "MUST",
        "edition": "1.0",
        "editions": "1.0 1.2 next",
    }
    assert "An emission that raises nothing MUST return None." in "".join(case.itertext())
    assert [case.get("name") for _, case in cases.values()] == [*cases]
    assert len(cases) == counts.RUN + 1
