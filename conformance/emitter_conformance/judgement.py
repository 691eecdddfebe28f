"""A judgement: the pytest hooks of a run with `--impl`.

It loads the candidates, points the run at the packaged suite, keeps account of every clause,
and turns the account into verdicts and the exit code.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import emitter_spec
import pytest

from . import naming, reports, terminal, waivers
from .candidate import Candidate, CandidateError, load_all
from .collection import ChapterFile, CheckItem, ProgramsFile, ProgramsItem
from .files import shorter
from .interrupt import watched
from .programs.search import Scope
from .report import Report
from .scripts import Scripts
from .unreached import unreached
from .verdict import Outcome, Programs, Result, Terms, Verdict, applies
from .waivers import Waiver, WaiverError

RESULT = "emitter_conformance"
PROGRAMS = "emitter_conformance_programs"
NOT_BINDING = "not binding"
WAIVED = "waived"
LETTERS = {NOT_BINDING: "n", WAIVED: "w"}


class Judgement:
    """The plugin of one run.

    Args:
        config: pytest's configuration, with at least one candidate in option or ini `impl`.

    Raises:
        pytest.UsageError: The user made a mistake; one line says which.

    """

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.is_worker = hasattr(config, "workerinput")
        self.specification = emitter_spec.load()
        self._chapters = {
            naming.SUITE / naming.chapter_file(chapter.name): chapter
            for chapter in self.specification.chapters
        }
        self._programs_file = naming.SUITE / naming.PROGRAMS_FILE
        self.scope = self._scope()
        self.terms = self._terms(narrowed=self._point_at_suite())
        self._sys_path = sys.path[:]
        self._watch = watched()
        self._watch.__enter__()
        given, folder = config.getoption("impl"), config.invocation_params.dir
        if not given:
            given, folder = config.getini("impl"), config.rootpath
        try:
            self.candidates = load_all(given, folder)
        except CandidateError as error:
            self.pytest_unconfigure()
            raise pytest.UsageError(str(error)) from None
        several = len(self.candidates) > 1
        self._plan = {
            naming.node_id(clause, candidate.name if several else ""): candidate
            for candidate in self.candidates
            for clause in self.specification
            if applies(clause, candidate)
        }
        self._results: dict[str, Result] = {}
        self._programs_plan = {
            naming.programs_node_id(candidate.name if several else ""): candidate
            for candidate in self.candidates
        }
        self._programs: dict[str, Programs] = {}
        self._folder = config.invocation_params.dir
        self._scripts = Scripts(self._option("reproducers"), self._folder, several)
        self._reports = config.getoption("impl_report") or config.getini("impl_report")
        try:
            reports.check(self._reports, self._folder, len(self.candidates))
            self._waivers = self._read_waivers()
        except (reports.ReportError, WaiverError) as error:
            self.pytest_unconfigure()
            raise pytest.UsageError(str(error)) from None
        self._unreached: dict[str, tuple[str, ...] | None] = {}
        self._notes: list[str] = []
        self._trouble = False

    def _option(self, name: str) -> str:
        """Give an option that may be empty on purpose, or its default from the configuration."""
        given = self.config.getoption(f"impl_{name}")
        value: str = self.config.getini(f"impl_{name}") if given is None else given
        return value

    def _read_waivers(self) -> tuple[Waiver, ...]:
        if self.config.getoption("impl_waivers") == "":
            return ()
        given = self._option("waivers")
        path = self._folder / given if given else waivers.find(self.config.rootpath)
        return waivers.read(path, self.specification) if path is not None else ()

    def _waived(self, candidate: Candidate) -> frozenset[str]:
        """Give the ids of the clauses that a candidate need not keep."""
        return frozenset(
            waiver.clause
            for waiver in self._waivers
            if waiver.is_for(candidate) and not waiver.has_expired()
        )

    def _terms(self, narrowed: bool) -> Terms:
        default = self.specification.editions[0].name
        strict = self.config.getoption("impl_strict") or self.config.getini("impl_strict")
        name = self.config.getoption("impl_edition") or self.config.getini("impl_edition")
        try:
            edition = self.specification.edition(name or default).name
        except KeyError as error:
            raise pytest.UsageError(f"--impl-edition={name}: {error.args[0]}") from None
        return Terms(edition, edition == default, bool(strict), narrowed)

    def _scope(self) -> Scope:
        numbers = {}
        options = (("depth", "depth", 1), ("programs", "number", 0), ("seed", "seed", 0))
        for name, attribute, least in options:
            given = self.config.getoption(f"impl_{name}") or self.config.getini(f"impl_{name}")
            if given:
                numbers[attribute] = _number(f"--impl-{name}", given, least)
        return Scope(**numbers)

    def _point_at_suite(self) -> bool:
        """Make the run collect the suite; tell whether the user left clauses out himself."""
        config = self.config
        suite = [str(path) for path in [*self._chapters, self._programs_file]]
        config.option.keyword = naming.spelled_out(config.option.keyword, self.specification)
        asked = _Asked(config)
        if asked.paths and all(
            naming.SUITE in (path, *path.parents) for path in asked.paths.values()
        ):
            return True
        if not config.getoption("impl"):  # the ini key: the project's own tests run as well
            if not asked.paths:
                config.args += suite
            return bool(asked.paths) or asked.narrowed
        if asked.paths:
            raise pytest.UsageError(
                f"--impl runs the packaged suite, not {', '.join(asked.paths)}; "
                "run your own tests without --impl, or choose clauses with -k"
            )
        config.args[:] = suite
        config.args_source = config.ArgsSource.ARGS
        return asked.narrowed

    # Collection

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> Generator[None, Any, Any]:
        """Collect a chapter of the suite as ours, whatever else would collect it."""
        collectors = yield
        if file_path == self._programs_file:
            programs: ProgramsFile = ProgramsFile.from_parent(
                parent, path=file_path, nodeid=f"{naming.NODE}/{file_path.name}"
            )
            programs.candidates, programs.specification = self.candidates, self.specification
            programs.terms, programs.scope = self.terms, self.scope
            programs.waived = self._waived
            return [programs]
        if file_path not in self._chapters:
            return collectors
        collector: ChapterFile = ChapterFile.from_parent(
            parent, path=file_path, nodeid=f"{naming.NODE}/{file_path.name}"
        )
        collector.chapter, collector.terms = self._chapters[file_path], self.terms
        collector.candidates = self.candidates
        return [collector]

    # Results

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Attach the outcome of a clause to the report, as plain data for xdist."""
        report = yield
        if isinstance(item, CheckItem) and call.when == "call" and item.result is not None:
            setattr(report, RESULT, item.result.to_data())
            if item.result.outcome is Outcome.BROKEN and report.failed:
                report.longrepr = self._block(item.result, item.candidate)
                excuse = self._excuse(item.result, item.candidate)
                if excuse:
                    report.outcome = "skipped"
                    report.wasxfail = f"{excuse}: {item.clause.id}"
        if isinstance(item, ProgramsItem) and call.when == "call" and item.programs is not None:
            setattr(report, PROGRAMS, item.programs.to_data())
            if item.programs.result is not None and report.failed:
                report.longrepr = self._block(item.programs.result, item.candidate)
        return report

    def _block(self, result: Result, candidate: Candidate) -> str:
        return terminal.failure_block(
            result, candidate, self.terms, self.specification, self._folder
        )

    def _excuse(self, result: Result, candidate: Candidate) -> str:
        """Say why a broken clause does not decide the verdict, or ""."""
        if not self.terms.bind(result.clause):
            return NOT_BINDING
        excused = any(
            waiver.is_for(candidate) and waiver.excuses(result.clause, result.failure)
            for waiver in self._waivers
        )
        return WAIVED if excused else ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(
        self, report: pytest.TestReport
    ) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
        """Show a broken clause that does not bind, or is waived, as what it is."""
        if getattr(report, RESULT, None) and report.outcome == "skipped":
            excuse = str(getattr(report, "wasxfail", "")).partition(":")[0]
            return excuse, LETTERS[excuse], (excuse.upper(), {"yellow": True})
        return None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Account for a clause. A broken one stays broken, however often it is run again."""
        programs = getattr(report, PROGRAMS, None)
        if programs is not None and report.nodeid in self._programs_plan:
            earlier = self._programs.get(report.nodeid)
            found = Programs.from_data(programs, self.specification)
            if earlier is None or earlier.result is None:
                self._programs[report.nodeid] = found
            if found.result is not None and found.result.failure is not None:
                self._add_script(report, self._programs_plan[report.nodeid], found.result)
        data = getattr(report, RESULT, None)
        if data is None or report.nodeid not in self._plan:
            return
        result = Result.from_data(data, self.specification)
        if result.failure is not None and self.terms.edition in result.clause.editions:
            self._add_script(report, self._plan[report.nodeid], result)
        before = self._results.get(report.nodeid)
        if before is None or before.outcome is not Outcome.BROKEN:
            self._results[report.nodeid] = result

    def _add_script(self, report: pytest.TestReport, candidate: Candidate, result: Result) -> None:
        """Write the script of a failure, and end its block with it."""
        if not isinstance(report.longrepr, str) or self.is_worker or result.failure is None:
            return
        path = self._scripts.write(result.clause, candidate, result.failure)
        is_shown = not path or self.config.get_verbosity() > 0
        text = self._scripts.text(result.clause, candidate, result.failure) if is_shown else ""
        report.longrepr = f"{report.longrepr}\n{terminal.script_lines(path, text)}"

    # Verdict

    def verdicts(self) -> list[Verdict]:
        """Give the verdict on each candidate, in the order of the command line."""
        return [
            Verdict.of(
                candidate,
                self.terms,
                self.specification,
                [result for node, result in self._results.items() if self._plan[node] is candidate],
                self._programs.get(node),
                self._waivers,
                self._unreached.get(candidate.name),
            )
            for node, candidate in self._programs_plan.items()
        ]

    def _write_reports(self) -> None:
        """Write what the user asked for, and keep a line about each."""
        verdicts = [
            dataclasses.replace(
                verdict,
                results=tuple(self._with_script(each, candidate) for each in verdict.results),
            )
            for verdict, candidate in zip(self.verdicts(), self.candidates)
        ]
        report = Report.now(tuple(verdicts))
        saved = self.config.getoption("impl_saved")
        if saved:
            reports.write(saved, self._folder, report, self.specification)
        for given in self._reports:
            try:
                reports.write(given, self._folder, report, self.specification)
                self._notes.append(f"report: {given}")
            except reports.NoBadge as error:
                self._notes.append(f"no report {error}")
            except reports.ReportError as error:
                self._notes.append(f"no report {error}")
                self._trouble = True

    def _with_script(self, result: Result, candidate: Candidate) -> Result:
        if result.failure is None:
            return result
        script = self._scripts.text(result.clause, candidate, result.failure)
        path, _, line = result.failure.where.rpartition(":")
        where = f"{shorter(path, self._folder)}:{line}" if path else ""
        failure = dataclasses.replace(result.failure, script=script, where=where)
        return dataclasses.replace(result, failure=failure)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, None, None]:
        """Let no run end green without a complete verdict that says so.

        It has the last word, after a project that takes "no tests" or a failure for success.
        """
        if not self.is_worker:
            if not self.config.pluginmanager.has_plugin("dsession"):  # xdist measures elsewhere
                for candidate in self.candidates:
                    self._unreached[candidate.name] = unreached(candidate, self._folder)
            self._write_reports()
        yield
        if not self.is_worker and not all(v.ruling.is_green for v in self.verdicts()):
            session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED
        if self._trouble:
            session.exitstatus = session.exitstatus or pytest.ExitCode.USAGE_ERROR

    def pytest_report_header(self) -> list[str]:
        """Say who is judged, and by what."""
        return terminal.header(self.candidates, self.terms)

    @pytest.hookimpl(trylast=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the verdicts."""
        notes = [*filter(None, [self._scripts.account()]), *self._notes]
        terminal.write_verdicts(terminalreporter, self.verdicts(), self.specification, notes)

    def pytest_unconfigure(self) -> None:
        """Put back what the judgement changed in the process."""
        self._watch.__exit__(None, None, None)
        sys.path[:] = self._sys_path


