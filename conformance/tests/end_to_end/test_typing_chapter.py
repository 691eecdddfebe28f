"""The clauses about types are judged, left out, broken or lost, and no other clause with them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import counts
import pytest
from emitter_conformance.cli.waive import _needed
from emitter_conformance.reports import ReportError, saved, sentences
from emitter_conformance.reports.comparison import Incomparable, compare, lines
from emitter_conformance.typecheck.examiner import PACKAGE
from emitter_conformance.typecheck.mypy_process import Checker
from emitter_conformance.verdict.verdict import Outcome, Result, Ruling, Verdict
from emitter_conformance.verdict.waivers import Waiver
from emitter_spec import Level
from fake_mypy import CRASHING, HANGING, KNOWING, SILENT, UNSEEING, put
from verdicts import FAILURE, SPECIFICATION, STRICT, TYPED, report, verdict

pytestmark = pytest.mark.mypy

CLAUSES = [clause for clause in SPECIFICATION if clause.needs == PACKAGE]
NUMBER = len(CLAUSES)
BEFORE = counts.SHOULD
CONFORMING = "from emitter_reference.emitter import Event, EventEmitter\n"
PLUGINS = ["-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:asyncio"]
FEW = ["--impl-depth=1", "--impl-programs=0"]
MISSING = f"typing: {NUMBER} not run, mypy is not installed (optional)"
OFF = f"typing: {NUMBER} not run, typing is off (optional)"
KEPT = f"typing: {NUMBER}/{NUMBER} (optional)"
ALL = f"MUST * SHOULD {BEFORE + NUMBER}/{BEFORE + NUMBER}* not run 0"
REST = f"MUST * SHOULD {BEFORE}/{BEFORE}* not run 0"
STRICTLY = "CONFORMANT: edition 1.0, strict"
ON = "--impl-typing=on"


@pytest.fixture(autouse=True)
def _project(pytester: pytest.Pytester) -> None:
    """Make the user's project."""
    pytester.makepyfile(conforming=CONFORMING)


def judge(
    pytester: pytest.Pytester, *args: str, impl: str = "--impl=conforming"
) -> pytest.RunResult:
    """Run pytest in this process, strict."""
    return pytester.runpytest_inprocess(*PLUGINS, *FEW, impl, "--impl-strict", *args)


def hide(monkeypatch: pytest.MonkeyPatch, without_mypy: Path) -> None:
    """Hide mypy from all processes."""
    monkeypatch.setattr(sys, "path", [str(without_mypy), *sys.path])
    monkeypatch.setenv("PYTHONPATH", str(without_mypy))
    for name in [name for name in sys.modules if name.partition(".")[0] == "mypy"]:
        monkeypatch.delitem(sys.modules, name)


# Left out


def test_without_mypy(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, without_mypy: Path
) -> None:
    """Without mypy a strict verdict is complete, and one line names the chapter left out."""
    hide(monkeypatch, without_mypy)
    monkeypatch.setattr("emitter_conformance.typecheck.examiner.Checker", None)
    result = judge(pytester)
    assert result.ret == 0
    result.stdout.fnmatch_lines([REST, MISSING, "conforms to 1.0; conforms to 1.2; *", STRICTLY])
    result.stdout.no_fnmatch_line("*skipped*")


def test_without_mypy_in_every_report(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, without_mypy: Path
) -> None:
    """Text, Markdown and HTML have the same line; JSON has a reason for each clause."""
    hide(monkeypatch, without_mypy)
    names = ["report.txt", "report.md", "report.html", "report.json"]
    judge(pytester, *[f"--impl-report={name}" for name in names])
    texts = [Path(name).read_text(encoding="utf-8") for name in names]
    assert MISSING in texts[0]
    assert f"- {MISSING}" in texts[1]
    assert f"{MISSING}." in texts[2]
    (told,) = json.loads(texts[3])["verdicts"]
    assert told["ruling"] == "CONFORMANT"
    assert told["conforms"] == {"1.0": True, "1.2": True, "next": False}
    rows = [row for row in told["results"] if row["left_out"]]
    assert [row["clause"] for row in rows] == [each.id for each in SPECIFICATION if each.needs]
    assert {(row["outcome"], row["reason"]) for row in rows[:NUMBER]} == {
        ("not run", "mypy is not installed")
    }
    rendered = saved.load(Path("report.json"), SPECIFICATION)
    assert rendered.verdicts[0].ruling is Ruling.CONFORMANT


def test_chosen_alone_without_mypy(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, without_mypy: Path
) -> None:
    """The chapter alone without mypy runs nothing, with the reason."""
    hide(monkeypatch, without_mypy)
    result = judge(pytester, "-k", "test_typing")
    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED
    result.stdout.fnmatch_lines([MISSING, "NO VERDICT: the run was narrowed, *"])


