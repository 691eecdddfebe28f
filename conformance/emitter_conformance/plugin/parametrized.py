"""Makes a test of the user's own one item for each clause: the decorator `parametrize`.

It needs no other part of the plugin, which a project may leave out with `-p no:...`.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import inspect
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, TypeVar

import pytest
from emitter_spec import Clause

from emitter_conformance.candidate.deadline import Deadline, give_up
from emitter_conformance.candidate.identity import Identity
from emitter_conformance.candidate.loading import Candidate, identity_of
from emitter_conformance.core.operating_system import relative
from emitter_conformance.engine.judging import (
    ArgumentError,
    Judged,
    Selection,
    admitted,
    alone,
    arguments,
    at_rest,
    examined,
)
from emitter_conformance.engine.probed import Probed
from emitter_conformance.reports import terminal
from emitter_conformance.reports.sentences import again, wrapped
from emitter_conformance.verdict import waivers as waiver_files
from emitter_conformance.verdict.verdict import (
    FACTORY,
    WAIVED,
    Outcome,
    Result,
    Terms,
    change,
    not_asked,
)
from emitter_conformance.verdict.waivers import Waiver

from . import junit

Test = TypeVar("Test", bound=Callable[..., Any])
CHECK, REQUEST = "check", "request"
"""The parameters of a test: the check, and pytest's fixture about the item."""


class NotCollected(ArgumentError, pytest.Collector.CollectError):
    """An argument of `parametrize` is wrong; pytest shows the message without a traceback."""


def parametrize(
    candidate: Judged | None = None,
    *,
    edition: str | None = None,
    strict: bool = False,
    profile: str | None = None,
    clauses: str | Iterable[str] | None = None,
    waivers: str | Path | None = None,
) -> Callable[[Test], Test]:
    """Return a decorator that makes a test function one item for each clause.

    The function takes the check of a clause as `check`, next to fixtures of its own, and calls it:

        import emitter_conformance
        from mypkg import Room

        @emitter_conformance.parametrize(Room)
        def test_room(check):
            check()

    What fixtures provide goes into the function that makes emitters:

        @emitter_conformance.parametrize()
        async def test_room(check, server):
            check(lambda: Room(server, loop=asyncio.get_running_loop()))

    An item is named by its clause: `test_room[once.fires-once]`, and `-k once` chooses a chapter.
    It fails with the block that `pytest --impl` shows, and is an expected failure if its clause
    does not bind, or is waived. A test that never calls its check fails, and so does one whose
    waiver is outdated. The items are no verdict: programs and types are not tried; see `judge`.

    Args:
        candidate: A class, or a function without parameters that returns a new emitter each time,
            or the name of one, as for `judge`; it makes emitters only while a test runs. Without
            it each test gives one to its check, and clauses about classes are left out.
        edition: The edition of the specification that decides; by default the first, `"1.0"`.
        strict: Whether the SHOULD clauses bind too.
        profile: What the candidate claims to be, such as `"double"` for a fake; by default an
            emitter. An item about a method that a fake lacks is skipped.
        clauses: The ids of the clauses, or names of chapters; by default all.
        waivers: The TOML file of the clauses that may be broken, relative to the root folder of
            pytest; by default its `pyproject.toml`.

    Raises:
        ArgumentError: An argument is wrong; pytest shows it as an error of collection, in one line.

    """
    if inspect.isfunction(candidate) and CHECK in inspect.signature(candidate).parameters:
        raise NotCollected("emitter_conformance.parametrize: write the parentheses: parametrize()")
    try:
        with arguments():
            selection = Selection.of(edition, strict, clauses, profile)
            identity = _identity(candidate, selection.terms)
            asked = selection.asked_of(identity)
    except ArgumentError as error:
        raise NotCollected(f"emitter_conformance.parametrize: {error}") from None
    task = _Task(candidate, selection, waivers)
    checks = [pytest.param(ClauseCheck(each, task), id=each.id) for each in asked]

    def decorate(test: Test) -> Test:
        if not inspect.isfunction(test):
            raise NotCollected("emitter_conformance.parametrize: stands above a test function only")
        return pytest.mark.parametrize(CHECK, checks)(_with_request(test))

    return decorate


