"""What a run with failures shows: the cause first, few blocks, a row for each, the verdict last."""

from __future__ import annotations

import re

import pytest
from emitter_conformance.checks import alone

SILENT = """
from typing import Any
from emitter_reference.emitter import EventEmitter as Reference

class EventEmitter(Reference[Any]):
    def off(self, event, callback):
        del self._callbacks[event][callback]

    def emit(self, event, *args):
        super().emit(event, *args)
        return True
"""
REFERENCE = "emitter_reference.emitter"
PLUGINS = ["-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:asyncio"]
FEW = ["--impl-depth=3", "--impl-programs=20", "--impl-typing=off"]
MORE = "failures not shown without -v: "


@pytest.fixture(autouse=True)
def _project(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(silent=SILENT)


def screen(pytester: pytest.Pytester, *args: str) -> list[str]:
    """Return what a run on the emitter prints, line by line."""
    result = pytester.runpytest_inprocess(*PLUGINS, *FEW, "--impl=silent", *args)
    assert result.ret == 1
    return [str(line) for line in result.stdout.lines]


def heads(lines: list[str]) -> list[str]:
    """Return the titles of the blocks."""
    return [line.strip("_ ") for line in lines if line.startswith("___")]


def test_few_blocks_then_rows_then_the_verdict(pytester: pytest.Pytester) -> None:
    """Five blocks are shown and the rest counted; each clause has one row; the verdict is last."""
    lines = screen(pytester)
    assert len(heads(lines)) == 5
    assert len({*heads(lines)}) == 5
    (more,) = [line for line in lines if line.startswith(MORE)]
    rows = lines[lines.index(" broken clauses ".center(80, "=")) + 1 :]
    rows = rows[: rows.index(" emitter conformance ".center(80, "="))]
    (number,) = re.findall(r"(\d+) more, ", more)
    assert len(rows) == 5 + int(number)
    assert more.endswith(" nothing (n or w above)")
    assert all(": expected " in row and ", actual " in row and len(row) < 80 for row in rows)
    assert [row.partition(":")[0] for row in rows[:5]] == heads(lines)
    ruling = next(place for place, line in enumerate(lines) if line.startswith("NOT CONFORMANT"))
    assert len("\n".join(lines[ruling:]).strip().splitlines()) <= 6


def test_verbose_run_shows_all(pytester: pytest.Pytester) -> None:
    """With -v every clause has a block, also those that do not decide."""
    lines = screen(pytester, "-v")
    assert not any(line.startswith(MORE) for line in lines)
    assert "once.cancelled-during-an-emission-still-runs" in heads(lines)
    assert len({*heads(lines)}) == len(heads(lines))


def test_run_without_blocks_or_rows(pytester: pytest.Pytester) -> None:
    """The options of pytest that leave out tracebacks or the summary do so here."""
    lines = screen(pytester, "--tb=no", "-rN")
    assert heads(lines) == []
    assert not any(MORE in line or "broken clauses" in line for line in lines)


def test_run_with_a_line_for_each_block(pytester: pytest.Pytester) -> None:
    """With --tb=line a block is one line, which begins with the clause."""
    lines = screen(pytester, "--tb=line", "--color=yes", "-k", "unknown_event_is_silent")
    assert heads(lines) == []
    assert any(line.startswith("removal.unknown-event-is-silent  MUST ") for line in lines)


def test_run_without_reproducers_prints_no_script(pytester: pytest.Pytester) -> None:
    """A failure has no script where the user wants none, unless it is asked for."""
    assert not any(line.startswith("  script") for line in screen(pytester, "--impl-reproducers="))


def test_block_is_coloured(pytester: pytest.Pytester) -> None:
    """A terminal with colours shows what was seen in red."""
    lines = screen(pytester, "--color=yes", "-k", "unknown_event_is_silent")
    assert any("  actual    \x1b[31mKeyError: 'left'" in line for line in lines)


def test_row_is_whole_when_asked(pytester: pytest.Pytester) -> None:
    """With -vv a row is as long as it gets."""
    lines = screen(pytester, "-vv", "-k", "spent_handle_is_silent")
    assert any(
        line.startswith("once.spent-handle-is-silent: ") and len(line) > 80 for line in lines
    )


def test_other_tools_keep_candidates_and_outcomes_apart(pytester: pytest.Pytester) -> None:
    """A plugin sees the candidate as a parameter, and what does not decide as expected to fail."""
    pytester.syspathinsert()
    pytester.makepyfile(
        noting="""
        import pytest
        @pytest.hookimpl(wrapper=True)
        def pytest_runtest_makereport(item, call):
            report = yield
            if report.when == "call":
                print(f"\\n{item.callspec.params['candidate']}: {report.outcome}")
                print(f"{report.wasxfail if hasattr(report, 'wasxfail') else 'binds'}")
                assert report.passed or call.excinfo.errisinstance(AssertionError)
            return report
    """
    )
    names = "still_runs and cancelled or unknown_event_is_silent"
    words = ["-p", "noting", "-s", "-k", names, "--junitxml=junit.xml", f"--impl={REFERENCE}"]
    lines = screen(pytester, *words)
    told = [line for line in lines if line.startswith(("silent:EventEmitter: ", "not binding:"))]
    assert sorted(told) == [
        "not binding: once.cancelled-during-an-emission-still-runs",
        "silent:EventEmitter: failed",
        "silent:EventEmitter: skipped",
    ]
    assert lines.count(f"{REFERENCE}:EventEmitter: passed") == 2
    junit = (pytester.path / "junit.xml").read_text(encoding="utf-8")
    assert 'name="removal.unknown-event-is-silent[silent:EventEmitter]"' in junit


@pytest.mark.parametrize("others", [[], [f"--impl={REFERENCE}"]])
def test_items_are_as_vs_code_collects_them(pytester: pytest.Pytester, others: list[str]) -> None:
    """Items with parameters have them in their names, after the name that all share."""
    pytester.syspathinsert()
    pytester.makepyfile(
        noting="""
        def pytest_collection_finish(session):
            for item in session.items:
                name, bracket, parameters = item.name.partition("[")
                assert item.originalname == name
                assert hasattr(item, "callspec") is bool(bracket)
                assert not bracket or parameters == f"{item.callspec.id}]"
                print(f"\\nseen: {item.name}")
    """
    )
    words = ["-p", "noting", "--collect-only", "-k", "twice_is_silent or every_program"]
    result = pytester.runpytest_inprocess(*PLUGINS, *FEW, "--impl=silent", *others, *words, "-s")
    assert result.ret == 0
    seen = [str(line) for line in result.stdout.lines if line.startswith("seen: ")]
    assert len(seen) == 2 + 2 * len(others)


def test_github_marks_the_line(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """On GitHub a failure is marked in the file of the candidate."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(pytester.path.parent))
    lines = screen(pytester, "-k", "unknown_event_is_silent")
    place = f"file={pytester.path.name}/silent.py,line=6,title=removal.unknown-event-is-silent"
    assert f"::error {place}::expected no exception, actual KeyError: 'left'" in lines


def test_words_of_a_json_report_are_those_of_pytest(pytester: pytest.Pytester) -> None:
    """What decides nothing is an expected failure in what pytest-json-report writes."""
    pytester.syspathinsert()
    pytester.makepyfile(
        writing="""
        def pytest_unconfigure(config):
            for report in [
                {"summary": {"passed": 2, "not binding": 2, "waived": 1}, "tests": [
                    {"outcome": "not binding"}, {"outcome": "waived"}, {"outcome": "failed"},
                ]},
                {"summary": {"passed": 2}},  # with --json-report-omit=tests
            ]:
                config.hook.pytest_json_modifyreport(json_report=report)
                print(f"\\n{report}")
    """
    )
    lines = screen(pytester, "-p", "writing", "-s", "-k", "unknown_event_is_silent")
    tests = [{"outcome": "xfailed"}, {"outcome": "xfailed"}, {"outcome": "failed"}]
    assert str({"summary": {"passed": 2, "xfailed": 3}, "tests": tests}) in lines
    assert str({"summary": {"passed": 2}}) in lines


@pytest.mark.parametrize("reason", ["", "flaky"])
def test_items_that_the_project_marks_as_expected_failures(
    pytester: pytest.Pytester, reason: str
) -> None:
    """A mark of the project changes the letters of pytest, not the verdict."""
    pytester.makeconftest(
        f"""
        import pytest
        def pytest_collection_modifyitems(items):
            for item in items:
                item.add_marker(pytest.mark.xfail(reason={reason!r}))
    """
    )
    lines = screen(pytester)
    (ruling,) = [line for line in lines if line.startswith("NOT CONFORMANT")]
    assert ruling.startswith("NOT CONFORMANT: removal.unknown-event-is-silent,")
    assert re.search(r"\d+ xfailed, \d+ xpassed, \d+ not binding", lines[-1])


def test_failure_that_needs_what_ran_before(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure whose script passes alone says so, and comes after those that are shown alone."""
    first, *others = heads(screen(pytester))
    monkeypatch.setattr(alone, "passing", lambda scripts, folder: {scripts[0]})
    lines = screen(pytester, "-v")
    words = "  alone     the script passes: this failure needs what other checks did before"
    assert first in heads(lines)
    assert heads(lines)[:4] == others[:4]
    assert lines.count(words) == 1
    block = lines[: lines.index(words)]
    assert heads(block)[-1] == first