@pytest.mark.parametrize("is_in_ini", [False, True])
def test_demanded_without_mypy(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    without_mypy: Path,
    is_in_ini: bool,
) -> None:
    """A demanded chapter without mypy makes the verdict incomplete, with the reason."""
    hide(monkeypatch, without_mypy)
    if is_in_ini:
        pytester.makeini("[pytest]\nimpl_typing = on\n")
    result = judge(pytester, *([] if is_in_ini else [ON]))
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            f"{NUMBER} clauses not run: mypy is not installed",
            f"INCOMPLETE: {NUMBER} clauses did not run (typing.*",
        ]
    )


@pytest.mark.parametrize("is_in_ini", [False, True])
def test_off(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    is_in_ini: bool,
) -> None:
    """The chapter can be switched off by option or configuration; mypy is not started."""
    put(monkeypatch, tmp_path, KNOWING)
    monkeypatch.setattr("emitter_conformance.typecheck.examiner.Checker", None)
    if is_in_ini:
        pytester.makeini("[pytest]\nimpl_typing = off\n")
    result = judge(pytester, *([] if is_in_ini else ["--impl-typing=off"]))
    assert result.ret == 0
    result.stdout.fnmatch_lines([REST, OFF, STRICTLY])


def test_option_is_on_off_or_auto(pytester: pytest.Pytester) -> None:
    """Another value, and the option without a candidate, are refused."""
    result = judge(pytester, "--impl-typing=strict")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: --impl-typing=strict: not one of on, off, auto"])
    result = pytester.runpytest_inprocess(*PLUGINS, "--impl-typing=off")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: --impl-typing needs a candidate*"])


def test_factory_is_not_asked(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A factory is not asked about types."""
    put(monkeypatch, tmp_path, KNOWING)
    monkeypatch.setattr("emitter_conformance.typecheck.examiner.Checker", None)
    pytester.makepyfile(made=f"{CONFORMING}def make():\n    return EventEmitter()\n")
    result = judge(pytester, impl="--impl=made:make")
    assert result.ret == 0
    result.stdout.fnmatch_lines(["not asked of a factory: *", STRICTLY])
    result.stdout.no_fnmatch_line("typing: *")


def test_candidate_without_a_name(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A file whose name is no module name is not asked about types."""
    put(monkeypatch, tmp_path, KNOWING)
    Path("my-emitter.py").write_text(CONFORMING, encoding="utf-8")
    result = judge(pytester, impl="--impl=my-emitter.py")
    assert result.ret == 0
    result.stdout.fnmatch_lines([REST, f"typing: {NUMBER} not run, no program can *", STRICTLY])


def test_class_that_mypy_does_not_see(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The clauses are skipped for a class made at run time, with the reason."""
    put(monkeypatch, tmp_path, UNSEEING)
    result = judge(pytester, "-rs")
    assert result.ret == 0
    reason = "mypy does not see the class: Variable is not valid as a type"
    result.stdout.fnmatch_lines([REST, f"typing: {NUMBER} not run, {reason}*"])
    result.stdout.fnmatch_lines([f"SKIPPED*{reason}", STRICTLY, f"*, {NUMBER} skipped *"])
    result = judge(pytester, ON)
    assert result.ret == 1
    result.stdout.fnmatch_lines([f"INCOMPLETE: {NUMBER} clauses did not run (typing.*"])


# Judged


@pytest.mark.parametrize("options", [[], ["--impl-isolate"], ["-n2"], ["-n2", "--impl-isolate"]])
def test_conforming(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    options: list[str],
) -> None:
    """Clauses about types are kept in every engine, and count where the chapter is demanded."""
    if "-n2" in options:
        pytest.importorskip("xdist")
    put(monkeypatch, tmp_path, KNOWING)
    run = pytester.runpytest_subprocess if options else pytester.runpytest_inprocess
    result = run(*PLUGINS, *FEW, "--impl=conforming", "--impl-strict", *options)
    assert result.ret == 0
    result.stdout.fnmatch_lines([REST, KEPT, STRICTLY])
    result = run(*PLUGINS, *FEW, "--impl=conforming", "--impl-strict", ON, *options)
    assert result.ret == 0
    result.stdout.fnmatch_lines([ALL, f"{STRICTLY}, typing"])
    result.stdout.no_fnmatch_line("typing: *")


def test_broken(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A line that is not refused breaks its clause, with a block and a script."""
    put(monkeypatch, tmp_path, SILENT)
    result = judge(pytester, ON, "-k", "callbacks_are_callable")
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "typing.callbacks-are-callable  SHOULD *conforming:EventEmitter",
            "  steps     from conforming import EventEmitter",
            '            emitter.on("joined", 5)',
            '  expected  mypy refuses the arguments of emitter.on("joined", 5)',
            "  actual    no error",
            "  hint      Annotate the callback *",
            "  again     pytest --impl=conforming --impl-strict --impl-typing=on *callable",
            "  script    emitter-reproducers/typing.callbacks-are-callable.py",
        ]
    )


