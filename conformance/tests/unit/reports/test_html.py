"""The HTML report shows the specification, with the outcomes beside each clause."""

from __future__ import annotations

import base64
import dataclasses
import datetime
import hashlib
import re
from pathlib import Path
from typing import Any

import counts
import emitter_spec
import pytest
from emitter_conformance.candidate.identity import Identity
from emitter_conformance.reports import html, saved
from emitter_conformance.reports.cells import short_names
from emitter_conformance.reports.html import web
from emitter_conformance.reports.markdown_to_html import Prose
from emitter_conformance.reports.sentences import PASSES_ALONE
from emitter_conformance.reports.templates import source
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.report import Environment, Report
from emitter_conformance.verdict.verdict import Outcome, Result, SearchResult, Terms, Verdict
from emitter_conformance.verdict.waivers import Waiver
from emitter_spec import Level
from pages import Element, read

SPECIFICATION = emitter_spec.load()
MUST = "once.fires-once"
SHOULD = "once.is-not-cut"
LATER = "emission.order-is-registration-order"
OPEN = "open.order"
RFC = "https://www.rfc-editor.org/rfc/"
SEEN = Failure(
    ("emitter.emit('joined')",), "called once", "called twice", "emitter.py:7", "", False
)
FAILURE = dataclasses.replace(SEEN, script="import sys\n\nsys.exit(1)\n")
PROGRAMS = SearchResult(5, 10, 10, 0)
TERMS = Terms("1.0", True, False)
HOSTILE = "</script></pre><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;{{ 7 * 7 }}"


def identity(name: str = "mypkg.emitter:EventEmitter", version: str = "0.3") -> Identity:
    """Return a candidate."""
    return Identity(name.partition(":")[0], name, True, "emitter.py", version)


def broken(failure: Failure | None = FAILURE, **more: Any) -> dict[str, Any]:
    """Return the result of a broken clause."""
    return {"outcome": Outcome.BROKEN, "failure": failure, **more}


def verdict(
    told: dict[str, dict[str, Any]] | None = None,
    candidate: Identity | None = None,
    programs: SearchResult | None = PROGRAMS,
    terms: Terms = TERMS,
    **more: Any,
) -> Verdict:
    """Return a verdict in which every clause is kept, except for some results."""
    results = tuple(
        Result(**{"clause": clause, "outcome": Outcome.KEPT, **(told or {}).get(clause.id, {})})
        for clause in SPECIFICATION
    )
    return Verdict(candidate or identity(), terms, results, programs, **more)


def report(*verdicts: Verdict) -> Report:
    """Return the report of a run."""
    environment = Environment("3.11.7", "CPython", "Linux", {"pytest": "8.0"})
    return Report("2026-11-22T16:15:38+00:00", environment, verdicts)


def page(*verdicts: Verdict) -> Element:
    """Return the tree of a rendered report."""
    return read(html.render(report(*verdicts), SPECIFICATION))


def five() -> list[Verdict]:
    """Return five verdicts: the first two break a clause, the second one more."""
    names = [f"mypkg.{word}:EventEmitter" for word in ("one", "two", "three", "four", "five")]
    told: list[dict[str, Any]] = [{MUST: broken()}, {MUST: broken(), SHOULD: broken()}, {}, {}, {}]
    return [verdict(each, identity(name)) for each, name in zip(told, names)]


def plain(markdown: str) -> str:
    """Return a line of Markdown as its reader sees it."""
    return re.sub(r"\[([^]]*)\]\([^()]+\)", r"\1", markdown).replace("`", "")


def outcomes(shown: Element, clause: str) -> list[str]:
    """Return the texts about a clause, one for each group of candidates."""
    return [each.words for each in shown.one("article", id=clause).one(class_="outcomes").all("li")]


# The specification


def test_every_clause_is_there_once_with_its_outcome() -> None:
    """The articles are the clauses in their order, each with the outcome as a word."""
    shown = page(verdict({MUST: broken()}))
    articles = shown.all("article", class_="clause")
    assert [article["id"] for article in articles] == [clause.id for clause in SPECIFICATION]
    for article, clause in zip(articles, SPECIFICATION):
        assert article.one("h4").words == clause.id
        assert article.one("p", class_="norm").words == plain(clause.sentence)
        word = "broken how" if clause.id == MUST else "kept"
        word = "open" if clause.level is Level.OPEN else word
        assert article.one(class_="outcomes").words == word


