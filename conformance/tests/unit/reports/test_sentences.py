"""All outputs share the sentences about figures, editions and the ruling."""

from __future__ import annotations

import dataclasses
import datetime
import re

import counts
import pytest
from emitter_conformance.core.describe import NOTHING_CALLED
from emitter_conformance.reports import sentences
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import Outcome, Result, SearchResult, Verdict
from emitter_conformance.verdict.waivers import Waiver
from emitter_spec import Level, Subject
from verdicts import (
    CANDIDATE,
    DEFAULT,
    DRAFT,
    FACTORY,
    LOST,
    MUST,
    ORDER,
    OTHER,
    SHOULD,
    SPECIFICATION,
    STRICT,
    broken,
    lost,
    rejected,
    verdict,
)

FAKE = dataclasses.replace(
    CANDIDATE, lacks=("on as a decorator", "once with a callback", "once as a decorator", "off")
)
DOUBLE = dataclasses.replace(DEFAULT, profile="double")


def test_fake_begins_with_what_a_test_cannot_rely_on() -> None:
    """The first sentence says what the fake does and LiveKit's class does not."""
    ids = ["rejection.async-methods", "arity.classes", "arity.partials", "removal.can-be-undone"]
    lines = sentences.account(verdict(*ids, terms=DOUBLE), SPECIFICATION)
    assert " ".join(" ".join(lines).split()).startswith(
        "Unlike LiveKit's class, this fake takes or refuses other callbacks, counts the parameters "
        "of some callbacks otherwise, breaks 1"
    )
    assert not any(line.startswith("Drop-in") for line in lines)
    ids += ["rejection.coroutine-functions", "arity.surplus-is-dropped"]
    lines = sentences.account(verdict(*ids, terms=DOUBLE), SPECIFICATION)
    assert " ".join(" ".join(lines).split()).startswith(
        "Unlike LiveKit's class, this fake takes async callbacks, passes more arguments than a "
        "callback takes, breaks 1"
    )


def test_fake_that_lacks_methods() -> None:
    """What a fake lacks is named, and the clauses that are not asked for that."""
    judged = verdict(terms=DOUBLE, candidate=FAKE)
    lines = sentences.account(judged, SPECIFICATION)
    assert lines[0].startswith("A test can rely on this fake for what it has. It has no on")
    assert any(line.startswith("not asked about what it lacks: ") for line in lines)
    counted = next(line for line in lines if line.startswith("MUST "))
    assert "SHOULD" not in counted
    assert "open" not in counted
    assert sentences.ruling(judged) == "CONFORMANT: edition 1.0, profile double"


def test_fake_that_was_not_judged_whole() -> None:
    """Of a fake whose verdict is not complete nothing is promised."""
    lines = sentences.account(verdict(terms=DOUBLE, missing=MUST), SPECIFICATION)
    assert lines[0].startswith("mypkg.emitter:EventEmitter")


def test_subclass_says_why_it_is_one() -> None:
    """A class that has fixed the type of its events is judged without clauses about classes."""
    judged = verdict(candidate=dataclasses.replace(CANDIDATE, fixed="EventEmitter[str]"))
    first, second, *_ = sentences.account(judged, SPECIFICATION)
    assert "edition 1.0, profile subclass" in first
    assert second.startswith("subclass: EventEmitter[str] fixes the type of its events;")


def test_thread_safe_says_what_binds_beyond_must() -> None:
    """The line of counts names the chapters whose SHOULD clauses bind."""
    terms = dataclasses.replace(DEFAULT, profile="thread-safe")
    assert any("(threads binding)" in each for each in sentences.counts(verdict(terms=terms)))


def test_command_to_try_again_has_the_profile() -> None:
    """A clause that binds by the profile needs no further option."""
    clause = broken("threads.removals-are-kept")
    terms = dataclasses.replace(DEFAULT, profile="thread-safe")
    again = sentences.again(clause, CANDIDATE, terms, SPECIFICATION)
    assert "--impl-profile=thread-safe -k" in again
    again = sentences.again(broken("surface.passes-by-position"), CANDIDATE, terms, SPECIFICATION)
    assert "--impl-profile=thread-safe --impl-strict -k" in again