def test_broken_binds_only_on_demand(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A broken clause about types decides only where the chapter is demanded."""
    put(monkeypatch, tmp_path, SILENT)
    result = judge(pytester, ON)
    assert result.ret == 1
    result.stdout.fnmatch_lines(["NOT CONFORMANT: typing.*"])
    result = judge(pytester)
    assert result.ret == 0
    result.stdout.fnmatch_lines([REST, "typing: * (optional): broken: typing.*", STRICTLY])
    result = pytester.runpytest_inprocess(*PLUGINS, *FEW, "--impl=conforming", ON)
    assert result.ret == 0
    result.stdout.fnmatch_lines(["SHOULD broken: typing.*", "CONFORMANT: edition 1.0, typing"])


def test_several_candidates(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each of several candidates has a mypy of its own, unless it has no name."""
    put(monkeypatch, tmp_path, KNOWING)
    pytester.makepyfile(other=CONFORMING, third=CONFORMING)
    Path("my-emitter.py").write_text(CONFORMING, encoding="utf-8")
    pytester.makeconftest(
        "def pytest_collection_modifyitems(items):\n"
        "    items.sort(key=lambda item: 'third' not in item.name)\n"
    )
    names = ["my-emitter.py", "conforming", "other", "third"]
    result = judge(pytester, *[f"--impl={name}" for name in names[1:]], impl=f"--impl={names[0]}")
    assert result.ret == 0
    result.stdout.fnmatch_lines(["my-emitter.py:EventEmitter *", REST, STRICTLY])
    for name in names[1:]:
        result.stdout.fnmatch_lines([f"{name}:EventEmitter *", REST, KEPT, STRICTLY])


def test_cache_is_kept_where_pytest_keeps_its_own(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The cache of mypy is in pytest's, where the next run finds it."""
    put(monkeypatch, tmp_path, KNOWING)
    seen: list[Path | None] = []

    class Spy(Checker):
        def __init__(self, *args: object) -> None:
            seen.append(args[-1])  # type: ignore[arg-type]
            super().__init__(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("emitter_conformance.typecheck.examiner.Checker", Spy)
    options = ["--impl=conforming", "-k", "callbacks_are_callable"]
    for more in ([], ["-p", "no:cacheprovider"], ["-o", "cache_dir=conforming.py/no"]):
        pytester.runpytest_inprocess("-p", "no:randomly", "-p", "no:asyncio", *options, *more)
    kept = Path(".pytest_cache", "d", "emitter-conformance-mypy").resolve()
    assert seen == [kept, None, None]


def test_collection_alone_begins_nothing(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A collection alone does not start mypy."""
    put(monkeypatch, tmp_path, KNOWING)
    monkeypatch.setattr("emitter_conformance.typecheck.examiner.Checker", None)
    assert judge(pytester, "--collect-only").ret == 0
    assert judge(pytester, "-k", "fires_once").ret == 0


# Lost


@pytest.mark.parametrize(
    ("main", "reason"),
    [
        (CRASHING, "mypy ended with exit code 2: program.py: error: INTERNAL ERROR"),
        (HANGING, "mypy did not end within 0.5 s"),
    ],
)
def test_mypy_that_does_not_come_to_its_end(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    main: str,
    reason: str,
) -> None:
    """A mypy that fails makes only a verdict that demands the chapter incomplete."""
    put(monkeypatch, tmp_path, main)
    monkeypatch.setattr("emitter_conformance.typecheck.examiner.PATIENCE", 0.05)
    result = judge(pytester)
    assert result.ret == 0
    result.stdout.fnmatch_lines([f"typing: {NUMBER} not run, {reason[:40]}*", STRICTLY])
    result = pytester.runpytest_inprocess(*PLUGINS, *FEW, "--impl=conforming", ON)
    assert result.ret == 1
    result.stdout.fnmatch_lines([f"{NUMBER} clauses not run: {reason[:40]}*"])
    result.stdout.fnmatch_lines([f"INCOMPLETE: {NUMBER} clauses did not run (typing.*"])


# No other clause is left out


@pytest.mark.parametrize(
    "clause", [each for each in SPECIFICATION if not each.needs], ids=lambda clause: clause.id
)
def test_no_other_clause_can_be_left_out(clause: object) -> None:
    """A clause of no optional chapter cannot be left out by a result or a report."""
    with pytest.raises(ValueError, match="as left out"):
        Result(clause, Outcome.NOT_RUN, reason="left out", left_out=True)  # type: ignore[arg-type]


def test_clause_that_was_judged_is_not_left_out() -> None:
    """A judged clause of an optional chapter is not left out."""
    for outcome in Outcome:
        if outcome is not Outcome.NOT_RUN:
            with pytest.raises(ValueError, match="as left out"):
                Result(CLAUSES[0], outcome, left_out=True)


def test_lost_clause_is_missed() -> None:
    """A lost clause makes a verdict incomplete unless its chapter is optional."""
    for missing in ("once.fires-once", CLAUSES[0].id):
        incomplete = verdict(missing=missing, terms=TYPED)
        assert incomplete.ruling is Ruling.INCOMPLETE
        assert [clause.id for clause in incomplete.untried()] == [missing]
    assert verdict(missing=CLAUSES[0].id, terms=STRICT).ruling is Ruling.CONFORMANT


def test_report_that_leaves_out_another_clause_is_refused(tmp_path: Path) -> None:
    """An edited report that leaves out another clause is refused."""
    data = json.loads(saved.render(report(verdict(missing="once.fires-once")), SPECIFICATION))
    for row in data["verdicts"][0]["results"]:
        row["left_out"] = row["outcome"] == "not run"
    path = tmp_path / "report.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ReportError, match="as left out"):
        saved.load(path, SPECIFICATION)


def without(*clauses: object, reason: str = "mypy is not installed") -> list[Result]:
    """Return the results of clauses that are left out."""
    return [
        Result(clause, Outcome.NOT_RUN, reason=reason, left_out=True)  # type: ignore[arg-type]
        for clause in clauses
    ]


def test_left_out_clauses_do_not_count() -> None:
    """Clauses left out are in no count, and a line names them."""
    complete = verdict(terms=STRICT, others=without(*CLAUSES))
    assert complete.ruling is Ruling.CONFORMANT
    _, should, _, not_run = sentences.counts(complete)
    assert (should, not_run) == (f"SHOULD {BEFORE}/{BEFORE}", "not run 0")
    assert sentences.optional(complete)[0] == MISSING
    assert MISSING in sentences.account(complete, SPECIFICATION)


def test_comparison_with_a_run_without_mypy() -> None:
    """A clause left out before or after makes a verdict no worse."""
    clause = CLAUSES[0].id
    whole, less = verdict(terms=STRICT), verdict(terms=STRICT, others=without(CLAUSES[0]))
    assert compared(less, verdict(clause, terms=STRICT)) == [
        f"different: {clause}  SHOULD (not binding): not run, then broken",
        "  (the earlier verdict left it out: mypy is not installed)",
        f"  after   {FAILURE.actual}",
        "NO WORSE",
    ]
    assert compared(less, less) == ["NO WORSE"]
    assert compared(whole, less) == [
        f"worse: {clause}  SHOULD (not binding): kept, then not run",
        "NO WORSE",
    ]


def test_comparison_of_verdicts_that_demand_the_chapter() -> None:
    """Verdicts with and without a demanded chapter are incomparable."""
    clause, whole = CLAUSES[0].id, verdict(terms=TYPED)
    assert compared(whole, verdict(clause, terms=TYPED))[-1] == "WORSE: 1 clause"
    with pytest.raises(Incomparable, match=r"by edition 1.0, strict before, by .*, typing after"):
        compare([verdict(terms=STRICT)], [whole])


def compared(before: Verdict, after: Verdict) -> list[str]:
    """Return the lines of the comparison of two verdicts."""
    (only,) = compare([before], [after])
    return list(lines(only))[1:]


def test_waiver_of_a_left_out_clause_stays() -> None:
    """A waiver of a clause left out is neither used nor outdated."""
    waiver = Waiver(CLAUSES[0].id, "no types yet")
    for others in ([], without(*CLAUSES)):
        kept = verdict(terms=STRICT, others=others, waivers=[waiver])
        assert kept.ruling is Ruling.CONFORMANT
        assert kept.outdated == ()
        assert list(_needed(waiver, [kept])) == [waiver]
    assert verdict(terms=TYPED, waivers=[waiver]).ruling is Ruling.OUTDATED_WAIVERS


def test_chapter_is_about_classes_and_should() -> None:
    """No optional clause is a MUST or asked of a factory."""
    assert {(clause.subject.value, clause.level) for clause in CLAUSES} == {
        ("classes", Level.SHOULD)
    }
