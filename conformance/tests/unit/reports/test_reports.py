"""A report has the format that the end of its file name chooses."""

from __future__ import annotations

import dataclasses
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from emitter_conformance import reports
from emitter_conformance.candidate.identity import Identity
from emitter_conformance.reports import NoBadge, ReportError, saved
from emitter_conformance.reports.sentences import PASSES_ALONE
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.report import Environment, Report
from emitter_conformance.verdict.verdict import Outcome, Verdict
from emitter_conformance.verdict.waivers import Waiver
from verdicts import (
    FACTORY,
    FAILURE,
    LOST,
    MUST,
    NARROWED,
    OTHER,
    SHOULD,
    SPECIFICATION,
    broken,
    lost,
    rejected,
    report,
    verdict,
)

WAIVED = verdict(MUST, waivers=[Waiver(MUST, "until 2.0")])
VERDICTS = [
    verdict(),
    verdict(MUST, SHOULD),
    WAIVED,
    verdict(waivers=[Waiver(MUST, "r")]),
    verdict(missing=MUST, terms=NARROWED, programs=None),
    verdict(candidate=FACTORY, unreached=("emitter.py: 4",)),
    verdict(programs=rejected(OTHER)),
    verdict(others=[lost(MUST), lost(SHOULD, Outcome.CRASH)], programs=LOST),
]


def written(folder: Path, name: str, given: Report) -> str:
    """Write a report and return the text of the file."""
    reports.write(folder / name, given, SPECIFICATION)
    return (folder / name).read_text(encoding="utf-8")


# Names


def test_unknown_format() -> None:
    """A name with an unknown end is refused with the formats that exist."""
    with pytest.raises(ReportError, match=r"report.pdf: not a format; end it with .badge.json, "):
        reports.suffix("report.pdf")


@pytest.mark.parametrize(
    ("path", "candidates", "words"),
    [
        ("badge.svg", 2, "a badge tells about one candidate, here are 2"),
        ("a.badge.json", 2, "a badge tells about one candidate, here are 2"),
        ("report.pdf", 1, "not a format"),
        ("folder.md", 1, "cannot be written: it is a folder"),
        ("file/report.md", 1, "cannot be written to "),
    ],
)
def test_mistakes_are_found_before_the_run(
    tmp_path: Path, path: str, candidates: int, words: str
) -> None:
    """A report that cannot be written is refused in one line with the file."""
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(ReportError, match=words):
        reports.check([tmp_path / path], candidates)


def test_folders_are_made(tmp_path: Path) -> None:
    """The folders of a report are made."""
    reports.check([tmp_path / "a/b/report.txt"], 2)
    assert written(tmp_path, "a/b/report.txt", report())