def test_conforming_verdict() -> None:
    """Counts are of all clauses, and both editions are reported."""
    lines = sentences.account(verdict(), SPECIFICATION)
    assert lines[0].startswith("mypkg.emitter:EventEmitter 0.3    edition 1.0    python 3.")
    assert lines[1:] == [
        "Drop-in for LiveKit's EventEmitter 0.19.1 to 1.1.19: yes. 1.1.20 to 1.2.1",
        "  (callbacks run in registration order): yes.",
        counts.account(),
        "every program of up to 5 operations: 26866 judged; random: 2000, seed 0",
        *(f"{name}: {n}/{n} (optional)" for name, n in counts.OPTIONAL_OF.items()),
        "conforms to 1.0; conforms to 1.2; next (draft, decides nothing): yes",
    ]
    assert sentences.ruling(verdict()) == "CONFORMANT: edition 1.0"


def test_clauses_of_the_other_edition_are_named() -> None:
    """Clauses that only the other edition decides are named with that edition."""
    order = "emission.order-is-registration-order"
    lines = sentences.account(verdict(order), SPECIFICATION)
    assert lines[-2:] == [
        "conforms to 1.0; does not conform to 1.2 (emission.order-is-registration-order);",
        "  next (draft, decides nothing): no, 1 clause",
    ]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (verdict("once.is-cut"), "next (draft, decides nothing): no, 1 clause"),
        (verdict(missing="once.is-cut"), "next (draft, decides nothing): not judged"),
        (verdict(SHOULD, terms=STRICT), "next (draft, decides nothing): yes"),
        (verdict("once.is-cut", terms=DRAFT), "next (draft): no, 1 clause"),
        (verdict(SHOULD, terms=dataclasses.replace(DRAFT, strict=True)), "next (draft): yes"),
    ],
)
def test_draft_is_told_as_one(given: Verdict, words: str) -> None:
    """Whether a candidate conforms to a draft comes with whether that decides anything."""
    assert " ".join(" ".join(sentences.account(given, SPECIFICATION)).split()).endswith(words)


def test_ruling_names_five_clauses() -> None:
    """The ruling names five broken clauses and counts the others."""
    ids = [clause.id for clause in SPECIFICATION.clauses("1.0") if clause.level.value == "MUST"]
    words = sentences.ruling(verdict(*ids))
    assert words.startswith("NOT CONFORMANT: surface.emitters-are-independent, surface.emit-")
    assert words.endswith(f" and {len(ids) - 5} more")
    assert words.count(", ") == 4


def test_missing_marker_is_told_once() -> None:
    """Clauses about annotations that mypy does not read have one line, with the reason."""
    words = 'error: Skipping analyzing "lk": module is installed, but ' + sentences.NO_MARKER
    untyped = broken("typing.nothing-is-untyped", Failure((), "no error in the last line", words))
    others = [untyped, broken("typing.is-contravariant")]
    line, _ = sentences.optional(verdict(others=others))
    number = counts.OPTIONAL_OF["typing"]
    told = "2 broken, as mypy does not read a package without py.typed"
    assert line == f"typing: {number - 2}/{number} (optional): {told}"


def test_versions_are_those_of_the_editions() -> None:
    """A verdict says for which versions of LiveKit a candidate can be put in."""
    first, later = "0.19.1 to 1.1.19", "1.1.20 to 1.2.1 (callbacks run in registration order)"
    begin = "Drop-in for LiveKit's EventEmitter"
    waiver, waived = Waiver(MUST, "until 2.0"), "yes, except for 1 clause waived"
    lost = broken("drop_in.names-of-attributes-are-free")
    for given, words in (
        (verdict(ORDER), f"{begin} {first}: yes. {later}: no, 1 clause."),
        (verdict(SHOULD), f"{begin} {first}: no, 1 clause. {later}: no, 1 clause."),
        (verdict(others=[lost]), f"{begin} {first}: no, 1 clause. {later}: no, 1 clause."),
        (verdict(MUST, OTHER), f"{begin} {first}: no, 2 clauses. {later}: no, 2 clauses."),
        (verdict(missing=MUST), ""),
        (
            verdict(MUST, waivers=[waiver]),
            f"{begin} {first}: {waived}. {later}: {waived}.",
        ),
    ):
        assert sentences.drop_in(given, SPECIFICATION) == words


def test_edition_without_versions_is_no_drop_in() -> None:
    """An edition that names no versions of LiveKit is left out."""
    draft = dataclasses.replace(SPECIFICATION.editions[0], covers="a draft")
    without = dataclasses.replace(SPECIFICATION, editions=(draft,))
    assert sentences.drop_in(verdict(), without) == ""


