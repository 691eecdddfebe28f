"""A trial runs steps, records calls and exceptions, and reports expected beside actual."""

from __future__ import annotations

import builtins
import inspect
import sys
from keyword import iskeyword
from typing import Any, Callable

import pytest
from emitter_conformance.checks.steps import Step
from emitter_conformance.checks.trial import ClauseBroken, Trial
from emitter_conformance.core import describe
from emitter_conformance.verdict.failure import Failure
from emitter_reference import EventEmitter

JOINED = """
    def f(name): calls.append(("f", name))
    emitter.on("joined", f)
    emitter.emit("joined", "alice")
"""


@pytest.fixture
def trial() -> Trial:
    """Return a trial of the reference."""
    return Trial(EventEmitter)


def failure(expect: Callable[[], object]) -> Failure:
    """Return the failure with which an expectation is not met."""
    with pytest.raises(ClauseBroken) as caught:
        expect()
    return caught.value.failure


def test_expected_calls_are_consumed(trial: Trial) -> None:
    """Each expectation judges the calls since the one before."""
    trial.run(JOINED)
    trial.expect_calls(("f", "alice"))
    trial.expect_calls()
    trial.run('emitter.emit("joined", "bob")')
    trial.expect_calls(("f", "bob"))
    trial.close()


def test_failure_shows_steps_expected_and_actual(trial: Trial) -> None:
    """The steps are the lines of the check, each as it stands there."""
    trial.run(JOINED)
    assert failure(lambda: trial.expect_calls(("f", "bob"))) == Failure(
        steps=(
            'def f(name): calls.append(("f", name))',
            'emitter.on("joined", f)',
            'emitter.emit("joined", "alice")',
        ),
        expected="f called with ('bob')",
        actual="f called with ('alice')",
        program="""\
emitter = EventEmitter()
def f(name): calls.append(("f", name))
emitter.on("joined", f)
emitter.emit("joined", "alice")
expected = [('f', 'bob')]
print("expected", expected)
print("actual  ", calls)
sys.exit(calls != expected)""",
    )


def test_step_that_raises_ends_the_steps(trial: Trial) -> None:
    """Steps after one that raises neither run nor are shown."""
    trial.run("""
        raise ValueError("no seat")
        calls.append(("f",))
    """)
    trial.run('calls.append(("g",))')
    broken = failure(lambda: trial.expect_calls(("f",)))
    assert broken.expected == "no exception"
    assert broken.steps == ('raise ValueError("no seat")',)
    assert broken.actual == "ValueError: no seat"
    assert trial.calls == []