def test_clause_is_shown_whole() -> None:
    """Reason, hint and example stand with the sentence, its normative word in bold."""
    clause = SPECIFICATION[MUST]
    article = page(verdict()).one("article", id=MUST)
    assert article.one(class_="norm").one("strong").text == "MUST"
    assert plain(clause.why) in article.words
    assert plain(clause.hint) in article.words
    assert article.one(class_="example").one("pre").text == clause.example


def test_chapters_are_folded() -> None:
    """A chapter unfolds from its title, with its opening paragraphs, and counts what is broken."""
    shown = page(verdict({MUST: broken(), SHOULD: broken()}))
    chapters = [each for each in shown.all("details", class_="chapter") if each["data-chapter"]]
    assert not [each for each in chapters if "open" in each.attributes]
    titles = [each.one("summary") for each in chapters]
    assert [title.one("h3").words for title in titles] == [
        f"{chapter.number} {chapter.title}" for chapter in SPECIFICATION.chapters
    ]
    broken_in = {title.one("h3").words.split()[1]: title.all("b") for title in titles}
    assert {name: [each.words for each in found] for name, found in broken_in.items() if found} == {
        "Once": ["1 broken"]
    }
    assert "Callbacks for one call." in shown.one(id="once").one(class_="introduction").words


def test_every_link_leads_somewhere() -> None:
    """A link leads to a place of the page, and no two places have the same name."""
    shown = page(*five())
    places = [element["id"] for element in shown.all() if "id" in element.attributes]
    assert len(places) == len(set(places))
    links = {link["href"] for link in shown.all("a")}
    assert {link for link in links if RFC not in link} <= {f"#{place}" for place in places}


def test_glossary_and_editions_are_there() -> None:
    """The words and the editions end the page."""
    shown = page(verdict())
    assert "nested emission" in shown.one(id="glossary").words
    assert "livekit 0.19.1 to 1.1.19" in shown.one(id="editions").words


def test_prose_shows_markup_as_text() -> None:
    """HTML in Markdown is text, a link to a file that is not shown too; one to a site stays."""
    prose = Prose(SPECIFICATION)
    assert prose.inline("<b>") == "&lt;b&gt;"
    assert prose.inline("[other](other.md), [x](y.md)") == "<span>other</span>, <span>x</span>"
    assert 'href="https://example.org/once.md"' in prose.inline("[x](https://example.org/once.md)")
    assert 'href="#once"' in prose.inline("[once](chapters/once.md)")


# Outcomes


@pytest.mark.parametrize(
    ("clause", "told", "words"),
    [
        (MUST, {}, "kept"),
        (MUST, broken(None), "broken"),
        (MUST, {"outcome": Outcome.NOT_RUN, "reason": "not reached"}, "not run not reached"),
        (MUST, {"outcome": Outcome.NOT_ASKED, "reason": "a factory"}, "not asked a factory"),
        (OPEN, {"observation": "in registration order"}, "open in registration order"),
        (MUST, broken(waiver=Waiver(MUST, "until 2.0")), "waived how until 2.0"),
    ],
)
def test_outcome_is_a_word(clause: str, told: dict[str, Any], words: str) -> None:
    """An outcome is shown as a word, with the reason or the observation."""
    assert outcomes(page(verdict({clause: told})), clause) == [words]


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        (MUST, "MUST · editions 1.0, 1.2, next"),
        (LATER, "MUST · editions 1.2, next"),
        (OPEN, "open · edition 1.0"),
        ("once.registers-through-on", "SHOULD · editions 1.0, 1.2, next · classes only"),
    ],
)
def test_terms_of_a_clause(clause: str, words: str) -> None:
    """A clause shows its level and its editions, and whether it is about classes alone."""
    article = page(verdict()).one("article", id=clause)
    assert " · ".join(each.words for each in article.one(class_="terms").all("span")) == words


