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
from emitter_conformance.reports.html import short_names, web
from emitter_conformance.reports.markdown_to_html import Prose
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
        assert article.one("h3").words == clause.id
        assert article.one("p", class_="norm").words == plain(clause.sentence)
        word = "broken" if clause.id == MUST else "kept"
        word = "observed" if clause.level is Level.OPEN else word
        assert article.one(class_="outcomes").words == word


def test_clause_is_shown_whole() -> None:
    """Reason, hint and example stand with the sentence, its normative word in bold."""
    clause = SPECIFICATION[MUST]
    article = page(verdict()).one("article", id=MUST)
    assert article.one(class_="norm").one("strong").text == "MUST"
    assert plain(clause.why) in article.words
    assert plain(clause.hint) in article.words
    assert article.one(class_="example").one("pre").text == clause.example


def test_chapters_have_title_and_introduction() -> None:
    """A chapter is a section with its number, its title and its opening paragraphs."""
    shown = page(verdict())
    sections = shown.all("section", class_="chapter")
    assert [each.one("h2").words for each in sections] == [
        f"{chapter.number} {chapter.title}" for chapter in SPECIFICATION.chapters
    ]
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
        (OPEN, {"observation": "in registration order"}, "observed in registration order"),
        (MUST, broken(waiver=Waiver(MUST, "until 2.0")), "waived until 2.0"),
    ],
)
def test_outcome_is_a_word(clause: str, told: dict[str, Any], words: str) -> None:
    """An outcome is shown as a word, with the reason or the observation."""
    assert outcomes(page(verdict({clause: told})), clause) == [words]


@pytest.mark.parametrize(
    ("clause", "terms", "words"),
    [
        (MUST, TERMS, "MUST · editions 1.0, 1.2 · binding"),
        (SHOULD, TERMS, "SHOULD · editions 1.0, 1.2 · not binding: SHOULD"),
        (SHOULD, Terms("1.0", True, True), "SHOULD · editions 1.0, 1.2 · binding"),
        (LATER, TERMS, "MUST · edition 1.2 · not binding: not in edition 1.0"),
        (OPEN, TERMS, "open · edition 1.0 · every choice conforms"),
        (
            "once.registers-through-on",
            TERMS,
            "SHOULD · editions 1.0, 1.2 · classes only · not binding: SHOULD",
        ),
    ],
)
def test_terms_of_a_clause(clause: str, terms: Terms, words: str) -> None:
    """A clause shows its level, its editions and whether it binds."""
    article = page(verdict(terms=terms)).one("article", id=clause)
    assert " · ".join(each.words for each in article.one(class_="terms").all("span")) == words


def test_binding_can_differ() -> None:
    """A clause that binds for some candidates only has their letters."""
    shown = page(verdict(), verdict(terms=Terms("1.0", True, True), candidate=identity("a:b")))
    words = shown.one("article", id=SHOULD).one(class_="terms").words
    assert words.endswith("not binding: SHOULD for a binding for b")


def test_candidates_are_gathered_by_outcome() -> None:
    """Of several candidates, the letters follow each outcome."""
    shown = page(*five())
    assert outcomes(shown, MUST) == ["broken a b", "kept c d e"]
    assert outcomes(shown, "once.handle-cancels") == ["kept a b c d e"]
    assert "candidates differ" in shown.one("article", id=MUST).one(class_="terms").words


# Failures


def test_failure_has_every_part() -> None:
    """A failure unfolds into steps, expected, actual, place, hint, command and script."""
    failure = page(verdict({MUST: broken()})).one("article", id=MUST).one(class_="failure")
    names, values = failure.all("dt"), failure.all("dd")
    assert {name.text: value.words for name, value in zip(names, values)} == {
        "candidate": "mypkg.emitter:EventEmitter 0.3",
        "steps": "emitter.emit('joined')",
        "expected": "called once",
        "actual": "called twice",
        "raised at": "emitter.py:7",
        "hint": plain(SPECIFICATION[MUST].hint),
        "again": "pytest --impl=mypkg.emitter -k fires_once",
    }
    assert failure.one(class_="script").one("pre").text == FAILURE.script
    assert failure.one("summary").words == "broken called twice"


def test_failure_leaves_out_what_it_has_not() -> None:
    """A failure without steps, place and script has no headings for them."""
    failure = page(verdict({MUST: broken(Failure((), "this", "that"))})).one(class_="failure")
    assert [each.text for each in failure.all("dt")] == [
        "candidate",
        "expected",
        "actual",
        "hint",
        "again",
    ]
    assert not failure.all("pre")


def test_program_is_shown_beside_the_check() -> None:
    """A clause that a check and a program break has both failures."""
    by_program = dataclasses.replace(SEEN, actual="called thrice", by_programs=True)
    found = Result(SPECIFICATION[MUST], Outcome.BROKEN, by_program)
    programs = SearchResult(5, 3, 0, 0, found)
    first, second = page(verdict({MUST: broken()}, programs=programs)).all(class_="failure")
    assert "by a program" not in first.one("summary").words
    assert second.one("summary").words == "broken by a program called thrice"
    assert second.all("div", id=f"{MUST}/a/program")


