"""Many broken clauses are reported by the causes that they have in common."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from emitter_conformance.engine.in_process import InProcess
from emitter_conformance.reports import sentences
from emitter_conformance.verdict.common_causes import ANY_NUMBER, AT_ONCE, in_order, parted, ranked
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import Outcome, Result, Verdict
from verdicts import DEFAULT, FACTORY, SPECIFICATION, broken, lost, rejected, verdict

pytestmark = pytest.mark.usefixtures("forgotten")


KEYWORDS = "surface.emit-refuses-other-keywords"
ONE_ARGUMENT = """\
from emitter_reference.emitter import Event, EventEmitter as Reference
class EventEmitter(Reference[Event]):
    def emit(self, event, arg):
        super().emit(event, arg)
"""
ASYNC = """\
from emitter_reference.emitter import Event, EventEmitter as Reference
class EventEmitter(Reference[Event]):
    async def emit(self, event, *args):
        super().emit(event, *args)
"""
LATER = """\
from emitter_reference.emitter import Event, EventEmitter as Reference
class EventEmitter(Reference[Event]):
    def emit(self, event, *args):
        hash(event)
"""
LIVE = """\
from emitter_reference.emitter import Event, EventEmitter as Reference
class EventEmitter(Reference[Event]):
    def on(self, event, callback):
        return super().on(event, callback)
    def emit(self, event, *args):
        for callback in self._callbacks.get(event, ()):
            callback(*args)