class ClauseCheck:
    """The check of one clause, which a test calls when it has all that its emitters need.

    Attributes:
        clause: The clause.
        was_called: Whether the test called it.

    """

    def __init__(
        self, clause: Clause, task: _Task, request: pytest.FixtureRequest | None = None
    ) -> None:
        self.clause, self.was_called, self._trouble = clause, False, ""
        self._task, self._request = task, request

    def __repr__(self) -> str:
        return self.clause.id

    def __call__(self, candidate: Judged | None = None) -> None:
        """Judge the clause; end the test if it is broken, or was not judged.

        Args:
            candidate: A class or factory of emitters; by default that of the decorator.

        """
        self.was_called = True
        assert self._request is not None
        try:
            trouble, excuse = self._task.judged(self.clause, candidate, self._request)
        except ArgumentError as error:
            trouble, excuse = f"{self.clause.id}  not judged: {error}", ""
        if excuse:
            pytest.xfail(excuse)
        self._trouble = self._trouble or trouble
        if trouble:
            pytest.fail(trouble, pytrace=False)

    def of(self, request: pytest.FixtureRequest) -> ClauseCheck:
        """Return the check for one run of a test."""
        return ClauseCheck(self.clause, self._task, request)

    def refuse_silence(self) -> None:
        """Let a test fail that did not call its check, or caught the failure that it raised."""
        if self._trouble:
            pytest.fail(self._trouble, pytrace=False)
        if not self.was_called:
            words = "not judged: the test did not call `check()`"
            pytest.fail(f"{self.clause.id}  {words}", pytrace=False)


@dataclass(frozen=True)
class _Task:
    """What a decorator asks.

    Attributes:
        candidate: The candidate, or None if each test has its own.
        selection: The clauses and the terms.
        waivers: The file of waivers, or None.

    """

    candidate: Judged | None
    selection: Selection
    waivers: str | Path | None

    def _admitted(self, given: Judged) -> tuple[Candidate, Probed]:
        return admitted(given, Path.cwd(), self.selection.terms)

    @functools.cached_property
    def _own(self) -> tuple[Candidate, Probed]:
        assert self.candidate is not None
        return self._admitted(self.candidate)

    def judged(
        self, clause: Clause, given: Judged | None, request: pytest.FixtureRequest
    ) -> tuple[str, str]:
        """Return why the item of a clause fails, or "", and why that decides nothing, or "".

        Raises:
            ArgumentError: The candidate cannot be judged, or the waivers cannot be read.

        """
        if given is None and self.candidate is None:
            raise ArgumentError("no candidate: write check(make_emitter)")
        with arguments():
            accepted = _waivers(self._waiver_file(request.config))
            with alone(), _capture_ends_first(request.config):
                found, engine = self._own if given is None else self._admitted(given)
                result = self._result(clause, found, engine)
        terms = self.selection.terms
        request.node.user_properties += junit.properties(clause, found.name, terms)
        own = [each for each in accepted if each.clause == clause.id and each.is_for(found)]
        # No program is tried, so a waiver for programs may be needed where the check is kept.
        needed = "".join(change(each, result, is_over=not each.by) for each in own)
        words = needed and f"change the {needed}"
        if terms.only_observe(result):
            return words, ""
        if result.failure is not None:
            excuse = "" if needed else terms.excuse(result, found, own)
            reason = own[0].reason if excuse == WAIVED else terminal.row(result, "", None)
            block = self._block(result, found, given, request.node)
            lines = [block, *wrapped(words, "  ", "  ")]
            return "\n".join(lines), excuse and f"{excuse}: {reason}"
        if result.outcome is Outcome.NOT_ASKED and not needed:
            pytest.skip(f"{clause.id}: {result.reason}")
        if result.outcome not in (Outcome.KEPT, Outcome.NOT_ASKED):
            words = f"{clause.id}  not judged: {result.reason}"
        return words, ""

    def _result(self, clause: Clause, candidate: Candidate, engine: Probed) -> Result:
        """Return the result of a clause.

        Raises:
            ArgumentError: It is about classes, the candidate is a factory.

        """
        why = not_asked(clause, candidate, self.selection.terms)
        if why == FACTORY:
            raise ArgumentError(why)
        if why:
            return Result(clause, Outcome.NOT_ASKED, reason=why)
        with at_rest(candidate) as seen:
            return examined(clause, seen, engine)

    def _block(
        self, result: Result, found: Candidate, given: Judged | None, item: pytest.Item
    ) -> str:
        """Return the block of a broken clause, and the command that writes its script."""
        terms, specification = self.selection.terms, self.selection.specification
        block = terminal.failure_block(
            result, found, terms, specification, Path.cwd(), command=_again(item)
        )
        name = _named(found, self.candidate if given is None else given, Path.cwd())
        if not name:
            return block
        command = again(result, dataclasses.replace(found, given=name), terms, specification)
        return f"{block}\n{terminal.script_lines(f'{command}  # writes it', '')}"

    def _waiver_file(self, config: pytest.Config) -> Path | None:
        """Return the file of the decorator, of the configuration, or of the project."""
        named: str | Path = self.waivers or ""
        if self.waivers is None:
            with contextlib.suppress(ValueError):  # without the plugin there is no such key
                named = config.getini("impl_waivers")
        return config.rootpath / named if named else waiver_files.find(config.rootpath)