def test_program_is_shown_once() -> None:
    """A clause that only programs break has one failure."""
    by_program = dataclasses.replace(SEEN, by_programs=True)
    found = Result(SPECIFICATION[MUST], Outcome.BROKEN, by_program)
    programs = SearchResult(5, 3, 0, 0, None, 1, (found,))
    shown = page(verdict({MUST: broken(by_program)}, programs=programs))
    assert shown.one(class_="failure").one("summary").words == "broken by a program called twice"


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
    shown = page(verdict({MUST: broken(waiver=waiver)})).one("article", id=MUST)
    for told in shown.all(class_="waiver"):
        assert told.words == " ".join(f"our callers rely on it, until 2027-01-31, {link}".split())
        assert [each["href"] for each in told.all("a")] == [link] * is_link
    assert web(link) is is_link


# The top


def test_verdict_of_one_candidate() -> None:
    """The ruling, the figures, the editions, the programs and the broken clauses are on top."""
    told = {MUST: broken(), SHOULD: broken(), "once.handle-cancels": {"outcome": Outcome.NOT_RUN}}
    top = page(verdict(told)).one("article", class_="verdict")
    assert top.one(class_="ruling").words == "NOT CONFORMANT"
    kept = counts.MUST - 2, counts.SHOULD - 1, counts.OPEN
    figures = counts.account(1, 1, kept).replace("(not binding)", "not binding")
    assert top.one(class_="figures").words == " ".join(figures.split())
    assert top.one(class_="editions").words == "does not conform to 1.0; does not conform to 1.2"
    assert "10 judged" in top.all(class_="programs")[0].words
    binding, other = top.all("details")
    assert binding.words == f"1 clause broken, binding {MUST}"
    assert other.words == f"1 clause broken, not binding {SHOULD}"
    assert binding.one("a")["href"] == f"#{MUST}/a"


def test_ruling_names_what_is_not_in_a_list() -> None:
    """A ruling without deciding clauses is shown whole."""
    assert page(verdict()).one(class_="ruling").words == "CONFORMANT: edition 1.0"
    incomplete = page(verdict({MUST: {"outcome": Outcome.NOT_RUN}}))
    assert incomplete.one(class_="ruling").words == f"INCOMPLETE: 1 clause did not run ({MUST})"
    assert incomplete.one(class_="ruling").one("a")["href"] == f"#{MUST}"


def test_waived_clauses_are_listed() -> None:
    """A verdict that rests on waivers names them."""
    shown = page(verdict({MUST: broken(waiver=Waiver(MUST, "until 2.0"))}))
    assert shown.one(class_="ruling").words == "WAIVED"
    assert shown.one(class_="verdict").one("details").words == f"1 clause waived {MUST}"


def test_outdated_waivers_and_unreached_lines() -> None:
    """Outdated waivers and lines that no clause reached are shown."""
    outdated = (f"waiver of {MUST}: the clause is kept; remove the waiver",)
    shown = page(verdict(outdated=outdated, unreached=("emitter.py: 40-42",)))
    assert shown.one(class_="outdated").words == f"change the {outdated[0]}"
    assert "emitter.py: 40-42" in shown.one(class_="verdict").words
    assert "Clauses reached every line." in page(verdict(unreached=())).text
    assert "reached" not in page(verdict()).one(class_="verdict").words


def test_run_that_tried_nothing_has_no_figures() -> None:
    """A run that tried nothing has a ruling and no figures."""
    nothing = {clause.id: {"outcome": Outcome.NOT_RUN} for clause in SPECIFICATION}
    shown = page(verdict(nothing, programs=None))
    assert not shown.all(class_="figures")
    assert shown.one(class_="ruling").words.startswith("INCOMPLETE")


def test_head_tells_when_and_where() -> None:
    """The time, Python, the platform and the packages are named."""
    when = page(verdict()).one(class_="when").words
    assert when == (
        "Judged by edition 1.0. Finished 2026-11-22 16:15:38 UTC. "
        "CPython 3.11.7, Linux, pytest 8.0."
    )


def test_one_candidate_is_no_matrix() -> None:
    """A report on one candidate has no letters and nothing to compare; chapters have figures."""
    shown = page(verdict({MUST: broken()}))
    assert not shown.all("table")
    assert not shown.all(class_="key")
    assert not shown.all("input", type="radio")
    assert not shown.all("input", name="differs")
    assert shown.one("h1").words == "mypkg.emitter:EventEmitter 0.3"
    once = shown.one("li", data_chapter="once").one("a", class_="tally")
    assert once.words == "19/20 1 broken"
    assert once["href"] == f"#{MUST}/a"