@pytest.mark.parametrize(
    ("clause", "terms", "weight", "outcome"),
    [
        (MUST, TERMS, "MUST", "broken"),
        (SHOULD, TERMS, "SHOULD broken, not binding", "broken, not binding"),
        (SHOULD, Terms("1.0", True, True), "SHOULD", "broken"),
        (LATER, TERMS, "in 1.2 broken, not binding", "broken, not binding"),
        (LATER, Terms("1.2", False, False), "MUST", "broken"),
    ],
)
def test_what_does_not_decide(clause: str, terms: Terms, weight: str, outcome: str) -> None:
    """What is broken beside a conforming verdict is called neither MUST nor plainly broken."""
    shown = page(verdict({clause: broken()}, terms=terms))
    failure = shown.one("details", class_="failure")
    assert failure.one(class_="weight").words == weight
    assert outcomes(shown, clause) == [f"{outcome} how"]
    is_decisive = outcome == "broken"
    assert ("open" in failure.attributes) is is_decisive
    assert [each["data-state"] for each in shown.all("details", class_="failure")] == [
        "broken" if is_decisive else "loose"
    ]


def test_candidates_are_gathered_by_outcome() -> None:
    """Of several candidates, the names follow each outcome; most of them are only counted."""
    shown = page(*five())
    assert outcomes(shown, MUST) == [
        "broken by mypkg.one, mypkg.two",
        "kept by mypkg.three, mypkg.four, mypkg.five",
    ]
    assert outcomes(shown, SHOULD) == ["kept by 4 others", "broken, not binding by mypkg.two"]
    assert outcomes(shown, "once.handle-cancels") == ["kept by all"]
    assert [
        each.words for each in shown.one("article", id=MUST).one(class_="outcomes").all("a")
    ] == [
        "mypkg.one",
        "mypkg.two",
    ]


# Failures


def test_failure_has_every_part() -> None:
    """A failure unfolds into steps, expected, actual, place, hint, command and script."""
    failure = page(verdict({MUST: broken()})).one(class_="failure")
    names, values = failure.all("dt"), failure.all("dd")
    assert {name.text: value.words for name, value in zip(names, values)} == {
        "steps": "emitter.emit('joined')",
        "expected": "called once",
        "actual": "called twice",
        "raised at": "emitter.py:7",
        "hint": plain(SPECIFICATION[MUST].hint),
        "again": "pytest --impl=mypkg.emitter -k fires_once",
        "clause": "why, and an example",
    }
    assert failure.one(class_="script").one("pre").text == FAILURE.script
    sentence = plain(SPECIFICATION[MUST].sentence)
    assert failure.one("summary").words == f"{MUST} MUST {sentence} called twice"
    assert failure.one("summary").one("code").text == "once"


def test_failure_leaves_out_what_it_has_not() -> None:
    """A failure without steps, place and script has no headings for them."""
    failure = page(verdict({MUST: broken(Failure((), "this", "that"))})).one(class_="failure")
    assert [each.text for each in failure.all("dt")] == [
        "expected",
        "actual",
        "hint",
        "again",
        "clause",
    ]
    assert not failure.all("pre")


def test_failure_whose_script_passes() -> None:
    """A failure that its script does not show alone says what to look for."""
    given = verdict({MUST: broken(dataclasses.replace(FAILURE, passes_alone=True))})
    failure = page(given).one(class_="failure")
    fields = {name.text: value.words for name, value in zip(failure.all("dt"), failure.all("dd"))}
    assert fields["alone"] == PASSES_ALONE


def test_last_steps_are_shown() -> None:
    """Of many steps the last ones are shown; the script has them all."""
    steps = tuple(f"emitter.emit({number})" for number in range(20))
    failure = page(verdict({MUST: broken(Failure(steps, "a", "b"))})).one(class_="failure")
    first, *rest = failure.all("dd")[0].text.splitlines()
    assert first == "# 10 earlier steps are in the script"
    assert rest == [*steps[10:]]


