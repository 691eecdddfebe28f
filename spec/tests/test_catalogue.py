"""The published specification can be read by a program and is coherent."""

from __future__ import annotations

import re

import pytest
from emitter_spec import PROFILES, Level, Subject, load, profile
from emitter_spec.catalogue import TEXT

SPECIFICATION = load()
CLAUSES = list(SPECIFICATION)


def test_chapters_are_numbered_from_one() -> None:
    """The reading order has no gap."""
    assert [chapter.number for chapter in SPECIFICATION.chapters] == list(range(1, 15))


def test_ids_are_unique() -> None:
    """An id names one clause of the whole specification."""
    assert len({clause.id for clause in CLAUSES}) == len(CLAUSES)


def test_clause_is_found_by_its_id() -> None:
    """The catalogue is indexed by id."""
    assert SPECIFICATION["once.fires-once"].slug == "fires-once"
    with pytest.raises(KeyError, match=r"once\.fires-twice"):
        SPECIFICATION["once.fires-twice"]


def test_edition_is_found_by_its_name() -> None:
    """An unknown edition is refused by naming those there are."""
    assert SPECIFICATION.edition("1.2").name == "1.2"
    with pytest.raises(KeyError, match=r"no edition '2.0' \(known: 1.0, 1.2, next\)"):
        SPECIFICATION.edition("2.0")


def test_later_edition_keeps_every_must_of_the_earlier() -> None:
    """Edition 1.2 is 1.0 with more: no MUST is dropped."""
    first = set(SPECIFICATION.clauses("1.0", Level.MUST))
    assert first < set(SPECIFICATION.clauses("1.2", Level.MUST))


def test_draft_is_the_edition_before_it_except_for_what_is_announced() -> None:
    """The draft `next` has the clauses of edition 1.2, and two in the place of two."""
    draft = SPECIFICATION.editions[-1]
    assert [each.draft for each in SPECIFICATION.editions] == [False, False, True]
    before, after = ({*SPECIFICATION.clauses(name)} for name in ("1.2", draft.name))
    assert {each.id for each in before - after} == {
        "once.is-not-cut",
        "once.original-does-not-cancel",
    }
    assert {each.id for each in after - before} == {"once.is-cut", "once.original-cancels"}
    assert {each for each in SPECIFICATION if each.draft} == after - before


def test_every_open_clause_stands_in_the_chapter_open() -> None:
    """What is open is gathered in one place, and nothing else is there."""
    open_ids = {clause.id for clause in SPECIFICATION if clause.level is Level.OPEN}
    assert open_ids == {clause.id for clause in CLAUSES if clause.chapter == "open"}


def test_every_clause_that_prose_names_is_a_link_to_it() -> None:
    """A reader of the files gets from one clause to the other."""
    for path in TEXT.rglob("*.md"):
        if path.stem == "CHANGES":  # it names what is gone too
            continue
        prose = re.sub(r"(?ms)^```.*?^```$|^- Follows.*?$", "", path.read_text(encoding="utf-8"))
        for name, target in re.findall(r"`([a-z_]+\.[a-z]+-[a-z-]+)`(?:\]\(([^)]*)\))?", prose):
            assert SPECIFICATION[name].id == name, path
            page, _, anchor = target.partition("#")
            assert anchor == name.replace(".", ""), f"{path.name}: {name}"
            assert (path.parent / (page or path.name)).stem == SPECIFICATION[name].chapter


def test_every_word_that_a_chapter_introduces_is_in_the_glossary() -> None:
    """A term stands in bold where it is introduced; each definition is in one place."""
    defined = {term.word for term in SPECIFICATION.glossary}
    for chapter in SPECIFICATION.chapters:
        assert {*re.findall(r"\*\*([^*]+)\*\*", chapter.introduction)} <= defined, chapter.name


@pytest.mark.parametrize(
    "word", ["positional parameter", "spent", "handle", "error", "exit", "record", "snapshot"]
)
def test_norms_use_the_words_of_the_glossary(word: str) -> None:
    """A word that is defined stands in a sentence, an exception or an introduction."""
    norms = [f"{clause.sentence} {clause.exception}" for clause in CLAUSES]
    norms += [chapter.introduction for chapter in SPECIFICATION.chapters]
    assert word in {term.word for term in SPECIFICATION.glossary}
    assert any(word in norm for norm in norms)


def test_rules_and_corollaries_are_told_apart() -> None:
    """A corollary is listed under each rule that it follows from."""
    assert {*SPECIFICATION.rules} < {*SPECIFICATION}
    corollaries = [clause for clause in SPECIFICATION if clause not in SPECIFICATION.rules]
    assert len(corollaries) > 40
    for clause in corollaries:
        for rule in clause.follows:
            assert clause in SPECIFICATION.corollaries(SPECIFICATION[rule])


