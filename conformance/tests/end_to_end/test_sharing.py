"""A registry that emitters share has one verdict, on every way through the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from emitter_conformance.verdict.common_causes import INDEPENDENT
from emitters import DEFECTS, name

NAMES = ("registry_in_the_class_body", "signatures_are_kept_by_name")
LEAKING = [path for path in DEFECTS if name(path).endswith(NAMES)]
WAYS = {
    "alone": ["-p", "no:xdist"],
    "in two processes": ["-n", "2"],
    "reversed": ["-p", "no:xdist", "-p", "backwards"],
    "shuffled": ["-p", "no:xdist", "-p", "shuffled"],
    "isolated": ["-p", "no:xdist", "--impl-isolate"],
}
BACKWARDS = "def pytest_collection_modifyitems(items): items.reverse()"
SHUFFLED = """
import random
def pytest_collection_modifyitems(items): random.Random(5).shuffle(items)
"""


@pytest.fixture(params=LEAKING, ids=name)
def judged(pytester: pytest.Pytester, request: pytest.FixtureRequest) -> Any:
    """Return a function that judges a defect and returns its output and verdict."""
    source = request.param.read_text(encoding="utf-8")
    pytester.makepyfile(backwards=BACKWARDS, shuffled=SHUFFLED, emitter=source)
    pytester.syspathinsert()

    def judge(*options: str) -> tuple[pytest.RunResult, dict[str, Any]]:
        ended = pytester.runpytest_subprocess(
            *("-p", "no:randomly", "-p", "no:asyncio", "--impl=emitter", "--impl-typing=off"),
            *("--impl-report=report.json", "--impl-reproducers=", *options),
        )
        text = Path(pytester.path, "report.json").read_text(encoding="utf-8")
        (verdict,) = json.loads(text)["verdicts"]
        return ended, verdict

    return judge


@pytest.mark.measured
def test_one_verdict(judged: Any) -> None:
    """Only the clause about independent emitters is broken."""
    found = []
    for options in WAYS.values():
        ended, verdict = judged(*options)
        assert ended.ret == pytest.ExitCode.TESTS_FAILED
        ended.stdout.fnmatch_lines([f"NOT CONFORMANT: {INDEPENDENT}"])
        outcomes = {each["clause"]: each["outcome"] for each in verdict["results"]}
        found.append((verdict["ruling"], verdict["programs"], outcomes))
    assert found == [found[0]] * len(WAYS)
    outcomes = found[0][2]
    assert outcomes.pop(INDEPENDENT) == "broken"
    assert {*outcomes.values()} == {"not run", "not asked"}  # what other profiles ask


def test_narrowed_run_is_not_green(judged: Any) -> None:
    """A narrowed run that judges nothing is red, and its first lines say why."""
    ended, verdict = judged("-k", "fires_once")
    assert ended.ret == pytest.ExitCode.TESTS_FAILED
    assert verdict["ruling"] == "NO VERDICT"
    ended.stdout.fnmatch_lines(["its emitters share state: nothing else is judged"])