@pytest.mark.parametrize(("number", "opened"), [(1, 5), (2, 1)])
def test_first_failures_are_unfolded(number: int, opened: int) -> None:
    """The first five failures of a candidate are unfolded, of several candidates the first one."""
    clauses = [clause.id for clause in SPECIFICATION if clause.chapter == "arity"][:7]
    told = {clause: broken() for clause in clauses}
    names = ("one:EventEmitter", "two:EventEmitter")[:number]
    shown = page(*(verdict(told, identity(name)) for name in names))
    for article in shown.all("article", class_="verdict"):
        failures = article.all("details", class_="failure")
        assert ["open" in each.attributes for each in failures] == [
            place < opened for place in range(7)
        ]


def test_program_is_shown_beside_the_check() -> None:
    """A clause that a check and a program break has both failures."""
    by_program = dataclasses.replace(SEEN, actual="called thrice", by_programs=True)
    found = Result(SPECIFICATION[MUST], Outcome.BROKEN, by_program)
    programs = SearchResult(5, 3, 0, 0, found)
    first, second = page(verdict({MUST: broken()}, programs=programs)).all(class_="failure")
    assert "by a program" not in first.one("summary").words
    assert second.one(class_="weight").words == "MUST, by a program"
    assert second.one(class_="actual").words == "called thrice"
    assert second.all("div", id=f"{MUST}/1/program")


def test_program_is_shown_once() -> None:
    """A clause that only programs break has one failure."""
    by_program = dataclasses.replace(SEEN, by_programs=True)
    found = Result(SPECIFICATION[MUST], Outcome.BROKEN, by_program)
    programs = SearchResult(5, 3, 0, 0, None, 1, (found,))
    shown = page(verdict({MUST: broken(by_program)}, programs=programs))
    assert shown.one(class_="failure").one(class_="weight").words == "MUST, by a program"