def _number(option: str, given: str, least: int) -> int:
    """Read a number that the user gave."""
    if given.isdecimal() and int(given) >= least:
        return int(given)
    raise pytest.UsageError(f"{option}={given}: not a whole number from {least} on")


class _Asked:
    """What the user wrote on the command line himself; `addopts` does not count.

    Attributes:
        paths: The files that the run is asked for, by the words of the user.
        narrowed: Whether an option leaves tests out.

    """

    def __init__(self, config: pytest.Config) -> None:
        own = [str(arg) for arg in config.invocation_params.args]
        self.paths: dict[str, Path] = {}
        if config.args_source is config.ArgsSource.ARGS:
            for arg in config.args:
                if arg in own:
                    self.paths[arg] = self._path(config, arg)
            config.args[:] = map(naming.local_path, config.args)
        parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
        for option in ("-k", "-m", "--deselect", "--ignore", "--ignore-glob"):
            parser.add_argument(option, dest="narrowed", action="append")
        flags = ("--lf", "--last-failed", "--sw", "--stepwise", "--collect-only", "--co")
        for option in flags:
            parser.add_argument(option, dest="narrowed", action="append_const", const=option)
        self.narrowed = bool(parser.parse_known_args(own)[0].narrowed)

    @staticmethod
    def _path(config: pytest.Config, arg: str) -> Path:
        words = naming.local_path(arg).partition("::")[0]
        if config.getoption("pyargs"):
            dotted = words.split(".")
            path = naming.SUITE.parents[1].joinpath(*dotted)
            return path if path.exists() else path.with_suffix(".py")
        return (config.invocation_params.dir / words).resolve()