def test_matrix_has_a_row_for_each_chapter() -> None:
    """A cell has kept of asked, with a link to the first broken clause or the chapter."""
    matrix = page(*five()).one("table", class_="matrix")
    head, *rows = matrix.all("tr")
    assert [each.words for each in head.all("th")] == ["chapter", "a", "b", "c", "d", "e"]
    assert [row.one("th").words for row in rows] == [each.title for each in SPECIFICATION.chapters]
    once = rows[6].all("td")
    assert [cell.words for cell in once] == ["19/20 1 broken", "18/20 2 broken", *["20/20"] * 3]
    assert [cell.one("a")["href"] for cell in once[1:3]] == [f"#{MUST}/b", "#once"]


@pytest.mark.parametrize(
    ("told", "state", "text", "place"),
    [
        ({SHOULD: broken(), MUST: broken()}, "broken", "18/20 2 broken", f"#{MUST}/a"),
        ({SHOULD: broken()}, "loose", "19/20 1 broken", f"#{SHOULD}/a"),
        ({MUST: broken(None)}, "broken", "19/20 1 broken", f"#{MUST}"),
        ({MUST: {"outcome": Outcome.NOT_RUN}}, "not run", "19/20 1 not run", "#once"),
        ({MUST: {"outcome": Outcome.NOT_ASKED}}, "kept", "19/19", "#once"),
        (
            {MUST: broken(waiver=Waiver(MUST, "x")), "once.is-per-event": broken()},
            "broken",
            "18/20 1 broken, 1 waived",
            "#once.is-per-event/a",
        ),
        ({MUST: broken(waiver=Waiver(MUST, "x"))}, "waived", "19/20 1 waived", f"#{MUST}/a"),
        (
            {
                clause.id: {"outcome": Outcome.NOT_ASKED}
                for clause in SPECIFICATION
                if clause.chapter == "once"
            },
            "not asked",
            "none",
            "#once",
        ),
    ],
)
def test_cell_tells_the_worst(told: dict[str, Any], state: str, text: str, place: str) -> None:
    """A cell shows what decides before what does not bind, and waivers last."""
    matrix = page(verdict(told), verdict()).one("table", class_="matrix")
    cell = matrix.all("tr")[7].all("td")[0]
    assert (cell["data-state"], cell.words, cell.one("a")["href"]) == (state, text, place)


def test_differences_are_listed() -> None:
    """The clauses where candidates differ have a table of their own."""
    shown = page(*five())
    differing = shown.one("details", class_="differing")
    assert differing.one("summary").words == "2 clauses where they differ"
    rows = [row.words for row in differing.all("tr")[1:]]
    assert rows == [
        f"{MUST} MUST broken broken kept kept kept",
        f"{SHOULD} SHOULD kept broken kept kept kept",
    ]
    assert not page(verdict(), verdict()).all(class_="differing")


def test_filters_offer_what_occurs() -> None:
    """Each level, outcome and candidate can be selected, with the number of clauses."""
    form = page(*five()).one("form")
    labels = [label.words for label in form.all("label")]
    opened = counts.OF_LEVEL[Level.OPEN]
    assert labels == [
        *[f"MUST {counts.OF_LEVEL[Level.MUST]}", f"SHOULD {counts.OF_LEVEL[Level.SHOULD]}"],
        *[f"open {opened}", f"kept {counts.CLAUSES - opened}", f"observed {opened}"],
        *["broken 2", "all"],
        *["a mypkg.one", "b mypkg.two", "c mypkg.three", "d mypkg.four", "e mypkg.five"],
        "only where they differ 2",
    ]
    assert "hidden" in form.attributes


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (("one:EventEmitter", "two:EventEmitter"), ["one", "two"]),
        (("one:EventEmitter", "two:Emitter"), ["one:EventEmitter", "two:Emitter"]),
        (("one:EventEmitter", "one:EventEmitter"), ["one:EventEmitter", "one:EventEmitter"]),
        (("one:EventEmitter",), ["one:EventEmitter"]),
    ],
)
def test_short_names(names: tuple[str, ...], short: list[str]) -> None:
    """A common end of all names is left out where the names stay different."""
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
    assert shown.one("title").text == "5 candidates, edition 1.0: emitter conformance"
    assert shown.one("a", class_="skip")["href"] == "#specification"
    assert all(table.one("caption").words for table in shown.all("table"))
    assert {each["scope"] for each in shown.all("th")} == {"row", "col"}
    assert all(button.words for button in shown.all("button"))
    labelled = [each for label in shown.all("label") for each in label.all("input")]
    assert labelled == shown.all("input")


def test_without_its_script_the_page_is_whole() -> None:
    """Without its script the page hides only the controls that need it."""
    shown = page(verdict({MUST: broken()}))
    hidden = [each.tag for each in shown.all() if "hidden" in each.attributes]
    assert hidden == ["form", "button"]


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