def test_failure_tells_where_the_candidate_raised(trial: Trial) -> None:
    """The place of an exception is in the candidate, neither in the kit nor in the steps."""
    trial.run("""
        def f(): raise TypeError
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    place = failure(trial.close).where
    assert "emitter.py:" in place
    assert place.endswith(" in emit")


def test_failure_is_placed_in_the_candidate() -> None:
    """The place is in the candidate, not in a library that it calls."""
    trial = Trial(EventEmitter, file=inspect.getfile(EventEmitter))
    trial.run("""
        def f(*args): calls.append(("f",))
        f.__signature__ = 5
        emitter.on("joined", f)
        emitter.emit("joined", 1)
    """)
    assert failure(trial.close).where.endswith(" in _positional")


def test_failure_is_placed_behind_an_adapter() -> None:
    """The place is in the emitter that a candidate adapts, not in a library that this calls."""
    trial = Trial(EventEmitter, file="adapter.py")
    trial.run("""
        def f(*args): calls.append(("f",))
        f.__signature__ = 5
        emitter.on("joined", f)
        emitter.emit("joined", 1)
    """)
    assert failure(trial.close).where.endswith(" in _positional")


def test_failure_tells_what_was_logged(trial: Trial) -> None:
    """An exception that an emitter logged is shown."""
    trial.run("""
        def f(): raise ValueError("no seat")
        emitter.on("joined", f)
        emitter.emit("joined")
    """)
    broken = failure(lambda: trial.expect_calls(("f",)))
    assert broken.actual == "nothing called (logged: ValueError: no seat)"


def test_decorated_and_nested_steps_are_whole(trial: Trial) -> None:
    """A decorated or nested statement is one step with all of its lines."""
    trial.run("""
        @emitter.on("joined")
        def f():
            calls.append(("f",))

        emitter.emit("joined")
    """)
    assert failure(lambda: trial.expect_calls()).steps == (
        '@emitter.on("joined")',
        "def f():",
        '    calls.append(("f",))',
        'emitter.emit("joined")',
    )


@pytest.mark.parametrize(
    "steps",
    [
        ("for name in []: pass", "calls"),
        ("for name in []:\n    pass\nelse:\n    pass", "calls"),
        ("try:\n    raise KeyError\n\nexcept KeyError:\n    pass", "calls"),
        ("names = [\n    1,\n]", "calls"),
        ('text = """\na text\n"""', "if text:\n    pass", "calls"),
        ("names = 1 + \\\n2", "calls"),
    ],
)
def test_steps_are_cut_into_statements(trial: Trial, steps: tuple[str, ...]) -> None:
    """A statement is one step, also where its lines are not indented."""
    trial.run("\n# a comment\n\n".join(steps))
    assert [act.source for act in trial.acts if isinstance(act, Step)] == [*steps]
    trial.close()


def test_steps_without_a_statement_are_none(trial: Trial) -> None:
    """A comment is no step, be the steps executed one by one or as one."""
    for trial.is_whole in (False, True):
        trial.run("# a comment")
    assert trial.acts == []


def test_raised_exception_is_judged(trial: Trial) -> None:
    """An exception is compared by type and identity; calls stay for the next expectation."""
    trial.run("""
        error = ValueError("no seat")
        calls.append(("f",))
        raise error
    """)
    trial.expect_raised(ValueError, the="error")
    trial.expect_calls(("f",))
    trial.close()


@pytest.mark.parametrize(
    ("steps", "actual"),
    [
        ("if True:\n    pass", "no exception from pass"),
        ("raise KeyError('no seat')", "KeyError: 'no seat'"),
        ("raise TypeError('another')", "another object: TypeError: another"),
        ("raise SystemExit(0)", "SystemExit: 0"),
    ],
)
def test_another_exception_breaks_the_clause(trial: Trial, steps: str, actual: str) -> None:
    """No exception, another type, another object or an earlier step breaks the clause."""
    trial.run('error = TypeError("no seat")')
    trial.run(steps)
    broken = failure(lambda: trial.expect_raised(TypeError, the="error"))
    assert broken.expected == "error raised"
    assert broken.actual == actual


def test_calls_are_shown_where_an_exception_is_missing(trial: Trial) -> None:
    """Where nothing is raised, a failure says what was called in its place."""
    trial.run("def f(a): calls.append(('f', a))")
    trial.run('emitter.on("joined", f)\nemitter.emit("joined", None)')
    actual = failure(lambda: trial.expect_raised(TypeError)).actual
    assert actual == 'no exception from emitter.emit("joined", None); f called with (None)'


def test_exception_of_an_earlier_run_is_not_the_expected_one(trial: Trial) -> None:
    """An exception that ended one run is not taken for that of the next."""
    trial.run("raise TypeError('early')")
    trial.run("raise TypeError('late')")
    broken = failure(lambda: trial.expect_raised(TypeError))
    assert (broken.expected, broken.actual) == ("no exception", "TypeError: early")


@pytest.mark.parametrize("is_whole", [False, True])
@pytest.mark.parametrize("last", ["pass", "raise TypeError('early')"])
def test_exception_of_an_earlier_step_is_not_the_expected_one(
    trial: Trial, is_whole: bool, last: str
) -> None:
    """The expected exception has to come from the last step of a run."""
    trial.is_whole = is_whole
    trial.run(f"raise TypeError('early')\n{last}")
    broken = failure(lambda: trial.expect_raised(TypeError))
    assert (broken.expected, broken.actual) == ("no exception", "TypeError: early")


def test_exception_that_nobody_expected_breaks_the_clause(trial: Trial) -> None:
    """A check cannot end while an exception is unjudged."""
    trial.run("raise StopIteration")
    assert failure(trial.close).expected == "no exception"


def test_constructor_that_raises_breaks_the_clause() -> None:
    """The emitter is made on trial; no step runs without it."""

    def fail() -> None:
        raise TypeError("no emitter")

    trial = Trial(fail)
    trial.run("calls.append(('f',))")
    assert failure(lambda: trial.expect_raised(TypeError)).actual == "TypeError: no emitter"


def test_condition_is_evaluated_on_the_steps(trial: Trial) -> None:
    """A condition may use every name of the steps."""
    trial.run("def f(): pass\nreturned = emitter.on('joined', f)")
    trial.expect("returned is f", "f is returned")
    trial.expect("callable(returned)", "a callable is returned")


@pytest.mark.parametrize(
    ("told", "actual"),
    [
        ("", "f called with ('alice')"),
        ("it does not", "it does not"),
        ("{returned} returned", "7 returned"),
        ("{'seven'} returned", "'seven' returned"),
        ("{'seven'!s} returned, {returned + 1} wanted", "seven returned, 8 wanted"),
        ("{returned.size}", "AttributeError: 'int' object has no attribute 'size'"),
        ("a {{set}} of {hostile}", "a {set} of <Hostile instance>"),
    ],
)
def test_condition_that_does_not_hold_shows_a_sentence(
    trial: Trial, told: str, actual: str
) -> None:
    """A failure shows the sentence of the check with values in it, or else the calls."""
    trial.run("""
        class Hostile:
            def __repr__(self): raise ValueError
        returned, hostile = 7, Hostile()
        calls.append(("f", "alice"))
    """)
    broken = failure(lambda: trial.expect("returned == 8", "the number 8", told))
    assert (broken.expected, broken.actual) == ("the number 8", actual)


@pytest.mark.parametrize(
    ("told", "printed"),
    [
        ("", "actual   [('f', 'alice')]"),
        ("it's not", "actual   it's not"),
        ("{returned} of {{8}}, {'seven'!s}", "actual   '7' of {8}, seven"),
    ],
)
def test_script_prints_the_sentence(
    trial: Trial, capsys: pytest.CaptureFixture[str], told: str, printed: str
) -> None:
    """The program of a failure prints what the failure shows."""
    trial.run("returned = '7'\ncalls.append(('f', 'alice'))")
    broken = failure(lambda: trial.expect("returned == 8", "the number 8", told))
    with pytest.raises(SystemExit) as end:
        exec(broken.program, {"EventEmitter": EventEmitter, "calls": [], "records": [], "sys": sys})
    assert end.value.code
    assert capsys.readouterr().out.splitlines() == ["expected the number 8", printed]


def test_calls_of_another_list_are_shown(trial: Trial) -> None:
    """A failure shows the calls that the check names."""
    trial.run("before = [('f', 1)]")
    broken = failure(lambda: trial.expect("before == []", "nothing called", show="before"))
    assert broken.actual == "f called with (1)"


@pytest.mark.parametrize(
    ("levels", "expected", "actual"),
    [
        ([], "['ERROR']", "no log record"),
        (["ERROR", "ERROR"], "['ERROR']", "2 log records of level ERROR"),
        (["CRITICAL"], "['ERROR']", "1 log record of level CRITICAL"),
        (["WARNING"], "['ERROR']", "1 log record of level WARNING"),
        (["ERROR"], "[]", "1 log record of level ERROR"),
    ],
)
def test_error_records_are_counted(
    trial: Trial, levels: list[str], expected: str, actual: str
) -> None:
    """The number of records of level ERROR is exact, and no higher level is accepted."""
    trial.run("import logging")
    for level in levels:
        trial.run(f"logging.log(logging.{level}, 'no seat')")
    assert failure(lambda: trial.expect_levels(expected)).actual == actual


def test_record_of_an_error_is_told_by_level_or_exception(trial: Trial) -> None:
    """A warning with an exception is a record of an error, one without is not."""
    trial.run("import logging\nlogging.warning('late')")
    trial.expect_not_logged()
    trial.run("logging.warning('late', exc_info=ValueError('no seat'))")
    actual = failure(trial.expect_not_logged).actual
    assert actual == "2 log records of level WARNING (logged: ValueError: no seat)"


def test_records_below_error_do_not_count(trial: Trial) -> None:
    """Records below ERROR do not count."""
    trial.run("import logging\nlogging.warning('late')\nlogging.error('no seat')")
    trial.expect_levels("['ERROR']")


def test_record_is_judged_by_what_it_has(trial: Trial) -> None:
    """One record with an accepted value is enough."""
    message = "record.getMessage()"
    late = f"{message} == 'late'"
    assert failure(lambda: trial.expect_record("a", late, message)).actual == "no log record"
    trial.run("import logging\nlogging.error('a')\nlogging.error('b')")
    trial.expect_record("a record b", f"{message} in ('b', 'c')", message)
    assert failure(lambda: trial.expect_record("c", late, message)).actual == "'a', 'b'"


def test_hostile_exception_of_a_record_breaks_the_clause(trial: Trial) -> None:
    """A record whose exception raises when it is compared breaks the clause."""
    trial.run("""
        import logging
        class Hostile(Exception):
            def __bool__(self): raise RuntimeError("no truth")
        logging.warning("late", exc_info=(None, Hostile("no seat"), None))
    """)
    truth = "bool(record.exc_info[1])"
    broken = failure(lambda: trial.expect_record("a record", truth, truth))
    assert broken.actual == "RuntimeError('no truth') (logged: Hostile: no seat)"
    assert failure(trial.expect_not_logged).actual.endswith(
        "of level WARNING (logged: Hostile: no seat)"
    )


def test_look_forgets(trial: Trial) -> None:
    """Looking at the calls of an open clause consumes them."""
    trial.run("import logging\nlogging.error('a')\ncalls.append(('f',))\nraise TypeError")
    seen = trial.look()
    assert seen.calls == (("f",),)
    assert isinstance(seen.raised, TypeError)
    assert len(seen.records) == 1
    assert trial.look().calls == ()
    trial.close()


def test_met_expectations_are_noted_in_the_steps(trial: Trial) -> None:
    """A reader sees what had been judged before the failure."""
    trial.run(JOINED)
    trial.expect_calls(("f", "alice"))
    trial.run("error = ValueError()\nraise error")
    trial.expect_raised(ValueError, the="error")
    trial.expect("error.args == ()", "no arguments")
    trial.expect_levels("[]")
    trial.run("import logging\nlogging.error('late')")
    trial.expect_record("a record 'late'", "record.message == 'late'", "record.message")
    steps = failure(lambda: trial.expect_raised(KeyError)).steps
    assert [step for step in steps if step.startswith("#")] == [
        "# f called with ('alice')",
        "# error raised",
        "# no arguments",
        "# no log record of an error",
        "# a record 'late'",
    ]


def test_every_restart_makes_an_emitter() -> None:
    """An emitter is made also where nothing is done with it, and before it is judged."""
    made = []

    def make() -> EventEmitter[Any]:
        made.append(1)
        return EventEmitter()

    trial = Trial(make)
    trial.restart()
    trial.restart(["calls.append('set up')"])
    trial.run('emitter.on("joined", calls.append)')
    trial.close()
    assert len(made) == 3
    assert trial.calls == ["set up"]
    assert [step.source for step in trial.acts if isinstance(step, Step)] == [
        "calls.append('set up')",
        'emitter.on("joined", calls.append)',
    ]


def test_emitter_that_cannot_be_made() -> None:
    """An exception of the constructor ends the steps, and is none of the last step."""
    trial = Trial(lambda: 1 / 0)
    trial.run("calls.append(1)")
    assert failure(lambda: trial.expect_raised(ZeroDivisionError)).expected == "no exception"
    trial.restart()
    assert trial.has_raised
    assert isinstance(trial.look().raised, ZeroDivisionError)
    assert trial.calls == []


def test_observation_is_kept(trial: Trial) -> None:
    """An observation says what the candidate does."""
    trial.observe("registration order")
    assert trial.observation == "registration order"


@pytest.mark.parametrize(
    "name", [name for name in dir(builtins) if name[0] != "_" and not iskeyword(name)]
)
def test_goes_on_without_any_built_in_name(trial: Trial, name: str) -> None:
    """Built-in names are restored after the step that replaced them, however it ended."""
    trial.run(f"""
        import builtins
        class Left(Exception): pass
        def leave():
            builtins.{name} = None
            raise Left
        emitter.on("joined", lambda: setattr(builtins, {name!r}, None))
        emitter.emit("joined")
    """)
    trial.expect_calls()
    trial.run("leave()")
    raised = trial.look().raised
    assert raised is not None
    assert describe.error(raised) == "Left"
    assert trial.replaced == [f"builtins.{name} was replaced; it is put back"] * 2
    trial.close()