def test_many_clauses_are_cut_elsewhere() -> None:
    """Lists other than the ruling name three clauses and count the rest."""
    ids = [clause.id for clause in SPECIFICATION.clauses("1.2") if "1.0" not in clause.editions]
    lines = "\n".join(sentences.account(verdict(*ids, terms=STRICT), SPECIFICATION))
    assert f" and {len(ids) - 3} more)" in lines


def test_broken_should_is_named_where_it_does_not_bind() -> None:
    """A broken SHOULD has a line of its own unless a strict ruling names it."""
    lines = sentences.account(verdict("once.is-not-cut"), SPECIFICATION)
    assert "SHOULD broken: once.is-not-cut" in lines
    strict = verdict("once.is-not-cut", terms=STRICT)
    assert not [line for line in sentences.account(strict, SPECIFICATION) if "SHOULD bro" in line]
    assert sentences.ruling(strict) == "NOT CONFORMANT: once.is-not-cut"


def test_programs() -> None:
    """The programs have a line with their reach, the rejected one, or that none was run."""
    assert sentences.programs(None) == "programs did not run"
    rejected = SearchResult(5, 26866, 7, 0, broken("removal.twice-is-silent"))
    assert sentences.programs(rejected) == "programs: number 26873 breaks removal.twice-is-silent"
    missing = dataclasses.replace(verdict(), programs=None)
    assert sentences.ruling(missing) == "INCOMPLETE: programs did not run"


def test_waivers_are_told() -> None:
    """Waivers have a reason, an end and a place; the ruling counts and names their clauses."""
    until = datetime.date(2999, 1, 31)
    waivers = [Waiver(MUST, "until 2.0", "issue 7", until), Waiver(OTHER, "they rely on it")]
    judged = verdict(MUST, OTHER, waivers=waivers)
    lines = sentences.account(judged, SPECIFICATION)
    assert "waived: once.fires-once: until 2.0 (until 2999-01-31, issue 7)" in lines
    assert "waived: removal.twice-is-silent: they rely on it" in lines
    assert lines[-2:] == [
        "conforms to 1.0 except for 2 waived; conforms to 1.2 except for 2 waived; next",
        "  (draft, decides nothing): yes, except for 2 clauses waived",
    ]
    assert sentences.ruling(judged) == (
        "WAIVED: edition 1.0, conforms except for 2 waived clauses: "
        "removal.twice-is-silent, once.fires-once"
    )


def test_outdated_waivers_are_told() -> None:
    """Outdated waivers are counted, with what to change."""
    judged = verdict(waivers=[Waiver(MUST, "r")])
    lines = " ".join(" ".join(sentences.account(judged, SPECIFICATION)).split())
    assert f"change the waiver of {MUST}: the clause is kept; remove the waiver" in lines
    assert sentences.ruling(judged) == "OUTDATED WAIVERS: 1 to change"


def test_excused_programs_are_counted() -> None:
    """The programs that waivers excuse are counted."""
    line = sentences.programs(SearchResult(5, 26866, 2000, 0, excused=12))
    assert line.endswith("random: 2000, seed 0 (12 break waived clauses)")


def test_lost_clauses_are_told() -> None:
    """A lost clause that binds is named; any other makes the verdict incomplete."""
    assert sentences.ruling(verdict(others=[lost(MUST)])) == f"NOT CONFORMANT: {MUST}"
    assert sentences.ruling(verdict(others=[lost(SHOULD)])) == (
        f"INCOMPLETE: 1 clause did not end ({SHOULD})"
    )
    lines = sentences.account(verdict(others=[lost(SHOULD)]), SPECIFICATION)
    assert f"SHOULD broken: {SHOULD}" in lines


def test_lost_programs_are_told() -> None:
    """A lost search has the number of its program, how it was lost and where."""
    assert sentences.programs(LOST) == "programs: at number 12: no end (emitter.py:4)"
    assert sentences.ruling(verdict(programs=LOST)) == "INCOMPLETE: programs did not end"
    both = dataclasses.replace(rejected(OTHER), lost=LOST.lost)
    assert sentences.programs(both) == f"programs: no end; one breaks {OTHER}"