@pytest.mark.parametrize(
    ("link", "is_link"),
    [
        ("https://example.org/issues/12", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https:", False),
        ("//example.org", False),
        ("http://[", False),
        ("the issue", False),
    ],
)
def test_only_web_links_are_links(link: str, is_link: bool) -> None:
    """What a waiver links to is text unless it begins with http or https."""
    waiver = Waiver(MUST, "our callers rely on it", link, datetime.date(2027, 1, 31))
    shown = page(verdict({MUST: broken(waiver=waiver)}))
    assert len(shown.all(class_="waiver")) == 2
    for told in shown.all(class_="waiver"):
        assert told.words == " ".join(f"our callers rely on it, until 2027-01-31, {link}".split())
        assert [each["href"] for each in told.all("a")] == [link] * is_link
    assert web(link) is is_link


# The top


def test_verdict_of_one_candidate() -> None:
    """The ruling, whom it can replace and the figures are on top, then the failures."""
    told = {MUST: broken(), SHOULD: broken(), "once.handle-cancels": {"outcome": Outcome.NOT_RUN}}
    shown = page(verdict(told))
    top = shown.one("header")
    assert top.one(class_="ruling").words == "NOT CONFORMANT"
    assert "1.1.19: no, 2 clauses. 1.1.20 to 1.2.1" in top.words
    kept = counts.MUST - 2, counts.SHOULD - 1, counts.OPEN
    figures = ", ".join(re.split(" {3}", counts.account(1, 1, kept)))
    assert top.one(class_="figures").words == f"{figures}."
    article = shown.one("article", class_="verdict")
    assert article.one("h2").words == "What is broken"
    first, second = article.all(class_="failure")
    assert first["data-clause"] == MUST
    assert second in article.one(class_="besides").all("details")
    assert article.one(class_="besides").words.startswith("1 broken, not binding")
    assert "10 judged" in article.one(class_="how").words


def test_optional_chapters_that_did_not_run_stand_beside_the_figures() -> None:
    """The top says why bars of an optional chapter are empty, although nothing else did not run."""
    missing = {
        each.id: {"outcome": Outcome.NOT_RUN, "reason": "mypy is not installed"}
        for each in SPECIFICATION
        if each.chapter == "typing"
    }
    top = page(verdict(missing)).one("header")
    assert "not run 0" in top.one(class_="figures").words
    line = f"typing: {len(missing)} not run, mypy is not installed (optional)."
    assert line in top.one(class_="optional").words


def test_program_leads_to_its_failure() -> None:
    """The line about programs leads to the failure, not to the text of the clause."""
    found = Result(SPECIFICATION[MUST], Outcome.BROKEN, SEEN)
    programs = SearchResult(5, 3, 0, 0, found)
    shown = page(verdict({MUST: broken()}, programs=programs))
    (link,) = shown.one(class_="how").all("a")
    assert link["href"] == f"#{MUST}/1"


def test_ruling_has_its_reason() -> None:
    """The text after the word of a ruling is shown, unless the failures tell it."""
    shown = page(verdict())
    assert shown.one(class_="ruling").words == "CONFORMANT: edition 1.0"
    assert shown.one("article", class_="verdict").one("h2").words == "No binding clause is broken"
    incomplete = page(verdict({MUST: {"outcome": Outcome.NOT_RUN}}))
    assert incomplete.one(class_="ruling").words == f"INCOMPLETE: 1 clause did not run ({MUST})"
    assert incomplete.one(class_="ruling").one("a")["href"] == f"#{MUST}"
    assert incomplete.one("article", class_="verdict").one("h2").words == "Nothing is broken so far"


def test_waived_clauses_are_listed() -> None:
    """A verdict that rests on waivers shows them."""
    shown = page(verdict({MUST: broken(waiver=Waiver(MUST, "until 2.0"))}))
    assert shown.one(class_="ruling").words.startswith("WAIVED: edition 1.0, conforms except for")
    assert shown.one(class_="besides").words.startswith(f"1 waived {MUST} MUST waived")


def test_clause_without_evidence_is_listed() -> None:
    """A broken clause that has no failure to show has a line."""
    shown = page(verdict({MUST: broken(None, reason="no emitter")}))
    assert shown.one("p", class_="failure").words == f"{MUST} broken: no emitter"
    shown = page(verdict({MUST: broken(None)}))
    assert shown.one("p", class_="failure").words == f"{MUST} broken"


def test_outdated_waivers_and_unreached_lines() -> None:
    """Outdated waivers and lines that no clause reached are shown."""
    outdated = (f"waiver of {MUST}: the clause is kept; remove the waiver",)
    shown = page(verdict(outdated=outdated, unreached=("emitter.py: 40-42",)))
    assert shown.one(class_="outdated").words == f"change the {outdated[0]}"
    assert "no clause reached: emitter.py: 40-42." in shown.one(class_="how").words
    assert "Clauses reached every line." in page(verdict(unreached=())).one(class_="how").words
    assert "reached" not in page(verdict()).one(class_="how").words


def test_run_that_tried_nothing_has_no_figures() -> None:
    """A run that tried nothing has a ruling and no figures."""
    nothing = {clause.id: {"outcome": Outcome.NOT_RUN} for clause in SPECIFICATION}
    shown = page(verdict(nothing, programs=None))
    assert not shown.all(class_="figures")
    assert shown.one(class_="ruling").words.startswith("INCOMPLETE")


def test_page_tells_when_and_where() -> None:
    """The edition and Python stand on top; the time, the platform and the packages below."""
    shown = page(verdict())
    assert shown.one(class_="kind").words == "Emitter conformance, edition 1.0, CPython 3.11.7"
    assert shown.one("footer").words == "Finished 2026-11-22 16:15:38 UTC. Linux, pytest 8.0."


# Every clause at a glance


def test_row_for_each_candidate() -> None:
    """A row has the ruling, the name, whom the candidate replaces, and what is wrong."""
    shown = page(*five())
    assert shown.one("h1").words == "3 of 5 candidates conform"
    head, *rows = shown.one("table", class_="strip").all("tr")
    assert [each.words for each in head.all("th")][:3] == [
        "candidate",
        "0.19.1 to 1.1.19",
        "1.1.20 to 1.2.1",
    ]
    chapters = [chapter.name for chapter in SPECIFICATION.chapters]
    assert [each.words for each in head.one(class_="chapters").all("i")] == chapters
    sentence = plain(SPECIFICATION[MUST].sentence)
    assert [row.words for row in rows] == [
        f"✗ mypkg.one no no 1 clause broken: {sentence}",
        f"✗ mypkg.two no no 1 clause broken: {sentence}",
        *[f"✓ mypkg.{name} yes yes" for name in ("three", "four", "five")],
    ]
    assert [row.one("th").one("a")["href"] for row in rows] == [
        f"#verdict-{number}" for number in range(1, 6)
    ]
    link = rows[0].one("small").one("a")
    assert (link["href"], link["title"]) == (f"#{MUST}/1", MUST)


def test_who_conforms_is_named_and_what_is_broken_comes_first() -> None:
    """Those that conform stand beneath the title; their verdicts come after the others."""
    shown = page(verdict(candidate=identity("mypkg.one:EventEmitter")), verdict({MUST: broken()}))
    assert shown.one("p", class_="names").words == "mypkg.one"
    assert [each["id"] for each in shown.all("article", class_="verdict")] == [
        "verdict-2",
        "verdict-1",
    ]


@pytest.mark.parametrize(("number", "style"), [(7, "strip"), (8, "strip long")])
def test_many_candidates_take_less_space(number: int, style: str) -> None:
    """From eight candidates on, a row of the picture is less high."""
    verdicts = [
        verdict(candidate=identity(f"mypkg.e{each}:EventEmitter")) for each in range(number)
    ]
    assert page(*verdicts).one("table", class_="strip")["class"] == style


@pytest.mark.parametrize(
    ("told", "terms", "words"),
    [
        ({LATER: broken()}, TERMS, "✓ yes no 1 clause broken, not binding"),
        ({MUST: broken(), SHOULD: broken()}, TERMS, "✗ no no 1 clause broken"),
        ({MUST: broken(waiver=Waiver(MUST, "x"))}, TERMS, "✓ yes yes 1 clause waived"),
        (
            {MUST: {"outcome": Outcome.NOT_RUN}},
            TERMS,
            f"? not judged not judged 1 clause did not run ({MUST})",
        ),
        (
            {MUST: {"outcome": Outcome.NOT_RUN}},
            Terms("1.0", True, False, narrowed=True),
            "? not judged not judged the run was narrowed, 1 clause did not run",
        ),
    ],
)
def test_row_says_what_is_wrong(told: dict[str, Any], terms: Terms, words: str) -> None:
    """What decides is named; what does not is counted."""
    both = [verdict(told, identity(f"mypkg.{name}:Bus"), terms=terms) for name in ("one", "two")]
    row = page(*both).one("table", class_="strip").all("tr")[1]
    name, sentence = "mypkg.one ", plain(SPECIFICATION[MUST].sentence)
    assert row.words.replace(name, "").replace(f": {sentence}", "") == words


@pytest.mark.parametrize(
    ("told", "narrowed", "state"),
    [
        ({}, False, "kept"),
        ({MUST: broken()}, False, "broken"),
        ({MUST: {"outcome": Outcome.NOT_RUN}}, False, "broken"),
        ({MUST: {"outcome": Outcome.NOT_RUN}}, True, "not-run"),
    ],
)
def test_colour_of_a_ruling(told: dict[str, Any], narrowed: bool, state: str) -> None:
    """Green is what conforms, and nothing else; a narrowed run has a colour of its own."""
    shown = page(verdict(told, terms=Terms("1.0", True, False, narrowed=narrowed)))
    assert shown.one(class_="ruling")["data-state"] == state
    assert shown.one("table", class_="strip").one(class_="mark")["data-state"] == state


def test_row_of_a_single_candidate_repeats_nothing() -> None:
    """What is wrong with a single candidate stands above and beneath the picture."""
    row = page(verdict({MUST: broken()})).one("table", class_="strip").all("tr")[1]
    assert row.words == "✗ mypkg.emitter:EventEmitter no no"


@pytest.mark.parametrize(
    ("clause", "told", "state", "word", "place"),
    [
        (MUST, {}, "", "kept", MUST),
        (MUST, broken(), "broken", "broken", f"{MUST}/1"),
        (MUST, {**broken(), "outcome": Outcome.TIMEOUT}, "broken", "timeout", f"{MUST}/1"),
        (MUST, broken(None), "broken", "broken", MUST),
        (SHOULD, broken(), "loose", "broken, not binding", f"{SHOULD}/1"),
        (MUST, broken(waiver=Waiver(MUST, "x")), "waived", "waived", f"{MUST}/1"),
        (MUST, {"outcome": Outcome.NOT_RUN}, "not-run", "not run", MUST),
        (MUST, {"outcome": Outcome.NOT_ASKED}, "not-asked", "not asked", MUST),
        (OPEN, {}, "open", "open", OPEN),
    ],
)
def test_bar_of_a_clause(
    clause: str, told: dict[str, Any], state: str, word: str, place: str
) -> None:
    """A bar is a link with the clause and its outcome in words."""
    shown = page(verdict({clause: told}))
    bars = shown.one(class_="bars").all("a")
    assert len(bars) == counts.CLAUSES
    bar = bars[[each.id for each in SPECIFICATION].index(clause)]
    assert (bar["class"], bar["title"], bar["href"]) == (state, f"{clause}: {word}", f"#{place}")
    assert not bar.words


def test_legend_has_what_occurs() -> None:
    """The legend explains the colours of the picture, and no others."""
    legend = page(*five()).one(class_="legend")
    assert legend.words == ("One bar is one clause: broken, binding broken, not binding kept open")


def test_filters_offer_what_occurs() -> None:
    """Each outcome, level and candidate can be selected."""
    form = page(*five()).one("form")
    outcome, level, candidate = form.all("select")
    assert [each.words for each in outcome.all("option")] == [
        *("every outcome", "broken, binding", "broken, not binding", "kept", "open")
    ]
    assert [each.words for each in level.all("option")] == ["every level", "MUST", "SHOULD", "open"]
    assert [each.words for each in candidate.all("option")] == [
        "every candidate",
        *[f"mypkg.{name}" for name in ("one", "two", "three", "four", "five")],
    ]
    assert "hidden" in form.attributes


def test_one_candidate_is_compared_with_nothing() -> None:
    """A report on one candidate offers no comparison, and calls it by its whole name."""
    shown = page(verdict({MUST: broken()}))
    assert not shown.all("select", name="candidate")
    assert not shown.all("input", name="differs")
    assert shown.one("h1").words == "mypkg.emitter:EventEmitter 0.3"


def test_no_candidate_conforms() -> None:
    """The title says so if no candidate conforms, and if one does."""
    wrong = verdict({MUST: broken()})
    assert page(wrong, wrong).one("h1").words == "None of 2 candidates conform"
    assert page(wrong, verdict()).one("h1").words == "1 of 2 candidates conforms"


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (("one:EventEmitter", "two:EventEmitter"), ["one", "two"]),
        (("one:EventEmitter", "two:Emitter"), ["one:EventEmitter", "two:Emitter"]),
        (("one:EventEmitter", "one:EventEmitter"), ["one 0.3", "one 0.3"]),
        (("one:EventEmitter",), ["one:EventEmitter"]),
    ],
)
def test_short_names(names: tuple[str, ...], short: list[str]) -> None:
    """A common end of all names is left out; the version tells equal names apart."""
    assert short_names([verdict(candidate=identity(name)) for name in names]) == short