def _identity(candidate: Judged | None, terms: Terms) -> Identity:
    """Return what is known of a candidate before a test runs; one that is named is imported.

    Raises:
        CandidateError: It cannot be judged.

    """
    if candidate is None:
        return Identity(given="", name="", is_class=False, file="", version="")
    if not isinstance(candidate, str):
        return identity_of(candidate)
    with alone():
        return admitted(candidate, Path.cwd(), terms)[0]


@functools.cache
def _waivers(path: Path | None) -> tuple[Waiver, ...]:
    return waiver_files.read(path, Selection.specification) if path is not None else ()


def _again(item: pytest.Item) -> str:
    """Return the command that runs an item again."""
    _, colons, name = item.nodeid.partition("::")
    node = f"{relative(str(item.path), Path.cwd())}{colons}{name}"
    return f"pytest {shlex.quote(node)}"


def _named(candidate: Candidate, given: Judged | None, folder: Path) -> str:
    """Return the name by which `--impl` finds a candidate, or "" if only its test can make it."""
    if isinstance(given, str):
        return given
    _, colon, name = candidate.name.partition(":")
    if not colon or not all(map(str.isidentifier, name.split("."))):
        return ""
    is_found = candidate.module and candidate.root in ("", str(folder))
    return f"{candidate.module if is_found else relative(candidate.file, folder)}:{name}"


@contextlib.contextmanager
def _capture_ends_first(config: pytest.Config) -> Iterator[None]:
    """Let what is captured not hide the line about code that cannot be ended."""
    before = Deadline.give_up

    def told(deadline: Deadline) -> None:
        capture = config.pluginmanager.getplugin("capturemanager")
        if capture is not None:
            capture.suspend_global_capture(in_=True)
        give_up(deadline)

    if before is give_up:  # not that of a run with `--impl`
        Deadline.give_up = told
    try:
        yield
    finally:
        Deadline.give_up = before


def _with_request(test: Test) -> Test:
    """Return a test that gives its check the item, and fails if the check is not called."""
    signature = inspect.signature(test)
    parameters = [*signature.parameters.values()]
    is_asked = REQUEST in signature.parameters
    if not is_asked:
        more = inspect.Parameter(REQUEST, inspect.Parameter.KEYWORD_ONLY)
        parameters = sorted([*parameters, more], key=lambda each: each.kind)

    def begin(given: dict[str, Any]) -> ClauseCheck:
        request = given[REQUEST] if is_asked else given.pop(REQUEST)
        check: ClauseCheck = given[CHECK].of(request)
        given[CHECK] = check
        return check

    @functools.wraps(test)
    def run(*arguments: Any, **given: Any) -> Any:
        __tracebackhide__ = True
        check = begin(given)
        result = test(*arguments, **given)
        check.refuse_silence()
        return result

    @functools.wraps(test)
    async def run_async(*arguments: Any, **given: Any) -> Any:
        __tracebackhide__ = True
        check = begin(given)
        result = await test(*arguments, **given)
        check.refuse_silence()
        return result

    whole: Any = run_async if inspect.iscoroutinefunction(test) else run
    whole.__signature__ = signature.replace(parameters=parameters)
    chosen: Test = whole
    return chosen