def test_what_is_left_behind_is_told() -> None:
    """A change that could not be undone is reported with the clause that made it."""
    left = dataclasses.replace(broken(MUST), left=("a thread still runs: guest",))
    lines = sentences.account(verdict(others=[left]), SPECIFICATION)
    assert f"left behind by {MUST}: a thread still runs: guest" in lines
    same = dataclasses.replace(broken(OTHER), left=("a thread still runs: guest",))
    lines = sentences.account(verdict(others=[left, same]), SPECIFICATION)
    assert [line for line in lines if line.startswith("left behind")] == [
        f"left behind by {OTHER}, {MUST}: a thread still runs:"
    ]


def test_unreached_lines_are_told() -> None:
    """Unreached lines are reported by file."""
    lines = sentences.account(verdict(unreached=("mypkg/emitter.py: 4, 8-9",)), SPECIFICATION)
    assert "lines that no clause reached: mypkg/emitter.py: 4, 8-9" in lines


def test_factory() -> None:
    """The clauses that are not asked of a factory are named, and are in no count."""
    lines = sentences.account(verdict(candidate=FACTORY), SPECIFICATION)
    clauses = SPECIFICATION.clauses("1.0")
    asked = [
        sum(
            clause.level is level and clause.subject is Subject.EMITTERS and clause in counts.ASKED
            for clause in clauses
        )
        for level in (Level.MUST, Level.SHOULD)
    ]
    assert lines[3].startswith("MUST {0}/{0}   SHOULD {1}/{1} ".format(*asked))
    assert any(line.startswith("not asked of a factory: surface.") for line in lines)


# Hints

HINT = (
    "Look again. If an exception is logged, catch less. If no exception is logged, log it. "
    "If an exception is raised, catch it. If a callback is not called, call it. "
    "If a call is too many, count. Then look at the clock."
)


def hint(actual: str, where: str = "", text: str = HINT, expected: str = "this") -> str:
    """Return the hint of a clause with a text, for what was seen."""
    clause = dataclasses.replace(SPECIFICATION[MUST], hint=text)
    return sentences.hint(Result(clause, Outcome.BROKEN, Failure((), expected, actual, where)))


@pytest.mark.parametrize(
    ("actual", "where", "words"),
    [
        ("f called with (2)", "", "log it"),
        ("KeyError: 'joined'", "emitter.py:4 in off", "log it, catch it"),
        ("TypeError: f() takes 0 positional arguments but 1 was given", "", "log it, catch it"),
        ("nothing called", "", "log it, call it"),
        ("missing: g called with ()", "", "log it, call it"),
        ("missing: g called with ('left'); unexpected: g called with ()", "", "log it"),
        ("nothing called (logged: KeyError: 'f')", "", "catch less, call it"),
        ("unexpected: g called with ()", "", "log it, count"),
        ("f called with () twice instead of once", "", "log it, count"),
        ("f called with () 7 instead of 20 times", "", "log it"),
        ("f called with () once instead of twice", "", "log it"),
    ],
)
def test_hint_has_the_sentences_that_fit(actual: str, where: str, words: str) -> None:
    """Of the sentences with a condition, a hint has those whose condition the failure meets."""
    told = hint(actual, where).split(". ")
    assert (told[0], told[-1]) == ("Look again", "Then look at the clock.")
    assert [each.partition(", ")[2] for each in told[1:-1]] == words.split(", ")


def test_any_call_is_too_many_where_none_is_expected() -> None:
    """A call where nothing should be called is one too many; an exception is none."""
    text = "If a call is too many, count. If an exception is raised, catch it."
    called, raised = "f called with ('bob')", "KeyError: 'joined'"
    place = "emitter.py:4 in off"
    assert hint(called, text=text, expected=NOTHING_CALLED) == "If a call is too many, count."
    assert hint(raised, place, text, NOTHING_CALLED) == "If an exception is raised, catch it."


@pytest.mark.parametrize("text", ["", "Look again.", "Look. If a call is too many, count."])
def test_hint_without_a_sentence_that_fits_is_whole(text: str) -> None:
    """A hint none of whose conditions is met is shown as it is."""
    assert hint("nothing called", text=text) == text


def test_conditions_of_hints_are_known() -> None:
    """A sentence of a hint that begins with a condition begins with one that is looked for."""
    installed = {"the candidate is installed", "the candidate is an installed package"}
    of_the_reader = {"`actual` speaks of something else", *installed}
    hints = [clause.hint for clause in SPECIFICATION]
    begun = {each for hint in hints for each in re.findall(r"(?:^|\. )If ([^,]*),", hint)}
    assert begun == {*sentences.CONDITIONS} | of_the_reader
