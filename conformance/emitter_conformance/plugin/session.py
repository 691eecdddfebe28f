"""The pytest hooks of one run with `--impl`.

It loads the candidates, collects the packaged suite, keeps account of every clause, and turns
the account into verdicts, reports and the exit code.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import itertools
import os
import sys
from collections.abc import Generator, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import emitter_spec
import pytest

from emitter_conformance import reports
from emitter_conformance.campaign.ledger import Ledger
from emitter_conformance.candidate import door, event_loops, process_state
from emitter_conformance.candidate.coverage import unreached
from emitter_conformance.candidate.deadline import Deadline, give_up
from emitter_conformance.candidate.loading import Candidate, load_all
from emitter_conformance.candidate.suggestions import overlooked
from emitter_conformance.checks import alone
from emitter_conformance.core import clauses, stopping
from emitter_conformance.core.errors import Mistake
from emitter_conformance.core.operating_system import can_end_code
from emitter_conformance.core.paths import shorter
from emitter_conformance.drop_in.examiner import DropIn
from emitter_conformance.engine.in_process import InProcess, ended, hang_failure
from emitter_conformance.engine.probed import Probed
from emitter_conformance.optional.examiner import Instrument, OptionalExaminer
from emitter_conformance.programs.search import Scope, forget
from emitter_conformance.reports import github, sentences, terminal
from emitter_conformance.reports.scripts import Scripts
from emitter_conformance.typecheck.examiner import Typecheck
from emitter_conformance.verdict.common_causes import in_order
from emitter_conformance.verdict.report import Report
from emitter_conformance.verdict.verdict import (
    Outcome,
    Result,
    SearchResult,
    Verdict,
    not_asked,
)

from . import junit, node_ids, screen
from .collection import CHECK_TASK, SEARCH_TASK, ChapterFile, ProgramsFile, Suite
from .declared_options import SCRIPTS
from .options import Options

if TYPE_CHECKING:
    from emitter_conformance.engine.ahead import Ahead
    from emitter_conformance.engine.isolated import Isolated

RESULT = "emitter_conformance"
PROGRAMS = "emitter_conformance_programs"
SHARDS = "emitter_conformance_shards"
ENDS = "emitter_conformance_ends"
CACHE = "emitter-conformance-mypy"
SOON = 0.5


class RunPlugin:
    """The pytest plugin of one run with candidates.

    Args:
        config: pytest's configuration, with at least one candidate in option or ini `impl`.
        changes: What was replaced in the kit before this, and is put back, a sentence each.

    Attributes:
        has_ended: Whether the run ended with its verdicts part of the exit code.

    Raises:
        pytest.UsageError: An option is wrong; the message is one line.

    """

    def __init__(self, config: pytest.Config, changes: Sequence[str] = ()) -> None:
        self.config = config
        self.is_worker = hasattr(config, "workerinput")
        self.specification = emitter_spec.load()
        self._chapters = {
            node_ids.SUITE / clauses.chapter_file(chapter.name): chapter
            for chapter in self.specification.chapters
        }
        self.options = options = Options(config, self.specification)
        self.terms = options.terms
        self._sys_path = sys.path[:]
        self._last = contextlib.ExitStack()
        self._last.enter_context(stopping.watched())
        config.add_cleanup(self._last.close)
        try:
            self._engine = self._chosen_engine()
        except Mistake as error:
            raise pytest.UsageError(str(error)) from None
        self.examiner = Probed(self._engine, self.specification)
        instruments: list[Instrument] = [
            Typecheck(self.specification, options.seconds, self._cache_folder),
            DropIn(self.specification, options.seconds, options.folder),
        ]
        self._optional = {
            each.package: OptionalExaminer(self.specification, each, options.demands)
            for each in instruments
        }
        Deadline.stderr = os.dup(2)  # nothing is captured here
        self._put_back_names = process_state.builtin_names()
        if not self.is_worker:
            Deadline.give_up = self._give_up
        with contextlib.suppress(ValueError):  # without that plugin there is no such key
            # There is one such timer in a process, and a user who sets that key has it.
            Deadline.ends_process = not float(config.getini("faulthandler_timeout") or 0.0)
        self._item: pytest.Item | None = None
        self._session: pytest.Session | None = None
        self.has_ended = False
        config.add_cleanup(self._say_that_it_was_lost)
        try:
            reports.check(options.reports, len(options.candidates))
            self.candidates = load_all(options.candidates, self.examiner.load)
            self._folder = config.invocation_params.dir
            several = len(self.candidates) > 1
            is_default = options.reproducers == SCRIPTS
            self._scripts = Scripts(options.reproducers, self._folder, several, is_default)
            state = config.workerinput[SHARDS] if hasattr(config, "workerinput") else None
            self._ledger = Ledger(
                options, self.candidates, self.specification, state, self._with_scripts
            )
        except Mistake as error:
            self.pytest_unconfigure()
            raise pytest.UsageError(str(error)) from None
        except KeyboardInterrupt:
            self.pytest_unconfigure()
            raise
        self._plan = {
            node_ids.node_id(clause, self._shown_name(candidate)): candidate
            for candidate in self.candidates
            for clause in self.specification
            if not not_asked(clause, candidate, self.terms)
        }
        self._results: dict[str, Result] = {}
        self._scripted: dict[str, tuple[pytest.TestReport, Path]] = {}
        self._programs_plan = {
            node_ids.programs_node_id(self._shown_name(candidate), shard): (candidate, shard)
            for candidate in self.candidates
            for shard in options.own
        }
        self._unreached: dict[str, tuple[str, ...] | None] = {}
        self._notes = [f"while conftest.py was imported, {change}" for change in changes[:1]]
        self._notes += options.without_effect(self.candidates)
        for candidate in self.candidates:
            module = candidate.name.partition(":")[0]
            self._notes += filter(None, [overlooked(module, candidate.file, config.rootpath)])
        if options.seconds and not can_end_code():
            self._notes.append("code that hangs is not ended: this system has no threads")
        self._unwritten: list[str] = []

    def _cache_folder(self) -> Path | None:
        """Return a folder that later runs find again, or None without pytest's cache."""
        cache: pytest.Cache | None = getattr(self.config, "cache", None)
        worker = getattr(self.config, "workerinput", {}).get("workerid", "")
        try:
            return cache.mkdir(f"{CACHE}{worker}") if cache is not None else None
        except OSError:
            return None

    def _chosen_engine(self) -> Isolated | InProcess:
        """Return the engine to use: in process, isolated, in parallel, or on a cluster."""
        options = self.options
        partial = options.terms.claims.partial
        given = self.specification, options.folder, options.seconds, partial
        if not (options.scheduler or options.isolate or options.jobs):
            return InProcess(*given)
        if options.jobs:
            from emitter_conformance.engine.parallel import Parallel

            return Parallel(options.jobs, *given)
        from emitter_conformance.engine.cluster import Cluster, ClusterError
        from emitter_conformance.engine.isolated import Isolated

        if not options.scheduler:
            return Isolated(*given)
        if getattr(self.config.option, "numprocesses", None):
            raise ClusterError("--impl-scheduler has the shards judged elsewhere; leave out -n")
        return Cluster(options.scheduler, *given)

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Send a worker of xdist the shards that are left."""
        node.workerinput[SHARDS] = self._ledger.state

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Collect from a worker of xdist the refused exits of the candidates."""
        ends = getattr(node, "workeroutput", {}).get(ENDS, {})
        for candidate in self.candidates:
            candidate.door.ends += ends.get(candidate.name, [])

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Store the session, which the end of the run needs."""
        self._session = session

    def pytest_keyboard_interrupt(self) -> None:
        """Wait no longer for the workers of xdist after a stop, which would take ten seconds."""
        self._session = None
        nodes = getattr(self.config.pluginmanager.getplugin("dsession"), "nodemanager", None)
        if nodes is not None:
            nodes.EXIT_TIMEOUT = SOON

    def _say_that_it_was_lost(self) -> None:
        """Make a run red whose plugin was unregistered on the way."""
        os.close(Deadline.stderr)
        Deadline.stderr, Deadline.give_up, Deadline.ends_process = 2, give_up, False
        if self._session is not None:
            sys.stderr.write("emitter-conformance: no verdict: the plugin was unregistered\n")
            self._session.exitstatus = self._session.exitstatus or pytest.ExitCode.TESTS_FAILED

    def _give_up(self, deadline: Deadline) -> None:
        """Finish the session from another thread, as the main one never leaves the candidate.

        The running clause is a timeout, later ones did not run, and earlier results are printed.
        """
        self._put_back_names()  # those of now are the candidate's
        give_up(deadline)
        if self._session is None:
            os.write(Deadline.stderr, b"emitter-conformance: no verdict: nothing was judged\n")
        capture = self.config.pluginmanager.getplugin("capturemanager")
        if capture is not None:
            capture.suspend_global_capture(in_=True)
        reporter = self.config.pluginmanager.getplugin("terminalreporter")
        visit, item = door.current(), self._item
        failure = hang_failure(visit.steps if visit else [], deadline.seconds, deadline.place)
        stash = pytest.Stash() if item is None else item.stash
        check, search = stash.get(CHECK_TASK, None), stash.get(SEARCH_TASK, None)
        if item is not None and check is not None:
            result = Result(check.clause, Outcome.TIMEOUT, failure)
            self._results[item.nodeid] = result
            if reporter is not None:
                reporter.write_line(self._block(result, check.candidate))
        elif search is not None:
            lost = dataclasses.replace(failure, program="", by_programs=True)
            scope = search.shard.scope
            programs = SearchResult(scope.depth, 0, 0, scope.seed, lost=lost)
            self._ledger.add(search.candidate, search.shard, programs)
        session = self._session
        if session is not None:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
            self.config.hook.pytest_sessionfinish(session=session, exitstatus=session.exitstatus)
        if reporter is not None:
            reporter.flush()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> None:
        """Record which item runs."""
        self._item = item

    # Collection

    @pytest.hookimpl(tryfirst=True)
    def pytest_collect_directory(self, path: Path, parent: pytest.Collector) -> Suite | None:
        """Collect the suite by our own collector, which visits each file once."""
        return self._suite(parent) if path == node_ids.SUITE else None

    def _suite(self, parent: pytest.Collector) -> Suite:
        suite: Suite = Suite.from_parent(parent, path=node_ids.SUITE)
        suite.files = self._files
        return suite

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(
        self, session: pytest.Session, items: list[pytest.Item]
    ) -> None:
        """Add the suite to the tests of the project.

        As an argument it would be left out, or the tests would, where it is installed in a folder
        of the project.
        """
        if self.options.beside and not any(item.nodeid.startswith(node_ids.NODE) for item in items):
            items += session.genitems(self._suite(session))

    def _files(self, parent: pytest.Collector) -> Iterator[pytest.File]:
        for path, chapter in self._chapters.items():
            node = f"{node_ids.NODE}/{path.name}"
            file: ChapterFile = ChapterFile.from_parent(parent, path=path, nodeid=node)
            file.chapter, file.terms, file.candidates = chapter, self.terms, self.candidates
            file.examiner = self._optional.get(chapter.needs, self.examiner)
            yield file
        path = node_ids.SUITE / node_ids.PROGRAMS_FILE
        node = f"{node_ids.NODE}/{path.name}"
        programs: ProgramsFile = ProgramsFile.from_parent(parent, path=path, nodeid=node)
        programs.candidates, programs.request = self.candidates, self.options.request
        programs.examiner, programs.ledger = self.examiner, self._ledger
        yield programs

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Start what judges optional chapters if an item needs it.

        A worker of xdist does not know yet which of the items it will run.
        """
        if self.is_worker or self.config.option.collectonly:
            return
        tasks = [item.stash.get(CHECK_TASK, None) for item in session.items]
        for examiner in self._optional.values():
            examiner.begin((task.clause, task.candidate) for task in tasks if task)

    def _left_out(self, candidate: Candidate) -> Iterator[Result]:
        """Yield the results of the clauses of optional chapters that are known not to be judged."""
        for examiner in self._optional.values():
            yield from examiner.left_out(candidate)

    # Results

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Attach the outcome of a clause to the report, as plain data for xdist.

        What does not decide is an expected failure to all plugins around this hook.
        """
        report = yield
        check, search = item.stash.get(CHECK_TASK, None), item.stash.get(SEARCH_TASK, None)
        if check or search:
            report.sections = [
                (title, text[-process_state.KEPT :]) for title, text in report.sections
            ]
        if check and call.when == "call" and check.result is not None:
            setattr(report, RESULT, check.result.to_data())
            if check.result.outcome.is_broken and report.failed:
                report.longrepr = self._block(check.result, check.candidate)
                excuse = self.terms.excuse(check.result, check.candidate, self.options.waivers)
                if excuse:
                    report.outcome = "skipped"
                    report.wasxfail = f"{excuse}: {check.clause.id}"
        if search and call.when == "call" and search.programs is not None:
            setattr(report, PROGRAMS, search.programs.to_data())
            if search.programs.lost is not None and report.failed:
                lines = terminal.shown(search.programs.lost, self._folder)
                report.longrepr = "\n".join([f"programs  {search.candidate.name}", *lines])
            if search.programs.result is not None and report.failed:
                report.longrepr = self._block(
                    search.programs.result, search.candidate, search.request.scope
                )
        return report

    def _block(self, result: Result, candidate: Candidate, scope: Scope | None = None) -> str:
        return terminal.failure_block(
            result, candidate, self.terms, self.specification, self._folder, scope
        )

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(
        self, report: pytest.TestReport, config: pytest.Config
    ) -> tuple[str, str, str | tuple[str, dict[str, bool]]] | None:
        """Show a broken clause that does not bind, or is waived, as such."""
        excuse = str(getattr(report, "wasxfail", "")).partition(":")[0]
        # A project may mark every item as an expected failure, with a reason of its own.
        if getattr(report, RESULT, None) and excuse in screen.LETTERS:
            return excuse, screen.LETTERS[excuse], (excuse.upper(), {"yellow": True})
        if hasattr(report, PROGRAMS) and report.passed and not self._ledger.is_short:
            # What shows how far the search is shows it; with a word, pytest counts it as done.
            return "passed", "", "" if config.option.verbose > 0 else "PASSED"
        return None

    @pytest.hookimpl(optionalhook=True)
    def pytest_json_modifyreport(self, json_report: dict[str, Any]) -> None:
        """Show what does not decide in pytest-json-report by the words that its readers know."""
        own, known = [*screen.LETTERS], "xfailed"
        summary, tests = json_report["summary"], json_report.get("tests", [])
        number = sum(summary.pop(word, 0) for word in own)
        if number:
            summary[known] = summary.get(known, 0) + number
        for test in tests:
            test["outcome"] = known if test["outcome"] in own else test["outcome"]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Record the result of a clause, which stays broken if it is run again."""
        programs = getattr(report, PROGRAMS, None)
        if programs is not None and report.nodeid in self._programs_plan:
            candidate, shard = self._programs_plan[report.nodeid]
            junit.name_by_clause(self.config, report, self._shown_name(candidate))
            found = SearchResult.from_data(programs, self.specification)
            if found.lost is not None:
                found = dataclasses.replace(found, lost=found.lost.seen_from(self._folder))
            if self._ledger.add(candidate, shard, found) and found.result is not None:
                self._add_script(report, candidate, found.result)
        data = getattr(report, RESULT, None)
        if data is None or report.nodeid not in self._plan:
            return
        result = Result.from_data(data, self.specification)
        candidate = self._plan[report.nodeid]
        junit.name_by_clause(self.config, report, self._shown_name(candidate))
        if result.failure is not None and self.terms.edition in result.clause.editions:
            self._add_script(report, candidate, result)
        before = self._results.get(report.nodeid)
        if before is None or not before.outcome.is_broken:
            self._results[report.nodeid] = result

    def _shown_name(self, candidate: Candidate) -> str:
        """Return the name of a candidate where there are several, otherwise ""."""
        return candidate.name if len(self.candidates) > 1 else ""

    def _add_script(self, report: pytest.TestReport, candidate: Candidate, result: Result) -> None:
        """Write the script of a failure, and add its path to the block."""
        if not isinstance(report.longrepr, str) or self.is_worker or result.failure is None:
            return
        path = self._scripts.write(result.clause, candidate, result.failure)
        is_shown = self._scripts.trouble or self.config.get_verbosity() > 0
        text = self._scripts.text(result.clause, candidate, result.failure) if is_shown else ""
        if path or text:
            report.longrepr = f"{report.longrepr}\n{terminal.script_lines(path, text)}"
        if path and result.outcome is Outcome.BROKEN and not result.clause.needs:
            self._scripted[report.nodeid] = report, self._folder / path

    def _try_alone(self) -> None:
        """Run the scripts of the failures that are shown first, and say which of them pass."""
        ranked = [
            node_ids.node_id(result.clause, self._shown_name(candidate))
            for candidate, verdict in zip(self.candidates, self.verdicts())
            for result in in_order(verdict)
        ]
        first = [self._scripted[node] for node in ranked if node in self._scripted][: screen.SHOWN]
        passed = alone.passing([script for _, script in first], self._folder)
        for report, script in first:
            result = self._results[report.nodeid]
            if script in passed and result.failure is not None:
                failure = dataclasses.replace(result.failure, passes_alone=True)
                self._results[report.nodeid] = dataclasses.replace(result, failure=failure)
                setattr(report, RESULT, self._results[report.nodeid].to_data())
                report.longrepr = f"{report.longrepr}\n{terminal.alone_lines()}"

    def _remove_old_scripts(self) -> None:
        """Remove the scripts of earlier runs whose failures are mended.

        A run of some clauses does not tell: one that is kept alone may be broken in a whole run.
        What a program has shown is mended only if a whole search ends without it.
        """
        for candidate in () if self.terms.narrowed else self.candidates:
            kept = [
                each.clause
                for node, each in self._results.items()
                if self._plan[node] is candidate and each.outcome is Outcome.KEPT
            ]
            self._scripts.remove_old(kept, candidate)
            programs = self._programs(candidate)
            if programs is not None and programs.is_over:
                shown = [each.clause for each in programs.waived]
                mended = (clause for clause in self.specification if clause not in shown)
                self._scripts.remove_old(mended, candidate, by_programs=True)

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Generator[None, object, object]:
        """Read the unreached lines before pytest-cov, whose hook is around this one."""
        if self.options.scheduler or self.options.jobs:
            self._ask(session)
        with contextlib.nullcontext() if self.is_worker else self._ledger.shown(self._begin):
            result = yield
        if self._scripted:
            self._try_alone()
        for candidate in self.candidates:
            candidate.door.close()
        elsewhere = self.is_worker or self.config.pluginmanager.has_plugin("dsession")  # xdist
        if not elsewhere:
            for candidate in self.candidates:
                self._unreached[candidate.name] = unreached(candidate, self._folder)
        return result

    def _ask(self, session: pytest.Session) -> None:
        """Ask for all clauses and shards before the first one is waited for."""
        engine = cast("Ahead", self._engine)
        tasks = [item.stash.get(CHECK_TASK, None) for item in session.items]
        for candidate in itertools.filterfalse(self.examiner.is_shared, self.candidates):
            asked = (task for task in tasks if task and task.examiner is self.examiner)
            clauses = [task.clause for task in asked if task.candidate is candidate]
            engine.ask_clauses(candidate, clauses)
        for item in session.items:
            search = item.stash.get(SEARCH_TASK, None)
            if search and not self.examiner.is_shared(search.candidate):
                keep = functools.partial(self._ledger.keep, search.candidate, search.shard)
                engine.ask(search.candidate, search.request, keep)

    def _begin(self) -> None:
        """End the line that pytest is writing."""
        reporter = self.config.pluginmanager.getplugin("terminalreporter")
        if reporter is not None:
            reporter.write_line("")

    # Verdict

    def verdicts(self) -> list[Verdict]:
        """Return the verdict on each candidate, in the order of the command line."""
        return [
            Verdict.of(
                candidate,
                self.terms,
                self.specification,
                [
                    *self._left_out(candidate),
                    *(
                        each
                        for node, each in self._results.items()
                        if self._plan[node] is candidate
                    ),
                ],
                self._programs(candidate),
                self.options.waivers,
                self._unreached.get(candidate.name),
            )
            for candidate in self.candidates
        ]

    def _programs(self, candidate: Candidate) -> SearchResult | None:
        """Return the result of the programs; an exit outside of any check is one of theirs."""
        programs = self._ledger.merged(candidate)
        return programs and ended(programs, candidate)

    def _write_reports(self) -> None:
        """Write the reports, and record a line about each."""
        if not (self.options.saved or self.options.reports):
            return
        verdicts = [
            dataclasses.replace(
                verdict,
                results=tuple(self._with_script(each, candidate) for each in verdict.results),
                programs=verdict.programs and self._with_scripts(verdict.programs, candidate),
            )
            for verdict, candidate in zip(self.verdicts(), self.candidates)
        ]
        report = Report.now(tuple(verdicts))
        if self.options.saved:
            try:
                reports.write(Path(self.options.saved), report, self.specification)
            except reports.ReportError as error:
                self._unwritten.append(f"the report for the command {error}")
        for path in self.options.reports:
            shown = shorter(str(path), self._folder)
            try:
                reports.write(path, report, self.specification)
                self._notes.append(f"report: {shown}")
            except reports.NoBadge as error:
                self._notes.append(f"no report {shown}: {error}")
            except reports.ReportError as error:
                self._unwritten.append(f"report {shown} {error}")

    def _keep_clauses(self) -> None:
        """Write the results of the clauses into the folder of the campaign."""
        results = [
            self._with_script(each, self._plan[node]) for node, each in self._results.items()
        ]
        for candidate in self.candidates:
            results += self._left_out(candidate)
        try:
            self._ledger.keep_clauses(results)
        except Mistake as error:
            self._unwritten.append(str(error))

    def _with_scripts(self, programs: SearchResult, candidate: Candidate) -> SearchResult:
        return dataclasses.replace(
            programs,
            result=programs.result and self._with_script(programs.result, candidate),
            waived=tuple(self._with_script(each, candidate) for each in programs.waived),
            lost=programs.lost and programs.lost.seen_from(self._folder),
        )

    def _with_script(self, result: Result, candidate: Candidate) -> Result:
        if result.failure is None:
            return result
        script = self._scripts.text(result.clause, candidate, result.failure)
        failure = dataclasses.replace(result.failure, script=script)
        return self._shown(dataclasses.replace(result, failure=failure))

    def _shown(self, result: Result) -> Result:
        """Return a result whose failure has a path relative to the user's folder."""
        failure = result.failure and result.failure.seen_from(self._folder)
        return dataclasses.replace(result, failure=failure)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, None, None]:
        """Make a run red that has no complete verdict and does not say so.

        It has the last word, after a project that takes "no tests" or a failure for success.
        """
        stopping.ignore()  # until the watch ends
        self._session = None
        self.has_ended = True
        forget()
        if hasattr(self.config, "workeroutput"):
            ends = {candidate.name: candidate.door.ends for candidate in self.candidates}
            self.config.workeroutput[ENDS] = ends
        if not self.is_worker:
            self._remove_old_scripts()
            self._write_reports()
            self._keep_clauses()
        yield
        if not self.is_worker and not all(v.ruling.is_green for v in self.verdicts()):
            session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED
        if self._is_anything_lost():
            session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED
        if self._unwritten:
            session.exitstatus = session.exitstatus or pytest.ExitCode.USAGE_ERROR

    def _is_anything_lost(self) -> bool:
        """Whether something that was asked for did not run, also where that decides no verdict."""
        return any(candidate.door.ends for candidate in self.candidates) or any(
            result.outcome is Outcome.NOT_RUN and not result.left_out
            for result in self._results.values()
        )

    def pytest_report_header(self) -> list[str]:
        """Return the lines that name the candidates and the terms."""
        return terminal.header(
            self.candidates, self.terms, [*filter(self.examiner.is_shared, self.candidates)]
        )

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter
    ) -> Generator[None, object, object]:
        """Show the failures, the cause first, and after all else the verdicts."""
        verdicts = [
            dataclasses.replace(verdict, results=tuple(map(self._shown, verdict.results)))
            for verdict in self.verdicts()
        ]
        for shard, result in self._ledger.earlier:
            terminalreporter.section(f"{result.clause.id}, found earlier")
            terminalreporter.write_line(self._block(result, self.candidates[0], shard.scope))
            script = result.failure.script if result.failure else ""
            terminalreporter.write_line(terminal.script_lines("", script))
        ranks = {
            (candidate.name, each.clause.id): (number, place)
            for number, (candidate, verdict) in enumerate(zip(self.candidates, verdicts))
            for place, each in enumerate(in_order(verdict))
        }
        failed, *besides = (
            [self._failure(report, ranks) for report in terminalreporter.stats.get(key, ())]
            for key in ("failed", *screen.LETTERS)
        )
        with screen.replaced(terminalreporter, failed, [*chain(*besides)]):
            answer = yield
        waivers = (each for each in self.options.waivers if any(map(each.is_for, self.candidates)))
        soon = sentences.expiring(waivers)
        for line in github.marks(screen.in_order(failed), self._folder, warning=soon):
            terminalreporter.write_line(line)
        notes = [*filter(None, [self._scripts.account(), soon]), *self._notes]
        terminal.write_verdicts(
            terminalreporter, verdicts, self.specification, notes, self._unwritten
        )
        return answer

    def _failure(
        self, report: pytest.TestReport, ranks: Mapping[tuple[str, str], tuple[int, int]]
    ) -> screen.Shown:
        """Return a failed report with the clause that it is about, and its place."""
        result, candidate = None, self._plan.get(report.nodeid)
        if candidate is not None and hasattr(report, RESULT):
            result = Result.from_data(getattr(report, RESULT), self.specification)
        elif report.nodeid in self._programs_plan and hasattr(report, PROGRAMS):
            candidate, _ = self._programs_plan[report.nodeid]
            result = SearchResult.from_data(getattr(report, PROGRAMS), self.specification).result
        if result is None or result.failure is None or candidate is None:
            return screen.Shown(report, None, (-1, 0, False))
        by_programs = result.failure.by_programs
        number, place = ranks.get((candidate.name, result.clause.id), (0, 0))
        name = candidate.name if len(self.candidates) > 1 else ""
        return screen.Shown(report, self._shown(result), (number, place, by_programs), name)

    def pytest_unconfigure(self) -> None:
        """Restore what the run changed in the process."""
        self.examiner.close()
        for examiner in self._optional.values():
            examiner.close()
        event_loops.close_made()
        sys.path[:] = self._sys_path
        if not self.options.beside:  # pytest looks for garbage of the project's tests
            self._last.callback(process_state.freeze_at_exit())
