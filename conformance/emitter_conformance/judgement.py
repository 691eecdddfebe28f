"""A judgement: the pytest hooks of a run with `--impl`.

It loads the candidates, points the run at the packaged suite, keeps account of every clause,
and turns the account into verdicts and the exit code.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import emitter_spec
import pytest
from emitter_spec import Clause

from . import naming, terminal
from .candidate import Candidate, CandidateError, load_all
from .collection import ChapterFile, CheckItem, ProgramsFile, ProgramsItem
from .interrupt import watched
from .programs.search import Scope
from .scripts import Scripts
from .trial import Failure
from .verdict import Outcome, Programs, Result, Ruling, Terms, Verdict, planned_clauses

RESULT = "emitter_conformance"
PROGRAMS = "emitter_conformance_programs"
NOT_BINDING = "not binding"


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
            for clause in planned_clauses(candidate, self.specification)
        }
        self._results: dict[str, Result] = {}
        self._programs_plan = {
            naming.programs_node_id(candidate.name if several else ""): candidate
            for candidate in self.candidates
        }
        self._programs: dict[str, Programs] = {}
        reproducers = config.getoption("impl_reproducers")
        if reproducers is None:
            reproducers = config.getini("impl_reproducers")
        self._scripts = Scripts(reproducers, config.invocation_params.dir, several)

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
            return [programs]
        if file_path not in self._chapters:
            return collectors
        collector: ChapterFile = ChapterFile.from_parent(
            parent, path=file_path, nodeid=f"{naming.NODE}/{file_path.name}"
        )
        collector.chapter, collector.candidates = self._chapters[file_path], self.candidates
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
                if not self.terms.bind(item.clause):
                    report.outcome = "skipped"
                    report.wasxfail = f"{NOT_BINDING}: {item.clause.id}"
        if isinstance(item, ProgramsItem) and call.when == "call" and item.programs is not None:
            setattr(report, PROGRAMS, item.programs.to_data())
            if item.programs.result is not None and report.failed:
                report.longrepr = self._block(
                    item.programs.result, item.candidate, naming.PROGRAMS_CHOICE
                )
        return report

    def _block(self, result: Result, candidate: Candidate, choice: str = "") -> str:
        folder = self.config.invocation_params.dir
        return terminal.failure_block(
            result, candidate, self.terms, self.specification, folder, choice
        )

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(
        self, report: pytest.TestReport
    ) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
        """Show a broken clause that does not bind as what it is."""
        if getattr(report, RESULT, None) and report.outcome == "skipped":
            return NOT_BINDING, "n", (NOT_BINDING.upper(), {"yellow": True})
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
                candidate = self._programs_plan[report.nodeid]
                self._add_script(report, candidate, found.result.clause, found.result.failure, True)
        data = getattr(report, RESULT, None)
        if data is None or report.nodeid not in self._plan:
            return
        result = Result.from_data(data, self.specification)
        if result.failure is not None and self.terms.edition in result.clause.editions:
            self._add_script(report, self._plan[report.nodeid], result.clause, result.failure)
        before = self._results.get(report.nodeid)
        if before is None or before.outcome is not Outcome.BROKEN:
            self._results[report.nodeid] = result

    def _add_script(
        self,
        report: pytest.TestReport,
        candidate: Candidate,
        clause: Clause,
        failure: Failure,
        is_program: bool = False,
    ) -> None:
        """Write the script of a failure, and end its block with it."""
        if not isinstance(report.longrepr, str) or self.is_worker:
            return
        path = self._scripts.write(clause, candidate, failure, ".program" * is_program)
        is_shown = not path or self.config.get_verbosity() > 0
        text = self._scripts.text(clause, candidate, failure) if is_shown else ""
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
            )
            for node, candidate in self._programs_plan.items()
        ]

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, None, None]:
        """Let no run end green without a complete verdict that says so.

        It has the last word, after a project that takes "no tests" or a failure for success.
        """
        yield
        good = (Ruling.CONFORMANT, Ruling.NO_VERDICT)
        if not self.is_worker and any(v.ruling not in good for v in self.verdicts()):
            session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED

    def pytest_report_header(self) -> list[str]:
        """Say who is judged, and by what."""
        return terminal.header(self.candidates, self.terms)

    @pytest.hookimpl(trylast=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the verdicts."""
        terminal.write_verdicts(
            terminalreporter, self.verdicts(), self.specification, self._scripts.account()
        )

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