def test_replaced_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report whose library a candidate has replaced is refused in one line."""
    monkeypatch.setattr(json, "dumps", None)
    words = "^cannot be written: TypeError: 'NoneType' object is not callable$"
    with pytest.raises(ReportError, match=words):
        reports.write(tmp_path / "report.json", report(), SPECIFICATION)


def test_place_that_cannot_be_written(tmp_path: Path) -> None:
    """A report in a place that cannot be written is refused in one line."""
    (tmp_path / "file").touch()
    with pytest.raises(ReportError, match="cannot be written: "):
        reports.write(tmp_path / "file" / "report.txt", report(), SPECIFICATION)


# JSON


@pytest.mark.parametrize("given", VERDICTS)
def test_saved_report_is_as_the_schema_says(given: Verdict) -> None:
    """A saved report is valid by the schema, as another library validates it."""
    data = json.loads(reports.render(report(given, given), SPECIFICATION, ".json"))
    jsonschema.Draft7Validator.check_schema(saved.schema())
    jsonschema.validate(data, saved.schema())


@pytest.mark.parametrize("given", VERDICTS)
def test_saved_report_is_read_again(tmp_path: Path, given: Verdict) -> None:
    """A saved report gives the same text in every format."""
    first = report(given)
    written(tmp_path, "report.json", first)
    again = saved.load(tmp_path / "report.json", SPECIFICATION)
    for ending in (".json", ".txt", ".md"):
        rendered = [reports.render(each, SPECIFICATION, ending) for each in (first, again)]
        assert rendered[0] == rendered[1]


def test_saved_report_says_what_a_reader_would_work_out() -> None:
    """A saved report has the ruling, editions, levels, sentences and binding."""
    data = json.loads(reports.render(report(verdict(MUST)), SPECIFICATION, ".json"))
    (told,) = data["verdicts"]
    assert told["ruling"] == "NOT CONFORMANT"
    assert told["conforms"] == {"1.0": False, "1.2": False, "next": False}
    (entry,) = [each for each in told["results"] if each["clause"] == MUST]
    assert (entry["level"], entry["binding"], entry["outcome"]) == ("MUST", True, "broken")
    assert entry["sentence"] == SPECIFICATION[MUST].sentence
    assert entry["failure"]["script"] == FAILURE.script


@pytest.mark.parametrize(
    ("given", "conforms"),
    [
        (verdict(), {"1.0": True, "1.2": True, "next": True}),
        (WAIVED, {"1.0": False, "1.2": False, "next": False}),
        (verdict(missing=MUST), {"1.0": None, "1.2": None, "next": None}),
    ],
)
def test_editions_of_a_saved_report(given: Verdict, conforms: dict[str, bool | None]) -> None:
    """A waived edition does not conform, and an untried one is null."""
    data = json.loads(reports.render(report(given), SPECIFICATION, ".json"))
    assert data["verdicts"][0]["conforms"] == conforms


def edited(path: tuple[str | int, ...], value: object) -> str:
    """Return a saved report with one value changed."""
    data: Any = json.loads(reports.render(report(verdict(MUST)), SPECIFICATION, ".json"))
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return json.dumps(data)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "is not a saved report: data must be object"),
        (edited(("format",), 2), "is not a saved report: data.format must be same as const"),
        (edited(("verdicts",), []), "is not a saved report"),
        (edited(("verdicts", 0, "ruling"), "CONFORMANT"), "was edited, or saved with another text"),
        (edited(("verdicts", 0, "results", 3, "sentence"), "It MAY."), "was edited"),
        (edited(("verdicts", 0, "results", 3, "clause"), "a.b"), "speaks about 'a.b', which this"),
        (edited(("verdicts", 0, "results"), []), "was edited"),
        (edited(("verdicts", 0, "terms", "edition"), "9.9"), "was edited"),
    ],
)
def test_file_that_is_no_saved_report(tmp_path: Path, text: str, words: str) -> None:
    """A file that is no saved report is refused in one line with the reason."""
    path = tmp_path / "report.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReportError) as raised:
        saved.load(path, SPECIFICATION)
    assert str(raised.value).startswith(f"{path}: {words}")
    assert "\n" not in str(raised.value)


def test_missing_file(tmp_path: Path) -> None:
    """A missing file is refused."""
    with pytest.raises(ReportError, match="cannot be read: No such file"):
        saved.load(tmp_path / "report.json", SPECIFICATION)


def test_long_complaint_is_cut(tmp_path: Path) -> None:
    """A complaint about a long value does not repeat all of it."""
    path = tmp_path / "report.json"
    path.write_text(edited(("verdicts", 0, "ruling"), "x" * 1000), encoding="utf-8")
    with pytest.raises(ReportError) as raised:
        saved.load(path, SPECIFICATION)
    assert len(str(raised.value)) < 300 + len(str(path))


# Badges


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (verdict(), "conforms: edition 1.0"),
        (verdict(MUST), "does not conform: edition 1.0"),
    ],
)
def test_badge(tmp_path: Path, given: Verdict, message: str) -> None:
    """A badge is a picture with a text for screen readers, and JSON for an endpoint."""
    root = ET.fromstring(written(tmp_path, "badge.svg", report(given)))
    assert root.attrib["aria-label"] == f"emitter conformance: {message}"
    endpoint = json.loads(written(tmp_path, "x.badge.json", report(given)))
    assert (endpoint["schemaVersion"], endpoint["message"]) == (1, message)


@pytest.mark.parametrize(
    "given",
    [
        report(WAIVED),
        report(verdict(missing=MUST)),
        report(verdict(programs=None)),
        report(verdict(MUST, missing=OTHER)),
        report(verdict(missing=MUST, terms=NARROWED)),
        report(verdict(waivers=[Waiver(MUST, "r")])),
        report(verdict(MUST, OTHER, waivers=[Waiver(MUST, "r")])),
        report(verdict(), verdict()),
    ],
)
@pytest.mark.parametrize("name", ["badge.svg", "x.badge.json"])
def test_no_badge(tmp_path: Path, given: Report, name: str) -> None:
    """An old badge is removed where no badge is written, since it is not true any more."""
    path = tmp_path / name
    path.write_text("old", encoding="utf-8")
    with pytest.raises(NoBadge):
        reports.write(path, given, SPECIFICATION)
    assert not path.exists()


# Text and Markdown


def test_text() -> None:
    """The text report is that of the terminal, with the Python of the run."""
    text = reports.render(report(verdict(), verdict(MUST)), SPECIFICATION, ".txt")
    assert "python 3.13.0\n" in text
    assert "\nCONFORMANT: edition 1.0\n" in text
    assert f"\nbroken by mypkg.emitter 0.3: {MUST}\n" in text


def test_markdown() -> None:
    """A Markdown report has the ruling, then a fold for each failure."""
    text = reports.render(report(verdict(MUST)), SPECIFICATION, ".md")
    assert text.startswith(
        "## ❌ Emitter conformance\n\n| candidate | 0.19.1 to 1.1.19 | 1.1.20 to 1.2.1 | surface |"
    )
    assert (
        "\n### `mypkg.emitter:EventEmitter 0.3`\n\n**NOT CONFORMANT: once.fires-once**\n\n" in text
    )
    assert f"<summary>{MUST}: MUST, broken</summary>\n" in text
    assert f"- actual: `{FAILURE.actual}`\n" in text
    assert "- again: `pytest --impl=mypkg.emitter -k fires_once`\n" in text
    assert "Where they differ" not in text


def test_markdown_of_a_failure_whose_script_passes() -> None:
    """A failure that its script does not show alone says what to look for."""
    failure = dataclasses.replace(FAILURE, passes_alone=True)
    given = report(verdict(others=[broken(MUST, failure)]))
    text = reports.render(given, SPECIFICATION, ".md")
    assert f"\n- alone: {PASSES_ALONE}\n" in text


def test_markdown_fits_into_a_comment() -> None:
    """Of many long failures the first are shown, and the others counted."""
    long = Failure(("pass",) * 2000, "f called", "nothing called", script="")
    ids = [each.id for each in SPECIFICATION if each.chapter == "once" and not each.draft]
    given = report(verdict(others=[broken(each, long) for each in ids]))
    text = reports.render(given, SPECIFICATION, ".md")
    assert len(text) <= 65_536
    assert text.count("<details>") == 5
    assert f"and {len(ids) - 5} more failures, which are in the other reports" in text


def test_markdown_is_cut_at_last() -> None:
    """A report that is too long without any failure is cut."""
    candidate = Identity("mypkg", f"mypkg:{'a' * 70_000}", True, "", "")
    text = reports.render(report(verdict(candidate=candidate)), SPECIFICATION, ".md")
    assert text.startswith("## ✅ Emitter conformance\n")
    assert len(text) == 65_536


def test_markdown_of_several() -> None:
    """A Markdown report begins with a row for each candidate: a square for each chapter."""
    other = verdict(MUST, SHOULD, candidate=Identity("b", "b:Emitter|x", True, "", ""))
    rows = table(reports.render(report(verdict(SHOULD), other), SPECIFICATION, ".md"))
    assert rows[0][:3] == ["candidate", "0.19.1 to 1.1.19", "1.1.20 to 1.2.1"]
    assert rows[0][3:] == [chapter.name for chapter in SPECIFICATION.chapters]
    assert rows[2][:3] == ["✓ `mypkg.emitter:EventEmitter`", "no", "no"]
    assert rows[3][:3] == ["✗ `b:Emitter\\", "x`", "no"]  # the bar is escaped
    once = rows[0].index("once")
    assert (rows[2][once], rows[3][once + 1]) == ("🟨 1", "🟥 1")
    assert rows[2][rows[0].index("surface")] == "🟩"
    assert rows[2][rows[0].index("open")] == "⬜"


def test_markdown_tells_where_candidates_differ() -> None:
    """The clauses are gathered by the candidates that do not keep them."""
    other = verdict(MUST, SHOULD, candidate=Identity("b", "b:EventEmitter", True, "", ""))
    text = reports.render(report(verdict(), other), SPECIFICATION, ".md")
    assert (
        "### Where they differ\n\n- broken by b: once.fires-once, once.is-not-cut (SHOULD)\n"
        in text
    )


def table(text: str) -> list[list[str]]:
    """Return the cells of the first table of a Markdown text."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_markdown_of_everything_else() -> None:
    """Waived, outdated, unbinding and unreached parts are in the Markdown report."""
    text = reports.render(report(*VERDICTS), SPECIFICATION, ".md")
    for words in (
        "waived: once.fires-once: until 2.0",
        "change the waiver of once.fires-once",
        f"<summary>{SHOULD}: SHOULD, broken, not binding</summary>",
        "lines that no clause reached: emitter.py: 4",
    ):
        assert words in text


def test_markdown_is_not_markup() -> None:
    """Text of a candidate is escaped in Markdown."""
    hostile = "`` ``` </details><script> | *a* "
    failure = FAILURE.__class__((hostile, "```"), hostile, " ", hostile)
    given = verdict(MUST, unreached=(hostile,))
    results = tuple(
        each if each.failure is None else each.__class__(each.clause, each.outcome, failure)
        for each in given.results
    )
    changed = Verdict(given.candidate, given.terms, results, None, (), given.unreached)
    text = reports.render(report(changed), SPECIFICATION, ".md")
    assert f"````python\n{hostile}\n```\n````\n" in text
    assert "- expected: ```` `` ``` </details><script> | *a* ````\n" in text
    assert "reached: \\`\\` \\`\\`\\` \\</details\\>\\<script\\> \\| \\*a\\*\n" in text


def test_environment() -> None:
    """A report has the environment of its run."""
    environment = Environment.current()
    assert environment.python.startswith("3.")
    assert set(environment.packages) == {"emitter-conformance", "pytest", "specification"}
    assert Report.now(()).finished.endswith("+00:00")
