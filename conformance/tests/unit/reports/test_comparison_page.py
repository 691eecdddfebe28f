"""The comparison of two reports as a page and as Markdown."""

from __future__ import annotations

import dataclasses

import pytest
from emitter_conformance.reports import comparison_page
from emitter_conformance.reports.comparison import Incomparable, compare, ending
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import Verdict
from pages import Element, read
from verdicts import (
    CANDIDATE,
    FACTORY,
    FAILURE,
    MUST,
    OTHER,
    SHOULD,
    SPECIFICATION,
    broken,
    verdict,
)

HOSTILE = "</script><img src=x onerror=alert(1)> | *a* `"
BESIDE = dataclasses.replace(CANDIDATE, name="other:EventEmitter")


def rendered(before: list[Verdict], after: list[Verdict], chosen: str) -> str:
    """Return the comparison of verdicts, all others being new."""
    compared = compare(before, after)
    new = [each for each in after if each not in [one.after for one in compared]]
    return comparison_page.render(compared, new, SPECIFICATION, chosen)


def page(before: list[Verdict], after: list[Verdict]) -> Element:
    """Return the tree of the page."""
    return read(rendered(before, after, ".html"))


def test_worse_comes_first() -> None:
    """The worse candidate comes first, and of its clauses the worse ones, unfolded."""
    before = [verdict(candidate=BESIDE), verdict(MUST)]
    shown = page(before, [verdict(candidate=BESIDE), verdict(OTHER, SHOULD)])
    assert shown.one("h1").words == "Worse than before"
    worse, same = shown.all("article")
    assert worse.one("h2").words == CANDIDATE.title
    assert same.one("h2").words == BESIDE.title
    assert worse.one(class_="ruling").words == "WORSE: 1 clause"
    failures = worse.all("details")
    assert [(each["data-state"], "open" in each.attributes) for each in failures] == [
        ("broken", True),
        ("loose", False),
        ("kept", False),
    ]
    assert failures[0].one("summary").words.startswith(f"worse {OTHER} MUST: kept, then broken")
    values = [each.words for each in failures[0].all("dd")]
    assert values[1:4] == [FAILURE.expected, "kept", FAILURE.actual]
    assert same.one(class_="ruling").words == "NO WORSE"


def test_no_worse() -> None:
    """A comparison that passes says so first; new candidates come last."""
    new = verdict(MUST, candidate=FACTORY)
    shown = page([verdict(MUST)], [verdict(), new])
    assert shown.one("h1").words == "No worse than before"
    assert [each.one(class_="ruling").words for each in shown.all("article")] == [
        "NO WORSE: 1 better",
        "NEW: NOT CONFORMANT",
    ]


def test_another_candidate_is_named() -> None:
    """A later verdict on another candidate has its name beside the earlier one."""
    shown = page([verdict()], [verdict(candidate=BESIDE)])
    assert shown.one("h2").words == f"{CANDIDATE.title}, then {BESIDE.title}"
    text = rendered([verdict()], [verdict(candidate=BESIDE)], ".md")
    assert f"### `{CANDIDATE.title}`, then `{BESIDE.title}`\n" in text


def test_markdown() -> None:
    """Markdown has the conclusion in its first line, and a row for each change."""
    text = rendered([verdict(MUST)], [verdict(OTHER), verdict(candidate=FACTORY)], ".md")
    assert text.startswith(
        f"## ❌ Worse than before\n\n### `{CANDIDATE.title}`\n\n**WORSE: 1 clause**\n"
    )
    rows = [line for line in text.splitlines() if line.startswith(("| ❌", "| ✅"))]
    assert [row.split(" | ")[:4] for row in rows] == [
        ["| ❌ worse", f"`{OTHER}`", "MUST", "kept, then broken"],
        ["| ✅ better", f"`{MUST}`", "MUST", "broken, then kept"],
    ]
    assert "### `mypkg:make`\n\n**NEW: CONFORMANT**\n" in text
    assert rendered([verdict()], [verdict()], ".md").startswith("## ✅ No worse than before\n")


def test_text_of_a_candidate_is_no_markup() -> None:
    """What a candidate says is shown as text, in both formats."""
    hostile = verdict(others=[broken(MUST, Failure((HOSTILE,), HOSTILE, HOSTILE))])
    shown = page([verdict()], [hostile])
    assert not shown.all("img")
    assert not shown.all("script")
    assert HOSTILE in shown.text
    assert HOSTILE not in rendered([verdict()], [hostile], ".md")


def test_unknown_format() -> None:
    """A file that ends otherwise is refused."""
    assert [ending("a.html"), ending("b.md")] == [".html", ".md"]
    with pytest.raises(Incomparable, match=r"x\.txt: not a format of a comparison"):
        ending("x.txt")
