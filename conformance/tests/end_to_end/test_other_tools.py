"""Other tools show of two candidates what the verdicts say.

`pytest -m settings` runs these tests, where the tools are installed; `tox run -e settings`
installs them.
"""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import Callable

import pytest

BROKEN = """
from emitter_reference.emitter import Event, EventEmitter as Reference
class EventEmitter(Reference[Event]):
    def off(self, event, callback):
        del self._callbacks[event][callback]
"""
KEPT = "from emitter_reference.emitter import EventEmitter\n"
WORDS = [
    *("-m", "pytest", "--impl=broken", "--impl=kept:EventEmitter", "--impl-report=verdict.json"),
    *("--impl-depth=2", "--impl-programs=20", "--html=report.html", "--self-contained-html"),
    *("--json-report", "--json-report-file=report.json", "--alluredir=allure"),
    "--junitxml=junit.xml",
]
Outcomes = list[tuple[str, str]]
"""An id, by which a tool tells tests apart, and the outcome that it shows, in pytest's words."""


def of_html(folder: Path) -> Outcomes:
    """Return what the page of pytest-html shows."""
    page = (folder / "report.html").read_text(encoding="utf-8")
    (blob,) = re.findall(r'data-jsonblob="([^"]*)"', page)
    tests = json.loads(html.unescape(blob))["tests"]
    return [(name, each["result"].lower()) for name, (each,) in tests.items()]


def of_json(folder: Path) -> Outcomes:
    """Return what pytest-json-report writes; its summary says the same."""
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    outcomes = [(each["nodeid"], each["outcome"]) for each in report["tests"]]
    for outcome, number in Counter(outcome for _, outcome in outcomes).items():
        assert report["summary"][outcome] == number
    return outcomes


def of_allure(folder: Path) -> Outcomes:
    """Return what Allure shows: of two results with one history, it takes one for a retry."""
    results = [json.loads(file.read_bytes()) for file in (folder / "allure").glob("*-result.json")]
    words = {"skipped": "xfailed"}
    return [(each["historyId"], words.get(each["status"], each["status"])) for each in results]


def of_junit(folder: Path) -> Outcomes:
    """Return what GitLab and others read of a JUnit report."""
    words = {"failure": "failed", "skipped": "xfailed"}
    return [
        (
            case.attrib["name"],
            next((words[each.tag] for each in case if each.tag in words), "passed"),
        )
        for case in ET.parse(folder / "junit.xml").iter("testcase")
    ]


@pytest.fixture(scope="module", params=["-p no:randomly", "-n 2 -p randomly"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which two candidates were judged, with all tools."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "broken.py").write_text(BROKEN, encoding="utf-8")
    (folder / "kept.py").write_text(KEPT, encoding="utf-8")
    environment = {key: os.environ[key] for key in os.environ if "PYTEST" not in key}
    run = subprocess.run(
        [sys.executable, *WORDS, *request.param.split()],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 1, run.stdout
    return folder


@pytest.mark.settings
@pytest.mark.parametrize("tool", [of_html, of_json, of_allure, of_junit])
def test_outcomes_are_those_of_the_verdicts(folder: Path, tool: Callable[[Path], Outcomes]) -> None:
    """Each test has an id of its own; what decides nothing is expected to fail."""
    verdicts = json.loads((folder / "verdict.json").read_text(encoding="utf-8"))["verdicts"]
    expected = Counter[str]()
    for verdict in verdicts:
        expected["failed" if verdict["programs"]["result"] else "passed"] += 1
        for result in verdict["results"]:
            if result["outcome"] in ("kept", "broken"):
                broken = "failed" if result["binding"] else "xfailed"
                is_kept = result["outcome"] == "kept" or result["observation"]
                expected["passed" if is_kept else broken] += 1
    shown = tool(folder)
    assert len({name for name, _ in shown}) == len(shown)
    assert Counter(outcome for _, outcome in shown) == expected
    assert min(expected["failed"], expected["xfailed"], expected["passed"]) > 1