# Safety


def hostile() -> Verdict:
    """Return a verdict in which everything that is not the specification's tries to break out."""
    failure = Failure((HOSTILE,), HOSTILE, HOSTILE, HOSTILE, HOSTILE, False, HOSTILE)
    waiver = Waiver(SHOULD, HOSTILE, f"javascript:{HOSTILE}", None, (HOSTILE,))
    told = {
        MUST: broken(failure),
        SHOULD: broken(failure, waiver=waiver),
        OPEN: {"observation": HOSTILE},
        "once.handle-cancels": {"outcome": Outcome.NOT_RUN, "reason": HOSTILE},
    }
    candidate = Identity(HOSTILE, HOSTILE, True, HOSTILE, HOSTILE)
    return verdict(told, candidate, outdated=(HOSTILE,), unreached=(HOSTILE,))


@pytest.mark.parametrize("number", [1, 2])
def test_hostile_text_stays_text(number: int) -> None:
    """Text of a candidate becomes no element, attribute or link."""
    environment = Environment(HOSTILE, HOSTILE, HOSTILE, {HOSTILE: HOSTILE})
    given = Report(HOSTILE, environment, (hostile(),) * number)
    shown = read(html.render(given, SPECIFICATION))
    assert not shown.all("img")
    assert shown.one("script").text == source("report.js")
    assert not [each for each in shown.all() for name in each.attributes if name[:2] == "on"]
    assert not [each for each in shown.all("a") if not each["href"].startswith(("#", RFC))]
    assert shown.all(class_="script")[0].one("pre").text == HOSTILE


