"""GitLab's Code Quality has what is broken at a line of the candidate."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from emitter_conformance import reports
from emitter_conformance.candidate.identity import Identity
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import Verdict
from emitter_conformance.verdict.waivers import Waiver
from verdicts import LOST, MUST, NARROWED, ORDER, OTHER, SHOULD, SPECIFICATION, report, verdict

SOURCE = "class Room: ...\n\n\nclass EventEmitter: ...\n"


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a candidate, judged in a folder of it."""
    folder = tmp_path / "python"
    (folder / "mypkg").mkdir(parents=True)
    (folder / "mypkg" / "emitter.py").write_text(SOURCE, encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    return tmp_path


def identity(file: str = "mypkg/emitter.py", name: str = "mypkg.emitter:EventEmitter") -> Identity:
    """Return a candidate of the checkout."""
    return Identity("mypkg.emitter", name, True, file and str(Path(file).absolute()), "")


def issues(*given: Verdict) -> list[dict[str, Any]]:
    """Return the issues of verdicts."""
    text = reports.render(report(*given), SPECIFICATION, "code-quality.json")
    loaded: list[dict[str, Any]] = json.loads(text)
    return loaded


def places(*given: Verdict) -> list[tuple[str, int]]:
    """Return the file and the line of each issue."""
    found = [each["location"] for each in issues(*given)]
    return [(place["path"], place["lines"]["begin"]) for place in found]


def raised_at(where: str) -> Verdict:
    """Return a verdict with one failure that was raised at a place."""
    given = verdict(MUST, candidate=identity())
    failure = Failure((), "this", "that", where)
    results = [
        dataclasses.replace(each, failure=failure) if each.failure else each
        for each in given.results
    ]
    return dataclasses.replace(given, results=tuple(results))


@pytest.mark.parametrize("name", ["gl-code-quality-report.json", "a/gl.code-quality.json"])
def test_name_of_the_file_chooses_it(name: str) -> None:
    """Both the kit's name and that of GitLab's documents choose the format."""
    assert reports.FORMATS[reports.suffix(name)] == "code_quality"


def test_issue_has_what_gitlab_needs() -> None:
    """An issue has the keys that GitLab demands; its fingerprint stays while the place changes."""
    (issue,), (moved,) = issues(raised_at("mypkg/emitter.py:4 in on")), issues(raised_at(""))
    assert issue["description"] == f"{MUST}: expected this, actual that"
    assert (issue["check_name"], issue["severity"]) == (MUST, "major")
    assert issue["fingerprint"] == moved["fingerprint"]
    assert len(issue["fingerprint"]) == 64


@pytest.mark.parametrize("where", ["mypkg/emitter.py:2 in on", "mypkg/emitter.py:2"])
def test_place_is_where_it_was_raised(where: str) -> None:
    """The place of an exception, or of what hangs, is relative to the checkout."""
    assert places(raised_at(where)) == [("python/mypkg/emitter.py", 2)]


@pytest.mark.parametrize(
    ("file", "name", "place"),
    [
        ("mypkg/emitter.py", "EventEmitter", ("python/mypkg/emitter.py", 4)),
        ("mypkg/emitter.py", "Room", ("python/mypkg/emitter.py", 1)),
        ("mypkg/emitter.py", "rooms.Made", ("python/mypkg/emitter.py", 1)),
        ("mypkg/missing.py", "EventEmitter", ("python/mypkg/missing.py", 1)),
        ("", "EventEmitter", ("python/mypkg.emitter", 1)),
    ],
)
def test_place_is_the_class_without_one(file: str, name: str, place: tuple[str, int]) -> None:
    """Without a place, an issue is at the line of the class, or else at the first one."""
    candidate = identity(file, f"mypkg.emitter:{name}")
    assert places(dataclasses.replace(raised_at(""), candidate=candidate)) == [place]


def test_what_does_not_decide_is_an_information() -> None:
    """A SHOULD clause that does not bind is of the least severity; later editions are left out."""
    found = issues(verdict(MUST, SHOULD, ORDER, candidate=identity()))
    assert {each["check_name"]: each["severity"] for each in found} == {
        MUST: "major",
        SHOULD: "info",
    }


def test_waived_clauses_are_left_out() -> None:
    """A waived clause is no issue."""
    assert issues(verdict(MUST, candidate=identity(), waivers=[Waiver(MUST, "until 2.0")])) == []


def test_several_candidates_have_names() -> None:
    """An issue names its candidate where there are several, and has a fingerprint of its own."""
    found = issues(
        verdict(OTHER, candidate=identity()),
        verdict(OTHER, candidate=identity(name="mypkg.emitter:Room")),
    )
    assert [each["description"].partition(": ")[0] for each in found] == [
        f"{OTHER} (mypkg.emitter:EventEmitter)",
        f"{OTHER} (mypkg.emitter:Room)",
    ]
    assert len({each["fingerprint"] for each in found}) == 2


def test_ruling_stands_for_what_did_not_run() -> None:
    """A verdict that is red without a broken clause is one issue; one without a verdict is none."""
    (issue,) = issues(verdict(candidate=identity(), programs=LOST))
    assert (issue["check_name"], issue["severity"]) == ("verdict", "major")
    assert issue["description"] == "INCOMPLETE: programs did not end"
    assert issues(verdict(missing=MUST, terms=NARROWED, candidate=identity())) == []
