"""A trial: one run of one check against one candidate.

A check gives its steps as source text. The trial runs them, keeps what was seen, and compares it
with what the check expects. The same text is what a failure shows.
"""

from __future__ import annotations

import functools
import logging
import sys
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Callable, NamedTuple, NoReturn, TypeVar, Union, cast

from emitter_conformance.candidate import places
from emitter_conformance.candidate.exits import end_forked, process_id
from emitter_conformance.candidate.log_records import Record, collected
from emitter_conformance.candidate.methods import adapted, uses
from emitter_conformance.candidate.places import STEPS_FILE
from emitter_conformance.candidate.process_state import builtin_names
from emitter_conformance.candidate.unsupported import unsupported
from emitter_conformance.core import describe
from emitter_conformance.core.operating_system import is_refused_thread
from emitter_conformance.core.stopping import interrupted
from emitter_conformance.verdict.failure import Failure

from . import reproducer
from .formatting import unindented
from .holders import holder_of
from .reproducer import Comparison
from .steps import FIRST, Sentence, Step, cut, expression

MODULE = "steps"
NO_EXCEPTION = "no exception"
NO_RECORD = "no log record"
NO_ERROR_RECORD = "no log record of an error"
LEVELS = "[record.levelname for record in records]"

Call = tuple[object, ...]
"""The name of a callback and the arguments it received."""


class Unasked(Exception):
    """A step calls a method that a fake lacks; what came before it was asked."""


class ClauseBroken(AssertionError):
    """The candidate breaks the clause of the check that raised this.

    Attributes:
        failure: The failure to show.
        unsupported: The operation that the candidate declares as unsupported, or "".
        way: How it is broken: the exception, or the expectation. It stays while steps are left out.

    """

    def __init__(self, failure: Failure, unsupported: str = "", way: str = "") -> None:
        super().__init__(f"expected {failure.expected}, actual {failure.actual}")
        self.failure, self.unsupported, self.way = failure, unsupported, way


@dataclass(frozen=True)
class Seen:
    """What happened since the last expectation.

    Attributes:
        calls: One tuple for each call of a callback: its name, then its arguments.
        raised: The exception that ended the steps, if one did.
        records: The log records.

    """

    calls: tuple[object, ...]
    raised: BaseException | None
    records: tuple[Record, ...]


class Expectation(NamedTuple):
    """A call of a method of a trial that judges."""

    method: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


Act = Union[Step, Expectation]
"""What a check does, one after the other."""
Method = TypeVar("Method", bound=Callable[..., None])


def _expectation(method: Method) -> Method:
    """Let a method of a trial be kept among its acts."""

    @functools.wraps(method)
    def expect(trial: Trial, *args: Any, **kwargs: Any) -> None:
        trial._begin()
        trial.acts.append(Expectation(method.__name__, args, kwargs))
        method(trial, *args, **kwargs)
        trial.has_judged = True

    return cast(Method, expect)