def test_page_loads_nothing() -> None:
    """The page holds all it needs, and its policy forbids the browser to fetch anything."""
    text = html.render(report(*five()), SPECIFICATION)
    shown = read(text)
    assert not [each for each in shown.all() if {"src", "srcset", "data"} & set(each.attributes)]
    assert not shown.all("link")
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|import\(", source("report.css"))
    assert "http" not in re.sub(rf"<pre.*?</pre>|http-equiv|{RFC}", "", text, flags=re.DOTALL)


def test_policy_knows_its_own_style_and_script() -> None:
    """A script or a style that is not the page's own does not run."""
    shown = page(hostile())
    policy = shown.one("meta", http_equiv="Content-Security-Policy")["content"]
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        digest = hashlib.sha256(shown.one(tag).text.encode()).digest()
        assert f"{tag}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy


def test_saved_report_gives_the_same_page(tmp_path: Path) -> None:
    """A report can be kept as JSON and rendered later."""
    given = report(*five(), hostile())
    path = tmp_path / "report.json"
    path.write_text(saved.render(given, SPECIFICATION), encoding="utf-8")
    again = html.render(saved.load(path, SPECIFICATION), SPECIFICATION)
    assert again == html.render(given, SPECIFICATION)


# Access


def test_headings_are_in_order() -> None:
    """No level of headings is left out, and there is one title."""
    for shown in (page(verdict({MUST: broken()})), page(*five())):
        levels = [int(each.tag[1]) for each in shown.all() if re.fullmatch(r"h\d", each.tag)]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:]))


