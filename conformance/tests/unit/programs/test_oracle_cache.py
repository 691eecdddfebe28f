"""The cached oracle rules as the oracle does, whatever traces came before."""

from __future__ import annotations

import pytest
from choosing import outcomes
from document import silent
from emitter_conformance.programs import oracle_cache
from emitter_conformance.programs.exhaustive import programs as every
from emitter_conformance.programs.oracle import first_broken
from emitter_conformance.programs.oracle_cache import OracleCache
from emitter_conformance.programs.program import Program
from emitter_conformance.programs.random_programs import sampled
from emitter_conformance.programs.replay import LOGGED, Trace, replaying
from emitter_conformance.programs.rules import Rules
from emitters import DEFECTS, SEQUENCES, SPECIFICATION, VARIANTS, candidate, name

RULES = [
    Rules.of(SPECIFICATION, edition.name, strict)
    for edition in SPECIFICATION.editions
    for strict in (False, True)
]
EMITTERS = [
    "removal/emptied_event_raises",
    "emission/live_list",
    "emission/nested_emission_is_queued",
    "logging/nothing_is_logged",
    "once/removed_after_the_call",
    "type_error/is_logged_like_others",
    "variants/shuffled",
    "variants/handles",
    "variants/friendly",
    "variants/as_announced",
]


def agrees(on: OracleCache, rules: Rules, program: Program, trace: Trace) -> bool:
    """Return whether cache and oracle have the same ruling on a trace."""
    return on.first_broken(program, trace) == first_broken(program, trace, rules)


def words_of(rules: Rules) -> str:
    """Return a name of rules that is the same in every process."""
    names = {"ordered": rules.ordered, "strict": rules.strict, "draft": rules.once_as_on}
    return " ".join(name for name, holds in names.items() if holds) or "lax"


@pytest.mark.parametrize("rules", RULES, ids=words_of)
def test_accepts_every_choice(rules: Rules) -> None:
    """Choices in short and long programs, with arguments and exceptions, are accepted."""
    cache = OracleCache(rules)
    for one in [*list(every(4))[::5], *sampled(60, seed=4)]:
        for trace in outcomes(one, rules, most=40):
            assert agrees(cache, rules, one, trace)
            assert cache.first_broken(one, trace) is None


@pytest.mark.parametrize("rules", RULES, ids=words_of)
@pytest.mark.parametrize("words", EMITTERS)
def test_rejects_what_the_judge_rejects(words: str, rules: Rules) -> None:
    """A rejection has the clause, the words and the place of the oracle's."""
    path = next(each for each in [*DEFECTS, *SEQUENCES, *VARIANTS] if words in name(each))
    cache = OracleCache(rules)
    with silent(), replaying(candidate(path).make) as replay:
        for one in [*list(every(4))[::3], *sampled(100, seed=6)]:
            assert agrees(cache, rules, one, replay(one))


def test_forgets_before_it_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries that the cache dropped are computed again."""
    monkeypatch.setattr(oracle_cache, "MOST", 3)
    rules = Rules()
    cache = OracleCache(rules)
    for one in every(3):
        for trace in outcomes(one, rules, most=10):
            assert agrees(cache, rules, one, trace)
        assert len(cache._points) <= oracle_cache.MOST + 3


def test_trace_that_ends_with_a_record() -> None:
    """A record logged after the last operation is judged."""
    path = next(each for each in VARIANTS if each.stem == "tuples")
    one = next(one for one in every(4) if any(each.raises for each in one.callbacks))
    with replaying(candidate(path).make) as replay:
        trace = replay(one)
    cache = OracleCache(Rules())
    assert cache.first_broken(one, trace) is None
    record = next(entry for entry in trace if entry[0] is LOGGED)
    assert agrees(cache, Rules(), one, [*trace, record])
    assert cache.first_broken(one, [*trace, record]) is not None