"""


def judged(folder: Path, source: str) -> Verdict:
    """Return the verdict on a candidate by every clause, without programs."""
    path = folder / "emitter.py"
    path.write_text(source, encoding="utf-8")
    examiner = InProcess(SPECIFICATION, folder, 10)
    candidate = examiner.load(str(path))
    results = [examiner.examine(clause, candidate) for clause in SPECIFICATION]
    return Verdict.of(candidate, DEFAULT, SPECIFICATION, results, None)


def test_fixed_number_of_arguments_is_one_sentence(tmp_path: Path) -> None:
    """An emit of one argument breaks two clauses; those that follow from them are one line."""
    given = judged(tmp_path, ONE_ARGUMENT)
    parts = parted(given, [result.clause for result in given.results if result.outcome.is_broken])
    assert [result.clause.id for result in parts.own] == [ANY_NUMBER, KEYWORDS]
    assert len(parts.following) > 80
    number = len([each for each in parts.following if "1.0" in each.clause.editions])
    assert sentences.notes(given) == [
        (
            f"emit takes 1 argument only, the specification's takes any number ({ANY_NUMBER}); "
            f"{number} clauses more broken by that alone: their checks emit other numbers"
        )
    ]
    assert sentences.ruling(given).startswith(
        f"NOT CONFORMANT: {ANY_NUMBER}; by the number of arguments alone: surface."
    )


def test_without_that_clause_nothing_follows() -> None:
    """A message without the clause that causes it joins no clauses."""
    refused = Failure(
        (), "no exception", "TypeError: emit() missing 1 required positional argument"
    )
    given = verdict(others=[broken("once.fires-once", refused)])
    assert sentences.notes(given) == []
    assert sentences.ruling(given) == "NOT CONFORMANT: once.fires-once"


def test_clause_that_did_not_end_is_the_cause_too() -> None:
    """A clause whose check was lost can be the cause of others."""
    refused = Failure(
        (), "f", "another object: TypeError: Room.emit() takes 3 positional arguments"
    )
    given = verdict(
        others=[lost(ANY_NUMBER, Outcome.EXIT), broken("once.fires-once", refused)],
        candidate=FACTORY,
    )
    (note,) = sentences.notes(given)
    assert note.startswith(
        f"no end, the specification's takes any number ({ANY_NUMBER}); 1 clause "
    )


def test_what_was_not_begun_is_told() -> None:
    """A reason why many clauses did not begin is reported once."""
    reason = "the 50 s that this candidate has are over"
    clauses = [clause for clause in SPECIFICATION if clause.chapter == "once"]
    for number, notes in ((5, []), (6, [f"6 clauses not run: {reason}"])):
        others = [Result(each, Outcome.NOT_RUN, reason=reason) for each in clauses[:number]]
        assert sentences.notes(verdict(others=others)) == notes


def test_why_a_chosen_clause_was_not_begun_is_told() -> None:
    """Of clauses that the user chose, each reason is reported; what was left out has none."""
    others = [Result(SPECIFICATION[KEYWORDS], Outcome.NOT_RUN, reason="mypy is missing")]
    narrowed = verdict(terms=replace(DEFAULT, narrowed=True), others=others, missing=KEYWORDS)
    assert sentences.notes(narrowed) == ["1 clause not run: mypy is missing"]
    left_out = verdict(terms=replace(DEFAULT, narrowed=True), missing=KEYWORDS)
    assert sentences.notes(left_out) == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (ASYNC, "emit gives a coroutine, and calls nothing unless that is awaited"),
        (LATER, "emit calls nothing before it returns"),
    ],
)
@pytest.mark.filterwarnings("ignore:coroutine")
def test_that_nothing_is_called_is_told(tmp_path: Path, source: str, words: str) -> None:
    """A line says that most clauses see nothing called, and what `emit` does."""
    note, *_ = sentences.notes(judged(tmp_path, source))
    assert note.startswith(f"{words} ({AT_ONCE}): ")
    assert note.endswith(" clauses show that nothing was called")


def test_exceptions_in_common_are_told(tmp_path: Path) -> None:
    """Exceptions of many clauses are joined by the line that they pass or by the call."""
    notes = sentences.notes(judged(tmp_path, LIVE))
    number, words = notes[0].split(" clauses end in ")
    assert int(number) > 10
    assert words.startswith("RuntimeError at ")
    assert words.endswith("emitter.py:6 in emit")
    assert any(" clauses end in TypeError at " in note for note in notes)
    missing = "on() missing 1 required positional argument: 'callback'"
    assert any(" clauses end in " in note and note.endswith(missing) for note in notes)


def test_few_exceptions_are_not_told() -> None:
    """Exceptions of few clauses are not joined."""
    met = Failure((), "no exception", "KeyError: 'joined'", "emitter.py:4 in emit")
    ids = [clause.id for clause in SPECIFICATION if clause.chapter == "once"][:6]
    few, many = [[broken(each, met) for each in ids[:number]] for number in (3, 6)]
    assert sentences.notes(verdict(others=few)) == []
    assert sentences.notes(verdict(others=many)) == [
        "6 clauses end in KeyError: 'joined' at emitter.py:4 in emit"
    ]


def test_places_where_many_clauses_do_not_end_are_told() -> None:
    """A line where many clauses do not end is reported once."""
    ids = [clause.id for clause in SPECIFICATION if clause.chapter == "once"][:6]
    assert sentences.notes(verdict(others=[lost(each) for each in ids])) == [
        "6 clauses do not end at emitter.py:4"
    ]


HOLDS = "registration.holds-its-callbacks"


def test_what_explains_most_comes_first() -> None:
    """The largest group of failures comes first, and in it the clause about their cause."""
    raised = Failure(("a", "b"), "no exception", "KeyError: 1", "emitter.py:4 in off")
    missing = Failure(("a", "b"), "f called", "missing: f called with ()")
    silent = Failure(("a",), "f called", "nothing called")
    ids = [clause.id for clause in SPECIFICATION if clause.chapter == "once"][3:9]
    results = [
        broken("removal.twice-is-silent", raised),
        lost("removal.ends-the-calls"),
        *(broken(each, silent) for each in ids),
        broken(HOLDS, missing),
        broken("surface.off-returns-none", Failure(("a",), "None", "removed is 7")),
    ]
    order = [each.clause.id for each in ranked(results)]
    assert order[:7] == [HOLDS, *ids]
    assert {*order[7:]} == {each.clause.id for each in results} - {*order[:7]}


def test_chapter_of_the_most_broken_clauses_comes_first() -> None:
    """Of failures with causes of their own, those of the most broken chapter come first."""
    wrong = Failure(("a",), "no removal", "f called with ()")
    ids = [
        "surface.passes-by-position",
        "registration.any-hashable-is-an-event",
        "removal.ends-the-calls",
        "removal.is-by-equality",
        "logging.record-names-the-event",
    ]
    should, registration, *removal, logging = ids
    order = [each.clause.id for each in ranked([broken(each, wrong) for each in ids])]
    assert order == [*removal, registration, logging, should]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("surface.off-returns-none", "arity.partials", id="as specified"),
        pytest.param("arity.partials", "surface.can-be-subclassed", id="general"),
        pytest.param("type_error.from-once", "once.fires-once", id="general, of once"),
        pytest.param("type_error.leaves-emit", "arity.too-few-raises", id="general, of arity"),
        pytest.param("once.is-per-event", "once.fires-once", id="general of its chapter"),
        pytest.param(
            "type_error.from-a-call-that-does-not-fit", "arity.too-few-raises", id="corollary"
        ),
        pytest.param("removal.leaves-other-callbacks", "removal.none-removes-nothing", id="rule"),
        pytest.param(
            "type_error.callback-is-not-called-again",
            "type_error.leaves-emit",
            id="explains others",
        ),
        pytest.param(
            "type_error.stops-the-emission",
            "type_error.leaves-emit",
            id="a TypeError is kept until all are called",
        ),
        pytest.param(
            "arity.each-by-its-own", "arity.declared-signatures", id="signatures are kept by code"
        ),
        pytest.param(
            "arity.declared-signatures", "arity.wrapped-functions", id="wrappers are unwrapped"
        ),
        pytest.param(
            "varargs.in-methods", "arity.each-by-its-own", id="flags of methods are overlooked"
        ),
        pytest.param(
            "rejection.everything-else-is-accepted",
            "rejection.coroutine-functions",
            id="callbacks are unwrapped",
        ),
        pytest.param(
            "emission.removed-callback-still-runs",
            "emission.ignores-return-values",
            id="iterates over the live callbacks",
        ),
        pytest.param(
            "drop_in.names-of-attributes-are-free",
            "drop_in.once-is-called-once",
            id="takes the name of an attribute",
        ),
    ],
)
def test_of_few_the_particular_comes_first(first: str, second: str) -> None:
    """A general clause is last, a corollary after its rule; the rest as the text has it."""
    both = sorted([first, second], key=[each.id for each in SPECIFICATION].index)
    assert [each.clause.id for each in ranked([*map(broken, both)])] == [first, second]


def test_only_a_callback_that_is_lost_explains_others() -> None:
    """The check of callbacks without other references says nothing of others if it raises."""
    lost = Failure(("a",), "f called with ()", "nothing called")
    met = Failure(("a",), "no exception", "TypeError: no 'event'", "emitter.py:4 in emit")
    other = broken("surface.takes-a-type-argument", Failure(("a",), "f called", "g called"))
    assert ranked([other, broken(HOLDS, lost)])[0].clause.id == HOLDS
    assert ranked([other, broken(HOLDS, met)])[0] == other


def test_exception_of_few_clauses_is_no_common_cause() -> None:
    """Two clauses that end in one exception are no more likely the cause than a third."""
    met = Failure(("a",), "no exception", "KeyError: 'joined'", "emitter.py:4 in emit")
    ids = ["registration.any-hashable-is-an-event", "once.is-per-event", "logging.covers-once"]
    silent = broken(ids[0], Failure(("a", "b"), "f called", "f called twice"))
    results = [silent, broken(ids[1], met), broken(ids[2], met)]
    assert [each.clause.id for each in ranked(results)] == ids


def test_program_comes_after_checks() -> None:
    """What a program shows is about several clauses, so that of a check is named first."""
    given = verdict("once.fires-once", programs=rejected("registration.equal-callbacks-are-one"))
    words = "once.fires-once, registration.equal-callbacks-are-one"
    assert sentences.ruling(given) == f"NOT CONFORMANT: {words}"


def test_what_does_not_decide_changes_no_order() -> None:
    """The order of what decides is that of the ruling, whatever else is broken."""
    rule, corollary = "removal.unknown-callback-is-silent", "once.spent-handle-is-silent"
    given = verdict("surface.keeps-public-attributes", corollary, "arity.partials", rule)
    ids = [each.clause.id for each in in_order(given)]
    assert ids[:3] == [rule, "arity.partials", corollary]
    assert sorted(ids) == sorted(each.id for each in SPECIFICATION)
    assert sentences.ruling(given) == f"NOT CONFORMANT: {', '.join(ids[:3])}"


def test_that_callbacks_are_lost_is_told() -> None:
    """A line says that callbacks without other references are not called, if many show it."""
    silent = Failure((), "f called", "nothing called")
    ids = [HOLDS, *(clause.id for clause in SPECIFICATION if clause.chapter == "once")]
    told = sentences.notes(verdict(others=[broken(each, silent) for each in ids[:6]]))
    words = "6 clauses show that a callback without other references was not called"
    assert told == [f"{words} ({HOLDS})"]
    assert sentences.notes(verdict(others=[broken(each, silent) for each in ids[:5]])) == []


def test_one_callback_that_is_called_is_no_silence() -> None:
    """An emission that calls a callback is not reported as calling nothing."""
    silent, called = (Failure((), "f called", each) for each in ("nothing called", "f called"))
    ids = [clause.id for clause in SPECIFICATION if clause.chapter == "once"][:6]
    others = [broken(AT_ONCE, called), *(broken(each, silent) for each in ids)]
    assert sentences.notes(verdict(others=others)) == []