def test_page_can_be_read_aloud() -> None:
    """The page has a language, a title, a skip link, captions, scopes and labels."""
    shown = page(*five())
    assert shown.one("html")["lang"] == "en"
    assert shown.one("title").text == "3 of 5 candidates conform: emitter conformance"
    skips = [each["href"] for each in shown.all("a", class_="skip")]
    assert skips == ["#broken", "#specification"]
    assert all(table.one("caption").words for table in shown.all("table"))
    assert {each["scope"] for each in shown.all("th")} == {"row", "col"}
    assert all(button.words for button in shown.all("button"))
    labelled = [each for label in shown.all("label") for each in label.all("input")]
    fields = [*shown.all("input"), *shown.all("select")]
    assert all(each in labelled or each["aria-label"] for each in fields)


def test_without_its_script_the_page_is_whole() -> None:
    """Without its script the page hides only the controls that need it."""
    shown = page(verdict({MUST: broken()}))
    hidden = [each.tag for each in shown.all() if "hidden" in each.attributes]
    assert hidden == ["form", "button", "button"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_told_apart(scheme: str) -> None:
    """Every text has the contrast of WCAG AA in both colour schemes."""
    light, dark = re.findall(r":root \{(.*?)\}", source("report.css"), re.DOTALL)[:2]
    colours = dict(re.findall(r"--([\w-]+): (#\w{6});", light))
    colours.update(re.findall(r"--([\w-]+): (#\w{6});", dark) if scheme == "dark" else ())
    shades = {"broken": "broken-shade", "waived": "waived-shade", "not-run": "not-run-shade"}
    pairs = [(ink, ground) for ink in ("ink", "quiet", "link") for ground in ("paper", "shade")]
    pairs += [(state, "paper") for state in ("kept", *shades)]
    pairs += [*shades.items(), *(("ink", shade) for shade in shades.values())]
    for ink, ground in pairs:
        assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG defines it."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
