"""A trial: one run of one check against one candidate.

A check gives its steps as source text. The trial runs them, keeps what was seen, and compares it
with what the check expects. The same text is what a failure shows.
"""

from __future__ import annotations

import ast
import functools
import logging
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any, Callable, NoReturn

from . import describe
from .interrupt import interrupted
from .records import Record, recorded

STEPS_FILE = "<steps>"
PACKAGE = str(Path(__file__).parent)

Call = tuple[object, ...]
"""The name of a callback and the arguments it received."""


@dataclass(frozen=True)
class Failure:
    """What a broken clause shows.

    Attributes:
        steps: Source lines, up to the last one that ran.
        expected: What the clause asks for.
        actual: What was seen.
        where: Place in the candidate's code where an unexpected exception was raised, or "".

    """

    steps: tuple[str, ...]
    expected: str
    actual: str
    where: str = ""


class ClauseBroken(Exception):
    """The candidate breaks the clause of the check that raised this."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"expected {failure.expected}, actual {failure.actual}")
        self.failure = failure


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


@dataclass(frozen=True)
class _Step:
    source: str
    code: CodeType


class Trial:
    """Runs the steps of a check on a candidate and judges what they did.

    The steps find these names: `EventEmitter`, the candidate; `emitter`, a new one made by it;
    `calls`, the list to which a callback appends a tuple of its name and its arguments.
    A step that raises ends the steps; the next expectation judges the exception.

    Args:
        candidate: Any callable that returns an emitter.
        file: The file of the candidate; an exception is placed there if it passed there.

    """

    def __init__(self, candidate: Callable[[], Any], file: str = "") -> None:
        self.candidate = candidate
        self.file = file
        self.observation = ""
        self.restart()

    def restart(self) -> None:
        """Begin anew with an emitter without registrations."""
        self.steps: list[str] = []
        self.calls: list[object] = []
        self.names: dict[str, Any] = {
            "__name__": "steps",
            "EventEmitter": self.candidate,
            "calls": self.calls,
        }
        self._judged_calls = 0
        self._records: list[Record] = []
        self._raised: BaseException | None = None
        self._raised_by_last_step = False
        self._perform([_step("emitter = EventEmitter()")])
        self._raised_by_last_step = False

    def run(self, steps: str) -> None:
        """Run steps, one statement after the other, until one raises."""
        if self._raised is not None:
            self._raised_by_last_step = False
            return
        self.steps.extend(self._perform(_compiled(textwrap.dedent(steps).strip())))

    def _perform(self, steps: Sequence[_Step]) -> list[str]:
        performed = []
        with recorded() as records:
            for step in steps:
                performed.append(step.source)
                try:
                    exec(step.code, self.names)
                except BaseException as error:
                    if interrupted(error):
                        raise
                    self._raised = error
                    self._raised_by_last_step = step is steps[-1]
                    break
        self._records.extend(records)
        return performed

    def look(self) -> Seen:
        """Give what happened since the last look or expectation, and forget it."""
        seen = Seen(self._take_calls(), self._raised, tuple(self._records))
        self._raised = None
        self._records = []
        return seen

    def expect_calls(self, *expected: Call, in_order: bool = False) -> None:
        """Expect exactly these calls since the last ones expected, and no exception.

        Args:
            expected: A tuple for each call, of the name and the arguments.
            in_order: Whether the order counts.

        """
        words = describe.calls(expected, in_order)
        self._expect_no_exception(words)
        calls = self._take_calls()
        if not describe.same_calls(calls, expected, in_order):
            self._break(words, describe.calls(calls))
        self._met(words)

    def expect_raised(self, kind: type[BaseException], the: str = "") -> None:
        """Expect that the last step raised an exception of a kind.

        Args:
            kind: The class, or a base class, of the exception.
            the: The name, in the steps, of the very object that has to be raised.

        """
        words = f"{the or kind.__name__} raised"
        raised = self._raised
        if raised is None:
            self._break(words, f"no exception from {self._last_step()}")
        if not self._raised_by_last_step or not isinstance(raised, kind):
            self._break(words, describe.error(raised))
        if the and raised is not self.names[the]:
            self._break(words, f"another object: {describe.error(raised)}")
        self._raised = None
        self._met(words)

    def expect(self, condition: str, show: str = "") -> None:
        """Expect a condition on the names of the steps, such as `returned is f`.

        Args:
            condition: Source of an expression.
            show: Source of what a failure shows; by default what the condition compares.

        """
        self._expect_no_exception(condition)
        shown = show or _left_side(condition)
        try:
            holds = eval(condition, self.names) is True
            actual = f"{shown} is {describe.value(eval(shown, self.names))}"
        except Exception as error:
            holds, actual = False, describe.error(error)
        if not holds:
            self._break(condition, actual)
        self._met(condition)

    def expect_error_records(self, count: int) -> None:
        """Expect that many log records of level ERROR, and none above."""
        self.expect_levels(*[logging.ERROR] * count)

    def expect_levels(self, *levels: int) -> None:
        """Expect log records of exactly these levels, leaving out those below ERROR."""
        names = ", ".join(logging.getLevelName(level) for level in levels)
        words = f"log records of level {names}" if levels else "no log record of an error"
        self._expect_no_exception(words)
        if tuple(record.level for record in self._records if record.is_error) != levels:
            self._break(words, self._logged())
        self._met(words)

    def expect_not_logged(self) -> None:
        """Expect that no record tells of an error: by its level, or by an exception."""
        words = "no log record of an error"
        self._expect_no_exception(words)
        if any(record.is_error or record.error for record in self._records):
            self._break(words, self._logged())
        self._met(words)

    def expect_record(self, words: str, get: Callable[[Record], object], *accepted: object) -> None:
        """Expect a log record.

        Args:
            words: What is expected, for a person.
            get: Gives what is judged of a record.
            accepted: The values of which one has to be had.

        """
        self._expect_no_exception(words)
        values = [get(record) for record in self._records]
        if not any(describe.same(value, good) for value in values for good in accepted):
            self._break(words, ", ".join(map(describe.value, values)) or "no log record")
        self._met(words)

    def observe(self, observation: str) -> None:
        """Keep what the candidate does where the specification is open."""
        self.observation = observation

    def close(self) -> None:
        """End the trial: an exception that no expectation judged breaks the clause."""
        self._expect_no_exception("no exception")

    def _take_calls(self) -> tuple[object, ...]:
        calls = tuple(self.calls[self._judged_calls :])
        self._judged_calls = len(self.calls)
        return calls

    def _met(self, words: str) -> None:
        """Note in the steps what was seen as expected: what follows is judged from there on."""
        self.steps.append(f"# {words}")

    def _last_step(self) -> str:
        """Give the last line of the steps that is not a note."""
        lines = "\n".join(self.steps).splitlines()
        return next((line.strip() for line in lines[::-1] if not line.startswith("#")), "no step")

    def _logged(self) -> str:
        return ", ".join(record.level_name for record in self._records) or "no log record"

    def _expect_no_exception(self, words: str) -> None:
        if self._raised is not None:
            # Where steps are left that did not run, what they were to show is out of place.
            reached = words if self._raised_by_last_step else "no exception"
            self._break(reached, describe.error(self._raised))

    def _break(self, expected: str, actual: str) -> NoReturn:
        logged = [describe.error(record.error) for record in self._records if record.error]
        if logged:
            actual += f" (logged: {', '.join(logged[:3])})"
        steps = tuple("\n".join(self.steps).splitlines())
        raise ClauseBroken(Failure(steps, expected, actual, _place(self._raised, self.file)))


def _step(source: str) -> _Step:
    return _Step(source, compile(source, STEPS_FILE, "exec"))


@functools.lru_cache(maxsize=1024)
def _compiled(steps: str) -> tuple[_Step, ...]:
    """Cut source text into its statements."""
    lines = steps.splitlines()
    compiled = []
    for node in ast.parse(steps).body:
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
        source = "\n".join(lines[first - 1 : node.end_lineno])
        compiled.append(_step(source))
    return tuple(compiled)


@functools.lru_cache(maxsize=1024)
def _left_side(condition: str) -> str:
    """Give the source of what a comparison compares."""
    expression = ast.parse(condition, mode="eval").body
    return ast.unparse(expression.left if isinstance(expression, ast.Compare) else expression)


def _place(error: BaseException | None, file: str) -> str:
    """Give the last line of the candidate where an exception passed, or the last outside of it.

    The kit and the steps do not count.
    """
    place, in_candidate = "", False
    # Not `error.__traceback__`, which a candidate's exception may answer as it likes.
    read = BaseException.__dict__["__traceback__"].__get__
    trace: TracebackType | None = read(error) if error is not None else None
    while trace is not None:
        code = trace.tb_frame.f_code
        own = code.co_filename == STEPS_FILE or code.co_filename.startswith(PACKAGE)
        is_candidate = code.co_filename == file
        if not own and (is_candidate or not in_candidate):
            place = f"{code.co_filename}:{trace.tb_lineno} in {code.co_name}"
        in_candidate = in_candidate or is_candidate
        trace = trace.tb_next
    return place
