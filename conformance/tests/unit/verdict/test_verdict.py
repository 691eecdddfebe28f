"""A verdict accounts for every clause, and only a complete one conforms."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from datetime import date

import counts
import pytest
from emitter_conformance.verdict import verdict as verdicts
from emitter_conformance.verdict.verdict import (
    Outcome,
    Result,
    Ruling,
    SearchResult,
    Terms,
    Verdict,
    not_asked,
)
from emitter_conformance.verdict.waivers import Waiver
from emitter_spec import Level, Subject
from verdicts import (
    ACCEPTED,
    CANDIDATE,
    DEFAULT,
    DRAFT,
    FACTORY,
    FAILURE,
    LATER,
    LOST,
    MUST,
    NARROWED,
    ORDER,
    OTHER,
    SHOULD,
    SHOWN,
    SPECIFICATION,
    STRICT,
    broken,
    lost,
    rejected,
    verdict,
)


@pytest.mark.parametrize(
    ("given", "ruling"),
    [
        (verdict(), Ruling.CONFORMANT),
        (verdict(MUST), Ruling.NOT_CONFORMANT),
        (verdict(SHOULD), Ruling.CONFORMANT),
        (verdict(SHOULD, terms=STRICT), Ruling.NOT_CONFORMANT),
        (verdict(ORDER), Ruling.CONFORMANT),
        (verdict(ORDER, terms=LATER), Ruling.NOT_CONFORMANT),
        (verdict(missing=MUST), Ruling.INCOMPLETE),
        (verdict(missing=SHOULD), Ruling.INCOMPLETE),
        (verdict(missing="open.order"), Ruling.INCOMPLETE),
        (verdict(missing=ORDER), Ruling.CONFORMANT),
        (verdict(MUST, missing=SHOULD), Ruling.NOT_CONFORMANT),
        (verdict(missing=MUST, terms=NARROWED), Ruling.NO_VERDICT),
        (verdict(SHOULD, missing=MUST, terms=NARROWED), Ruling.NO_VERDICT),
        (verdict(terms=NARROWED), Ruling.CONFORMANT),
        (verdict(MUST, terms=NARROWED), Ruling.NOT_CONFORMANT),
        (verdict(programs=None), Ruling.INCOMPLETE),
        (verdict(programs=None, terms=NARROWED), Ruling.NO_VERDICT),
        (verdict(programs=rejected(MUST)), Ruling.NOT_CONFORMANT),
        (verdict(programs=rejected(MUST), terms=NARROWED), Ruling.NOT_CONFORMANT),
    ],
)
def test_ruling(given: Verdict, ruling: Ruling) -> None:
    """Broken and binding is not conformant; missing is incomplete, unless the user left it out."""
    assert given.ruling is ruling


@pytest.mark.parametrize("outcome", [Outcome.TIMEOUT, Outcome.CRASH, Outcome.EXIT])
@pytest.mark.parametrize(
    ("clause", "terms", "ruling"),
    [
        (MUST, DEFAULT, Ruling.NOT_CONFORMANT),
        (SHOULD, STRICT, Ruling.NOT_CONFORMANT),
        (SHOULD, DEFAULT, Ruling.INCOMPLETE),
        ("open.order", STRICT, Ruling.INCOMPLETE),
        (ORDER, DEFAULT, Ruling.CONFORMANT),
        (ORDER, LATER, Ruling.NOT_CONFORMANT),
    ],
)
def test_lost_clause(outcome: Outcome, clause: str, terms: Terms, ruling: Ruling) -> None:
    """A lost clause counts as broken if it binds; any other makes the verdict incomplete."""
    assert verdict(others=[lost(clause, outcome)], terms=terms).ruling is ruling


def test_lost_programs() -> None:
    """A search that did not end is not complete; a broken clause is broken all the same."""
    assert verdict(programs=LOST).ruling is Ruling.INCOMPLETE
    assert verdict(MUST, programs=LOST).ruling is Ruling.NOT_CONFORMANT
    assert verdict(programs=LOST, terms=NARROWED).ruling is Ruling.NO_VERDICT


@pytest.mark.parametrize(
    ("found", "terms", "observation"),
    [
        (broken("once.is-cut"), DEFAULT, "not as in next, a draft"),
        (broken("once.is-cut"), LATER, "not as in next, a draft"),
        (broken("once.is-cut"), DRAFT, ""),
        (broken(ORDER), DEFAULT, ""),
        (lost("once.is-cut"), DEFAULT, ""),
    ],
)
def test_clause_of_a_draft_is_observed(found: Result, terms: Terms, observation: str) -> None:
    """What only a draft has is an observation, unless the draft decides or the check is lost."""
    judged = verdict(others=[found], terms=terms)
    (result,) = [each for each in judged.results if each.clause is found.clause]
    assert result.observation == observation
    assert judged.broken("next") == [found.clause]
    assert judged.ruling.is_green == (terms is DEFAULT or observation != "")


def test_no_results_are_no_verdict() -> None:
    """A clause without a result did not run."""
    empty = Verdict.of(CANDIDATE, DEFAULT, SPECIFICATION, [], None)
    assert empty.ruling is Ruling.INCOMPLETE
    assert len(empty.select(Outcome.NOT_RUN)) == len(
        [each for each in SPECIFICATION.clauses("1.0") if each in counts.ASKED]
    )


def test_failure_of_what_is_kept() -> None:
    """What has a failure is broken: no report or other process can say that it is kept."""
    with pytest.raises(ValueError, match=f"{MUST}, kept, with a failure"):
        dataclasses.replace(broken(MUST), outcome=Outcome.KEPT)


@pytest.mark.parametrize(
    ("terms", "reason"), [(DEFAULT, "not reached"), (NARROWED, "left out by the user")]
)
def test_reason_why_a_clause_did_not_run(terms: Terms, reason: str) -> None:
    """A clause that did not run was lost, or deselected by the user."""
    judged = verdict(missing=MUST, terms=terms)
    not_run = [each for each in judged.results if each.outcome is Outcome.NOT_RUN]
    assert [each.reason for each in not_run] == [reason]


def test_factory_is_not_asked_about_classes() -> None:
    """Clauses that do not apply to a factory are reported, not counted."""
    judged = verdict(candidate=FACTORY)
    assert judged.ruling is Ruling.CONFORMANT
    left_out = {each.clause.subject for each in judged.results if each.reason == verdicts.FACTORY}
    assert left_out == {Subject.CLASSES}


FIXED = dataclasses.replace(CANDIDATE, fixed="EventEmitter[str]")
FAKE = dataclasses.replace(CANDIDATE, lacks=("once as a decorator", "off"))


def of_profile(name: str) -> Terms:
    """Return the default terms with a profile."""
    return dataclasses.replace(DEFAULT, profile=name)


def test_class_that_fixed_its_events_is_a_subclass() -> None:
    """It is asked no clause about classes, unless the user names another profile."""
    judged = verdict(candidate=FIXED)
    assert (judged.terms.profile, judged.ruling) == ("subclass", Ruling.CONFORMANT)
    assert verdict().terms.profile == "emitter"
    assert DEFAULT.of(FIXED).claims.name == "subclass"
    assert of_profile("emitter").of(FIXED).claims.name == "emitter"
    clause = SPECIFICATION["surface.takes-a-type-argument"]
    assert not_asked(clause, FIXED, DEFAULT) == "the profile subclass does not ask it"
    assert not_asked(clause, FIXED, of_profile("emitter")) == ""


def test_fake_is_not_asked_about_what_it_lacks() -> None:
    """A clause that needs a missing method is not asked, and its waiver is outdated."""
    terms, clause = of_profile("double"), SPECIFICATION["removal.is-by-equality"]
    assert not_asked(clause, FAKE, terms) == "it has no off"
    assert not_asked(clause, CANDIDATE, terms) == ""
    assert not_asked(SPECIFICATION["once.fires-once"], FAKE, terms) == ""
    judged = verdict(candidate=FAKE, terms=terms, waivers=[Waiver(clause.id, "r")])
    assert judged.ruling is Ruling.OUTDATED_WAIVERS
    assert "it is not asked: it has no off" in judged.outdated[0]


def test_profile_decides_what_binds() -> None:
    """A clause that a profile does not ask decides nothing, and a waiver of it is not outdated."""
    should, waiver = "threads.removals-are-kept", Waiver("logging.covers-once", "r")
    for name, ruling in [
        ("emitter", Ruling.CONFORMANT),
        ("drop-in", Ruling.NOT_CONFORMANT),
        ("thread-safe", Ruling.NOT_CONFORMANT),
        ("double", Ruling.CONFORMANT),
    ]:
        others = [broken("logging.covers-once")] if name == "double" else []
        waivers = [waiver] if name == "double" else []
        terms = of_profile(name)
        judged = verdict(should, terms=terms, waivers=waivers, others=others)
        assert (name, judged.ruling) == (name, ruling)


def test_profile_needs_a_chapter_that_it_names() -> None:
    """An optional chapter is needed by the profile that names it, and asked by no fake."""
    clause = dataclasses.replace(
        SPECIFICATION["typing.events-are-checked"], chapter="drop_in", needs="livekit"
    )
    assert of_profile("drop-in").ask(clause)
    assert of_profile("drop-in").bind(clause)
    assert not DEFAULT.ask(clause)
    assert not dataclasses.replace(of_profile("double"), demanded=("drop_in",)).ask(clause)


def test_open_never_binds() -> None:
    """An open clause binds under no terms."""
    assert not STRICT.bind_level(Level.OPEN)


@pytest.mark.parametrize(("ids", "steps"), [((), SHOWN.steps), ((MUST,), FAILURE.steps)])
def test_program_breaks_the_clause_it_shows(ids: tuple[str, ...], steps: tuple[str, ...]) -> None:
    """A program breaks a clause whose check passed; a broken check keeps its failure."""
    judged = verdict(*ids, programs=rejected(MUST))
    assert [clause.id for clause in judged.broken()] == [MUST]
    assert [each.failure.steps for each in judged.results if each.failure] == [steps]


# Waivers

WAIVER = Waiver(MUST, "until 2.0")
OUTDATED = [
    ("kept", verdict(OTHER, waivers=[Waiver(OTHER, "r"), WAIVER]), "the clause is kept; remove"),
    (
        "expired",
        verdict(MUST, waivers=[Waiver(MUST, "r", expires=date(2020, 1, 31))]),
        "2020-01-31",
    ),
    ("another", verdict(MUST, waivers=[Waiver(MUST, "r", actual=("that",))]), "it is for 'that'"),
    (
        "not asked",
        verdict(candidate=FACTORY, waivers=[Waiver("surface.can-be-subclassed", "r")]),
        "not asked: the candidate is a factory, the clause is about classes; remove the waiver",
    ),
]


def test_waived_clause_does_not_decide() -> None:
    """A verdict with a waived clause is WAIVED, not CONFORMANT."""
    judged = verdict(MUST, waivers=[WAIVER])
    assert judged.ruling is Ruling.WAIVED
    assert judged.ruling.is_green
    assert (judged.broken(), judged.waived()) == ([], [SPECIFICATION[MUST]])


@pytest.mark.parametrize(
    ("given", "ruling"),
    [
        (verdict(MUST, OTHER, waivers=[WAIVER]), Ruling.NOT_CONFORMANT),
        (verdict(MUST, missing=OTHER, waivers=[WAIVER]), Ruling.INCOMPLETE),
        (verdict(MUST, missing=OTHER, terms=NARROWED, waivers=[WAIVER]), Ruling.NO_VERDICT),
        (verdict(missing=MUST, terms=NARROWED, waivers=[WAIVER]), Ruling.NO_VERDICT),
        (verdict(waivers=[Waiver(MUST, "r", candidate="other:Emitter")]), Ruling.CONFORMANT),
        (verdict(SHOULD, waivers=[Waiver(SHOULD, "r")]), Ruling.CONFORMANT),
        (verdict(SHOULD, terms=STRICT, waivers=[Waiver(SHOULD, "r")]), Ruling.WAIVED),
        (verdict(programs=rejected(MUST), waivers=[WAIVER]), Ruling.WAIVED),
        (verdict(waivers=[WAIVER]), Ruling.OUTDATED_WAIVERS),
        (
            verdict(MUST, waivers=[Waiver(MUST, "r", candidate=CANDIDATE.given)]),
            Ruling.WAIVED,
        ),
    ],
)
def test_ruling_with_waivers(given: Verdict, ruling: Ruling) -> None:
    """A waiver excuses its clause and nothing else."""
    assert given.ruling is ruling


@pytest.mark.parametrize(
    ("given", "words"), [row[1:] for row in OUTDATED], ids=[row[0] for row in OUTDATED]
)
def test_outdated_waiver(given: Verdict, words: str) -> None:
    """A verdict with an outdated waiver is not green, and says what to change."""
    assert not given.ruling.is_green
    (sentence,) = given.outdated
    assert words in sentence


def test_any_of_several_actuals_is_waived() -> None:
    """A waiver with several actuals covers any of them, as they differ between Pythons."""
    waiver = Waiver(MUST, "r", actual=("that", FAILURE.actual))
    assert verdict(MUST, waivers=[waiver]).ruling is Ruling.WAIVED


def test_programs_show_waived_clauses() -> None:
    """A clause that only excused programs break is broken and waived."""
    programs = dataclasses.replace(ACCEPTED, excused=7, waived=(broken(OTHER, SHOWN),))
    assert verdict(programs=programs).ruling is Ruling.NOT_CONFORMANT
    assert verdict(programs=programs, waivers=[Waiver(OTHER, "r")]).ruling is Ruling.WAIVED


# Plain data

RESULTS = [
    broken(MUST),
    Result(SPECIFICATION["open.order"], Outcome.KEPT, observation="registration order"),
    Result(SPECIFICATION[MUST], Outcome.NOT_RUN, reason="not reached", seconds=0.5),
    dataclasses.replace(lost(MUST), left=("a thread still runs: guest",)),
    dataclasses.replace(broken(MUST), waiver=Waiver(MUST, "r", "l", date(2027, 1, 31), ("a",))),
]


@pytest.mark.parametrize("result", RESULTS)
def test_result_crosses_a_process_boundary(result: Result) -> None:
    """A result becomes plain data and comes back."""
    data = json.loads(json.dumps(result.to_data()))
    assert Result.from_data(data, SPECIFICATION) == result


@pytest.mark.parametrize(
    "programs",
    [
        ACCEPTED,
        LOST,
        rejected(MUST),
        dataclasses.replace(ACCEPTED, excused=1, waived=(broken(MUST),)),
    ],
)
def test_programs_cross_processes(programs: SearchResult) -> None:
    """The result of a search becomes plain data and comes back."""
    data = json.loads(json.dumps(programs.to_data()))
    assert SearchResult.from_data(data, SPECIFICATION) == programs


@pytest.mark.parametrize(
    "given",
    [
        verdict(),
        verdict(MUST, programs=None, unreached=()),
        verdict(MUST, waivers=[WAIVER, Waiver(OTHER, "r")], unreached=("emitter.py: 4",)),
    ],
)
def test_verdict_can_be_saved(given: Verdict) -> None:
    """A verdict becomes plain data and comes back."""
    data = json.loads(json.dumps(given.to_data()))
    assert Verdict.from_data(data, SPECIFICATION) == given


@pytest.mark.parametrize(
    ("given", "passed"),
    [
        (verdict(), True),
        (verdict(MUST), False),
        (verdict(MUST, waivers=[Waiver(MUST, "because")]), True),
        (verdict(programs=None), False),
        (verdict(SHOULD), True),
        (verdict(SHOULD, terms=STRICT), False),
    ],
)
def test_whole_verdict_passes_if_its_ruling_is_green(given: Verdict, passed: bool) -> None:
    """A verdict about all clauses passes if it is conformant, or waived."""
    assert given.passed is passed


def chosen(
    *results: Result, waivers: Sequence[Waiver] = (), programs: SearchResult | None = None
) -> Verdict:
    """Return the verdict of a run with chosen clauses."""
    return Verdict.of(CANDIDATE, NARROWED, SPECIFICATION, results, programs, waivers)


KEPT = Result(SPECIFICATION[MUST], Outcome.KEPT)
NOT_RUN = Result(SPECIFICATION[MUST], Outcome.NOT_RUN, reason="no time")
LEFT = Result(
    SPECIFICATION["typing.is-contravariant"], Outcome.NOT_RUN, reason="off", left_out=True
)


@pytest.mark.parametrize(
    ("given", "passed"),
    [
        (chosen(), False),
        (chosen(KEPT), True),
        (chosen(KEPT, LEFT), True),
        (chosen(KEPT, broken(SHOULD)), True),
        (chosen(broken(SHOULD)), False),
        (chosen(broken(MUST)), False),
        (chosen(broken(MUST), waivers=[Waiver(MUST, "because")]), True),
        (chosen(KEPT, waivers=[Waiver(MUST, "because", expires=date(2020, 1, 1))]), False),
        (chosen(NOT_RUN), False),
        (chosen(KEPT, lost(SHOULD)), False),
        (chosen(KEPT, programs=LOST), False),
        (chosen(KEPT, programs=ACCEPTED), True),
    ],
)
def test_chosen_clauses_pass_if_what_binds_is_kept(given: Verdict, passed: bool) -> None:
    """Chosen clauses pass if one of them binds and was tried, and none that decides is broken."""
    assert given.passed is passed
    assert given.ruling is Ruling.NO_VERDICT


def test_verdict_has_no_truth_value() -> None:
    """The truth value of a verdict is refused, as most rulings are neither yes nor no."""
    with pytest.raises(TypeError, match=r"^a Verdict has no truth value; ask verdict\.passed$"):
        bool(verdict())


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        (verdict(), ["CONFORMANT, edition 1.0"]),
        (verdict(terms=STRICT), ["CONFORMANT, edition 1.0, strict"]),
        (
            verdict(terms=Terms("1.0", True, False, profile="double")),
            ["CONFORMANT, edition 1.0, profile double"],
        ),
        (chosen(KEPT), ["chosen clauses passed, edition 1.0"]),
        (
            chosen(broken(MUST), broken(SHOULD)),
            [
                "chosen clauses did not pass, edition 1.0",
                f"{MUST}: expected {FAILURE.expected}, actual {FAILURE.actual}",
            ],
        ),
        (chosen(NOT_RUN), ["chosen clauses did not pass, edition 1.0", "1 not run: no time"]),
        (
            verdict(waivers=[Waiver(MUST, "because")], programs=LOST),
            ["INCOMPLETE, edition 1.0", "programs: no end"],
        ),
        (
            verdict(waivers=[Waiver(MUST, "because")]),
            [
                "OUTDATED WAIVERS, edition 1.0",
                f"change the waiver of {MUST}: the clause is kept; remove the waiver",
            ],
        ),
    ],
)
def test_text_of_a_verdict_has_its_reasons(given: Verdict, lines: list[str]) -> None:
    """The text is the ruling, and a line for each reason against the candidate."""
    first, *others = lines
    assert str(given).splitlines() == [f"mypkg.emitter:EventEmitter 0.3: {first}", *others]