def test_no_corollary_binds_more_than_its_rule() -> None:
    """What a MUST follows from is a MUST."""
    for clause in SPECIFICATION:
        if clause.level is Level.MUST:
            assert {SPECIFICATION[rule].level for rule in clause.follows} <= {Level.MUST}


def test_what_needs_a_package_is_not_the_contract() -> None:
    """A verdict is complete without an optional chapter, so nothing in it is a MUST."""
    optional = [chapter for chapter in SPECIFICATION.chapters if chapter.needs]
    assert [(chapter.name, chapter.needs) for chapter in optional] == [
        ("typing", "mypy"),
        ("drop_in", "livekit-agents"),
    ]
    assert {clause.level for clause in CLAUSES if clause.needs} == {Level.SHOULD}


def test_every_link_leads_to_a_file() -> None:
    """No page links into the void."""
    for path in TEXT.rglob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
            if target.startswith("https://"):
                continue
            assert (path.parent / target).is_file(), f"{path.name}: {target}"


def test_overview_lists_every_chapter() -> None:
    """The first page leads to each chapter, in reading order."""
    overview = (TEXT / "README.md").read_text(encoding="utf-8")
    names = [chapter.name for chapter in SPECIFICATION.chapters]
    assert re.findall(r"\(chapters/(\w+)\.md\)", overview) == ["algorithm", *names]


def test_overview_defines_every_profile() -> None:
    """The page names the profiles in their order, each with what its candidates claim."""
    overview = (TEXT / "README.md").read_text(encoding="utf-8")
    defined = re.findall(r"(?m)^- \*\*([a-z-]+)\*\*: (.*?)\. It is asked", overview)
    assert defined == [(each.name, each.claims) for each in PROFILES]


def test_profile_is_found_by_its_name() -> None:
    """An unknown profile is refused by naming those there are."""
    assert profile("double").partial
    with pytest.raises(KeyError, match="no profile 'dubble' \\(known: emitter, drop-in, double"):
        profile("dubble")


def test_default_profile_asks_all_and_binds_what_is_a_must() -> None:
    """An emitter is asked each clause but two; without an optional package it is complete."""
    default = PROFILES[0]
    left = [clause for clause in CLAUSES if not default.asks(clause)]
    assert {clause.profiles for clause in left} == {("thread-safe",)}
    assert {clause.chapter for clause in left} == {"threads"}
    assert {clause.level for clause in CLAUSES if default.binds(clause)} == {Level.MUST}
    assert not any(default.needs(clause) for clause in CLAUSES if clause.needs)


def test_drop_in_is_bound_by_all_that_a_strict_verdict_is() -> None:
    """MUST and SHOULD bind a drop-in, apart from optional chapters that it does not name."""
    asked = {clause for clause in CLAUSES if profile("emitter").asks(clause)}
    strict = {clause for clause in asked if clause.level is not Level.OPEN}
    needed = {clause for clause in strict if not clause.needs or clause.chapter == "drop_in"}
    assert {clause for clause in CLAUSES if profile("drop-in").binds(clause)} == needed


def test_double_is_asked_what_a_test_relies_on() -> None:
    """A fake is asked MUST clauses about emitters, and none about its log."""
    asked = {clause for clause in CLAUSES if profile("double").asks(clause)}
    assert {(clause.level, clause.subject) for clause in asked} == {(Level.MUST, Subject.EMITTERS)}
    assert not any("record" in clause.sentence for clause in asked)
    assert {
        "rejection.coroutine-functions",
        "arity.surplus-is-dropped",
        "logging.emission-goes-on",
        "type_error.leaves-emit",
        "emission.added-callback-waits",
        "registration.equal-callbacks-are-one",
    } <= {clause.id for clause in asked}


def test_subclass_is_asked_nothing_about_classes() -> None:
    """What only a class that can be subscripted and called without arguments can keep is left."""
    asked = {clause for clause in CLAUSES if profile("emitter").asks(clause)}
    left = {clause for clause in asked if not profile("subclass").asks(clause)}
    about_classes = {clause for clause in CLAUSES if clause.subject is Subject.CLASSES}
    assert left == about_classes | {clause for clause in CLAUSES if clause.chapter == "typing"}


def test_thread_safe_is_bound_by_the_clauses_of_threads() -> None:
    """Beside MUST, the whole chapter about threads binds; what it leaves open is not asked."""
    threads = profile("thread-safe")
    binding = {clause for clause in CLAUSES if threads.binds(clause)}
    assert {clause for clause in CLAUSES if clause.chapter == "threads"} < binding
    assert {each.chapter for each in binding if each.level is Level.SHOULD} == {"threads"}
    assert not threads.asks(SPECIFICATION["open.once-in-several-threads"])