class Trial:
    """Runs the steps of a check on a candidate and judges what they did.

    The steps find these names: `EventEmitter`, the candidate; `emitter`, a new one made by it;
    `calls`, the list to which a callback appends a tuple of its name and its arguments;
    `records`, the list of what was logged.
    A step that raises ends the steps; the next expectation judges the exception.

    Args:
        candidate: Any callable that returns an emitter.
        file: The file of the candidate; an exception is placed there if it passed there.
        journal: Function that takes the source of each step before it runs, "" at a restart.
        lacks: The methods that the emitters lack; the trial ends before a step that calls one.

    Attributes:
        is_whole: Whether all steps are executed as one, which is faster and shows less.
        title: The present case in words.
        observation: What the candidate does where the specification is open, or "".
        replaced: The built-in names that the candidate replaced, a sentence each.
        acts: The operations on the present emitter.
        essential: The source text of the steps that a failure has to show.
        has_judged: Whether an expectation was met.
        unasked: Why steps were left out, or "".
        threads: The number of threads before the first step.

    """

    def __init__(
        self,
        candidate: Callable[[], Any],
        file: str = "",
        journal: Callable[[str], object] = str,
        lacks: tuple[str, ...] = (),
    ) -> None:
        self.candidate = candidate
        self._lacks = lacks
        self.has_judged, self.unasked = False, ""
        self.file = file
        self._journal = journal
        self.title = self.observation = ""
        self.is_whole = False
        self.replaced: list[str] = []
        self._process, self._depth = process_id(), sys.getrecursionlimit()
        self.threads = threading.active_count()
        self._put_back = builtin_names()
        self._module: ModuleType | None = None
        self.names: dict[str, Any] = {}
        self._waiting: list[Step] = []
        self.restart()

    def restart(self, setups: Iterable[str] = ()) -> None:
        """Begin again, with a new emitter without registrations.

        The emitter is made in one go with what is done first.

        Args:
            setups: Steps that follow at once.

        """
        self._begin()
        steps = [step for setup in setups for step in self._cut(setup)]
        self.acts: list[Act] = [*steps]
        self.essential: list[str] = []
        self._steps: list[str | Callable[[], str]] = []
        self.calls: list[object] = []
        self._records: list[Record] = []
        self.names.clear()  # an exception among them would keep alive what it ended
        self._begin_module()
        self.names = vars(self._module)
        self.names.update(EventEmitter=self.candidate, calls=self.calls, records=self._records)
        self._performed: list[str] = []
        self._judged_calls = 0
        self._raised: BaseException | None = None
        self._raised_by_last_step = False
        self._journal("")
        self._waiting = [FIRST, *steps]

    def _begin(self) -> None:
        """Make the present emitter, unless it is made."""
        if self._waiting:
            self._run(())

    def _begin_module(self) -> None:
        """Let classes of the steps have a module, where a base class may look for its names."""
        module = ModuleType(MODULE)
        if sys.modules.get(MODULE) in (None, self._module):  # not one of the user's
            sys.modules[MODULE] = module
        self._module = module

    def run(self, steps: str, essential: bool = False) -> None:
        """Run steps, one statement after the other, until one raises.

        Of steps that begin with a comment a failure shows the comment, and its script all.

        Args:
            steps: The source text of the steps.
            essential: Whether a failure shows them although it needs them not: what the clause
                is about would not be seen.

        """
        compiled = self._cut(steps)
        if essential:
            self.essential += [step.source for step in compiled]
        self._run(compiled)

    def _cut(self, steps: str) -> tuple[Step, ...]:
        """Cut source text into its steps, as far as the emitter has what they call.

        Raises:
            Unasked: The emitter lacks a method.

        """
        if self._lacks:
            steps = adapted(unindented(steps), self._lacks)
            missing = [method for method in self._lacks if method in uses(steps)]
            if missing:
                self.unasked = f"its check needs {', '.join(missing)}"
                raise Unasked(self.unasked)
        return cut(steps, self.is_whole)

    def repeat(self, acts: Sequence[Act]) -> None:
        """Do what was done before, or a part of it, on a new emitter."""
        self.restart()
        for act in acts:
            if isinstance(act, Step):
                self._run((act,))
            else:
                getattr(self, act.method)(*act.args, **act.kwargs)

    def _run(self, steps: Sequence[Step]) -> None:
        self.acts += steps
        if self._raised is not None:
            self._raised_by_last_step = False
            return
        waiting, self._waiting = self._waiting, []
        self._steps += self._perform([*waiting, *steps])[bool(waiting) :]
        if not steps:
            self._raised_by_last_step = False

    def _perform(self, steps: Sequence[Step]) -> list[str]:
        shown, begun = [], 0
        with collected(self._records.append):
            for step in steps:
                shown.append(step.summary or step.source)
                self._performed.append(step.source)
                self._journal(step.source)
                try:
                    try:
                        for begun, code in enumerate(step.codes, 1):  # noqa: B007
                            exec(code, self.names)
                    finally:
                        # The limit decides how deep later emissions of the check may nest.
                        sys.setrecursionlimit(self._depth)
                        # A child that the candidate forked would go on with the whole run.
                        end_forked(self._process)
                        # The kit itself needs them, as soon as the next line.
                        self.replaced += self._put_back()
                except BaseException as error:
                    if interrupted(error):
                        raise
                    self._raised = error
                    self._raised_by_last_step = step is steps[-1] and begun == len(step.codes)
                    break
        return shown

    def look(self) -> Seen:
        """Return what happened since the last look or expectation, and forget it."""
        self._begin()
        seen = Seen(self._take_calls(), self._raised, tuple(self._records))
        if self._raised is not None:
            self._accept(BaseException)
        self.calls.clear()
        self._records.clear()
        self._judged_calls = 0
        self._performed += ["calls.clear()", "records.clear()"]
        return seen

    @_expectation
    def expect_calls(self, *expected: Call, in_order: bool = False) -> None:
        """Expect exactly these calls since the last ones expected, and no exception.

        Args:
            expected: A tuple for each call, of the name and the arguments.
            in_order: Whether the order of the calls counts.

        """
        self._expect_calls(expected, lambda: reproducer.listed(expected), in_order)

    @_expectation
    def expect_all_calls(self, source: str, in_order: bool = False) -> None:
        """Expect the calls of a list that is too long to be written out.

        Args:
            source: Source of the list; it uses no names.
            in_order: Whether the order of the calls counts.

        """
        self._expect_calls(eval(expression(source), {}), lambda: source, in_order)

    def _expect_calls(
        self, expected: Sequence[Call], source: Callable[[], str], in_order: bool
    ) -> None:
        def words() -> str:
            return describe.calls(expected, in_order)

        seen = f"calls[{self._judged_calls}:]" if self._judged_calls else "calls"
        any_order = not in_order and len(expected) > 1

        def comparison() -> Comparison:
            broken = f"{seen} != expected"
            is_judged = self._raised is None
            if any_order or (is_judged and describe.may_be_equal(calls, list(expected))):
                sides = [f"sorted(map(repr, {side}))" for side in (seen, "expected")]
                broken = " != ".join(sides)
            shown = "expected, 'in any order'" if any_order else "expected"
            return Comparison(shown, seen, broken, (f"expected = {source()}",))

        calls = list(self.calls[self._judged_calls :])
        if self._raised is not None:
            are_few = 0 < len(expected) <= describe.FEW
            also = f"{NO_EXCEPTION}, {words()}" if are_few else NO_EXCEPTION
            self._expect_no_exception(also, comparison)
        if not describe.same_calls(self._take_calls(), expected, in_order):
            wanted, actual = describe.compared(calls, expected, in_order)
            way = f"{words()} {not calls}"
            self._break(wanted, actual, self._program(comparison()), way)
        self._met(words)

    @_expectation
    def expect_raised(self, kind: type[BaseException], the: str = "") -> None:
        """Expect that the last step raised an exception of a kind.

        Args:
            kind: The class, or a base class, of the exception.
            the: The name, in the steps, of the object that has to be raised.

        """
        self._expect_all_ran()
        words = f"{the or kind.__name__} raised"
        raised = self._raised
        wrong = f"raised is not {the}" if the else f"not isinstance(raised, {kind.__name__})"
        if raised is None:
            actual = f"no exception from {self._last_step()}"
            calls = self.calls[self._judged_calls :]
            actual += f"; {describe.calls(calls)}" if calls else ""
        elif not issubclass(type(raised), kind):  # as `except` does: `__class__` may lie
            actual = describe.error(raised)
        elif the and raised is not self.names[the]:
            actual = f"another object: {describe.error(raised)}"
        else:
            self._accept(kind)
            self._met(words)
            return
        way = "" if raised is None else describe.kind(raised)
        self._break(words, actual, reproducer.catching(self._performed, words, wrong), way)

    @_expectation
    def expect(self, condition: str, words: str, told: str = "", show: str = "calls") -> None:
        """Expect a condition on the names of the steps, such as `returned is f`.

        Args:
            condition: Source of an expression.
            words: The expectation in words.
            told: A sentence that a failure shows, with source in braces, as in an f-string.
            show: Source of the calls that a failure shows without a sentence.

        """

        def comparison() -> Comparison:
            broken = reproducer.negated(condition)
            if not told:
                return Comparison(repr(words), show, broken)
            # The values of the sentence may be there in a failure alone.
            seen = f"{Sentence.read(told).source} if is_broken else 'as expected'"
            return Comparison(repr(words), seen, "is_broken", seen=(f"is_broken = {broken}",))

        self._expect_no_exception(NO_EXCEPTION, comparison)
        way = words
        try:
            if eval(expression(condition), self.names) is True:
                self._met(words)
                return
            if told:
                actual = Sentence.read(told).of(self.names)
            else:
                actual = describe.calls(eval(expression(show), self.names))
        except BaseException as error:
            if interrupted(error):
                raise
            actual, way = describe.error(error), describe.kind(error)
        self._break(words, actual, self._program(comparison()), way)

    @_expectation
    def expect_freed(self, kept: str, words: str) -> None:
        """Expect that an object is free; a failure names what refers to it.

        Args:
            kept: The name of what a weak reference to the object returned.
            words: The expectation in words.

        """
        seen = f"'still alive:', repr({kept})"
        comparison = Comparison(repr(words), seen, f"{kept} is not None")
        self._expect_no_exception(NO_EXCEPTION, lambda: comparison)
        thing = eval(expression(kept), self.names)
        if thing is not None:
            holder = holder_of(thing, self.names.get("emitter"), self.names)
            self._break(words, f"{holder} still refers to it", self._program(comparison), words)
        self._met(words)

    @_expectation
    def expect_levels(self, source: str) -> None:
        """Expect log records of exactly these levels, leaving out those below ERROR.

        Args:
            source: Source of the list of the names of the levels.

        """
        self._expect_all_ran()
        levels = eval(expression(source), self.names)
        words = describe.records(levels) or NO_ERROR_RECORD

        def comparison() -> Comparison:
            errors = "[record.levelname for record in records if record.levelno >= logging.ERROR]"
            given, seen = (f"expected = {source}",), (f"errors = {errors}",)
            return Comparison("expected", LEVELS, "errors != expected", given, seen)

        self._expect_no_exception(NO_EXCEPTION, comparison)
        errors = [record for record in self._records if record.levelno >= logging.ERROR]
        if [record.levelname for record in errors] != levels:
            self._break(words, self._logged(), self._program(comparison()))
        self._met(words)

    @_expectation
    def expect_not_logged(self) -> None:
        """Expect that no record tells of an error: by its level, or by an exception."""
        condition = "record.levelno >= logging.ERROR or any(record.exc_info or ())"

        def comparison() -> Comparison:
            seen = f"errors = {reproducer.chosen_records(condition)}"
            return Comparison(repr(NO_ERROR_RECORD), LEVELS, "errors != []", seen=(seen,))

        self._expect_no_exception(NO_EXCEPTION, comparison)
        if any(self._of_record(condition, record) is not False for record in self._records):
            self._break(NO_ERROR_RECORD, self._logged(), self._program(comparison()))
        self._met(NO_ERROR_RECORD)

    @_expectation
    def expect_record(self, words: str, condition: str, show: str) -> None:
        """Expect a log record.

        Args:
            words: The expectation in words.
            condition: Source of an expression on `record` that has to be true for one record.
            show: Source of what a failure shows of each `record`.

        """

        def comparison() -> Comparison:
            shown = f"[{show} for record in records]"
            seen = f"good = {reproducer.chosen_records(condition)}"
            return Comparison(repr(words), shown, "not good", seen=(seen,))

        self._expect_no_exception(NO_EXCEPTION, comparison)
        if not any(self._of_record(condition, record) is True for record in self._records):
            seen = [self._of_record(show, record) for record in self._records]
            shown = [
                "a record without one" if each is None else describe.value(each) for each in seen
            ]
            self._break(words, ", ".join(shown) or NO_RECORD, self._program(comparison()))
        self._met(words)

    def _of_record(self, source: str, record: Record) -> object:
        """Return the value of an expression on a record, or its exception."""
        try:
            return eval(expression(source), {**self.names, "logging": logging, "record": record})
        except BaseException as error:
            if interrupted(error):
                raise
            return error

    def observe(self, observation: str) -> None:
        """Keep what the candidate does where the specification is open."""
        self.observation = observation

    @_expectation
    def close(self) -> None:
        """End the trial: an exception that no expectation judged breaks the clause."""
        self._expect_no_exception(NO_EXCEPTION, lambda: reproducer.NO_EXCEPTION)

    def forget(self) -> None:
        """Drop all references now, while the deadline still covers the finalizers."""
        self._raised = None
        self.calls.clear()
        self._records.clear()
        self.names.clear()
        if sys.modules.get(MODULE) is self._module:
            del sys.modules[MODULE]

    @property
    def has_raised(self) -> bool:
        """Whether the steps ended with an exception that no expectation has judged."""
        self._begin()
        return self._raised is not None

    @property
    def is_quiet(self) -> bool:
        """Whether the steps called, raised and logged nothing that is not judged."""
        nothing = len(self.calls) == self._judged_calls and not self._records
        return not self.has_raised and nothing

    def _take_calls(self) -> tuple[object, ...]:
        calls = tuple(self.calls[self._judged_calls :])
        self._judged_calls = len(self.calls)
        return calls

    def _met(self, words: str | Callable[[], str]) -> None:
        """Note in the steps what was seen as expected: what follows is judged from there on."""
        self._steps.append((lambda: f"# {words()}") if callable(words) else f"# {words}")

    def _lines(self) -> list[str]:
        """Return the steps, and the notes in them, line by line."""
        texts = [f"# {self.title}"] if self.title else []
        texts += [each() if callable(each) else each for each in self._steps]
        return "\n".join(texts).splitlines()

    def _last_step(self) -> str:
        """Return the last line of the steps that is not a note."""
        lines = self._lines()[::-1]
        return next((line.strip() for line in lines if not line.startswith("#")), "no step")

    def _logged(self) -> str:
        return describe.records([record.levelname for record in self._records]) or NO_RECORD

    def _accept(self, kind: type[BaseException]) -> None:
        """Forget the exception of the last step; the program continues after it."""
        self._raised = None
        self._performed[-1] = reproducer.accepting(self._performed[-1], kind.__name__)

    def _expect_all_ran(self) -> None:
        """Expect that no step is left; what they were to show would be out of place."""
        if self._raised is not None and not self._raised_by_last_step:
            self._break_by_exception(NO_EXCEPTION, reproducer.NO_EXCEPTION)

    def _expect_no_exception(self, words: str, comparison: Callable[[], Comparison]) -> None:
        self._expect_all_ran()
        if self._raised is not None:
            self._break_by_exception(words, comparison())

    def _break_by_exception(self, words: str, comparison: Comparison) -> NoReturn:
        assert self._raised is not None
        program = reproducer.raising(self._performed, words, comparison)
        self._break(words, describe.error(self._raised), program, describe.kind(self._raised))

    def _program(self, comparison: Comparison) -> str:
        return reproducer.program(self._performed, comparison)

    def _break(self, expected: str, actual: str, program: str, way: str = "") -> NoReturn:
        logged = [record.error for record in self._records if record.error is not None]
        if logged:
            errors = [*dict.fromkeys(map(describe.error, logged))]
            actual += f" (logged: {', '.join(errors[: describe.FEW])})"
        if self._raised is None:
            way = " ".join([way or expected, *map(describe.kind, logged[:1])])
        steps = tuple(self._lines())
        place = "" if self._raised is None else places.of_error(self._raised, self.file)
        seen = [*([] if self._raised is None else [self._raised]), *logged]
        for error in seen:
            if is_refused_thread(error):
                raise error  # a check that could not run shows nothing
        reason = unsupported(seen, STEPS_FILE)
        raise ClauseBroken(Failure(steps, expected, actual, place, program), reason, way)
