"""The command `emitter-conformance`, for those who do not know pytest."""

from __future__ import annotations

import argparse
import importlib.util
import io
import os
import sys
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Callable, NoReturn

import emitter_spec
from emitter_spec import PROFILES, Level, Specification

from emitter_conformance import reports
from emitter_conformance.core.errors import USAGE_ERROR, Mistake, UserError, of_command
from emitter_conformance.core.paths import write_atomically, writing
from emitter_conformance.core.streams import run
from emitter_conformance.cost import command as cost_command
from emitter_conformance.reports import comparison, merging, saved
from emitter_conformance.reports.sentences import not_written, verdict_lines
from emitter_conformance.verdict import waivers
from emitter_conformance.verdict.report import KIT
from emitter_conformance.verdict.verdict import Verdict

from . import clauses
from .pytest_process import LOST, judge
from .waive import waive
from .watch import candidate_of, watch


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        kind, _, words = message.partition(": ")
        if words.startswith("--impl-"):  # as pytest has them
            message = f"{kind}: options have no 'impl-' here, write {words}"
        raise UserError(f"{message} (see {self.prog} --help)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: The command-line arguments, without the program name.

    Returns:
        0 if all is well, 1 if a candidate is not, 4 if the user made a mistake.

    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what it cannot show is shown as an escape
            stream.reconfigure(errors="backslashreplace")
    return run(KIT, lambda: _main(arguments))


def _main(arguments: Sequence[str] | None) -> int:
    try:
        asked = _parser().parse_args(arguments)
        command: Callable[[argparse.Namespace], int] = asked.run
        return command(asked)
    except Mistake as error:
        print(f"{KIT}: {of_command(str(error))}", file=sys.stderr)
        return USAGE_ERROR


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog=KIT, description="Judge emitters by the specification of LiveKit's EventEmitter."
    )
    parser.add_argument("--version", action="version", version=f"{KIT} {metadata.version(KIT)}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    command = commands.add_parser("judge", help="judge emitters")
    _add_judging(command)
    command.add_argument("--jobs", metavar="N", help="how many processes (default: one)")
    _add_outputs(command)
    command.add_argument("--cost", metavar="FILE", help=COST)
    command.set_defaults(run=_judge)

    command = commands.add_parser("campaign", help="judge many random programs, in shards")
    _add_judging(command, several=False)
    command.add_argument("--into", metavar="FOLDER", required=True, help=CAMPAIGN)
    command.add_argument("--shard", metavar="K/N", help="judge what the K-th of N machines has to")
    command.add_argument("--shard-size", metavar="N", help="how many random programs a shard has")
    command.add_argument("--jobs", metavar="N", help="how many processes (default: one a core)")
    command.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help="what starts them")
    command.add_argument("--scheduler", metavar="ADDRESS", help="of Dask (default: here)")
    _add_outputs(command)
    command.set_defaults(run=_campaign)

    command = commands.add_parser("merge", help="make one campaign of the shards of machines")
    command.add_argument("into", help="the folder for all shards")
    command.add_argument("folder", nargs="+", help="the folder of a machine; can be several")
    command.add_argument("--report", metavar="FILE", action="append", default=[], help=REPORT)
    command.set_defaults(run=_merge)

    command = commands.add_parser("waive", help="write waivers of all that is broken now")
    _add_judging(command)
    command.add_argument("--reason", required=True, help="why it is accepted")
    command.add_argument("--link", default="", help="where more is said")
    command.add_argument("--expires", metavar="DATE", help="the last day, such as 2027-01-31")
    command.add_argument("--into", metavar="FILE", default=waivers.PROJECT, help=INTO)
    command.set_defaults(run=_waive)

    command = commands.add_parser("list", help="list the clauses")
    command.add_argument("--level", choices=[level.name for level in Level])
    command.add_argument("--edition", help="such as 1.0")
    command.add_argument("--profile", help="such as double")
    command.add_argument("--chapter", help="such as once")
    command.add_argument("--rules", action="store_true", help="leave corollaries out")
    command.add_argument("--long", action="store_true", help="show the sentences too")
    command.set_defaults(run=clauses.list_clauses)

    command = commands.add_parser("explain", help="explain clauses, chapters or words")
    command.add_argument("name", nargs="+", help="such as once.fires-once, once, or handle")
    command.set_defaults(run=clauses.explain)

    command = commands.add_parser("spec", help="print the specification")
    command.add_argument("--to", metavar="FORMAT", choices=clauses.FORMATS, default="md", help=SPEC)
    command.set_defaults(run=clauses.print_specification)

    command = commands.add_parser("render", help="give a saved report another format")
    command.add_argument("saved", nargs="+", help="a .json report; of several, one matrix")
    command.add_argument("--report", metavar="FILE", action="append", default=[], help=REPORT)
    command.add_argument("--cost", metavar="FILE", help=COST)
    formats = [*(ending.lstrip(".") for ending in reports.FORMATS), RULING]
    command.add_argument(
        "--to", metavar="FORMAT", choices=formats, help="print " + ", ".join(formats)
    )
    command.set_defaults(run=_render)

    command = commands.add_parser("compare", help="tell what got better and what got worse")
    command.add_argument("before", help="a .json report, for example of the main branch")
    command.add_argument("after", help="a .json report, for example of a pull request")
    command.add_argument("--report", metavar="FILE", action="append", default=[], help=CHANGES)
    command.set_defaults(run=_compare)

    command = commands.add_parser("watch", help="judge the newest release of a package, compare")
    command.add_argument("package", help="its name on the index, such as livekit")
    command.add_argument("--impl", metavar="CANDIDATE", help=WATCHED)
    command.add_argument("--kept", metavar="FILE", help=KEPT)
    _add_terms(command)
    command.add_argument("--waivers", metavar="FILE", help="accept what this TOML file names")
    command.set_defaults(run=_watch)

    command = commands.add_parser("cost", help="measure emitters beside the reference")
    command.add_argument("candidate", nargs="+", help=CANDIDATE)
    command.add_argument("--report", metavar="FILE", action="append", default=[], help=COSTS)
    command.add_argument(
        "--quick", action="store_true", help="take seconds, up to 10 000 callbacks"
    )
    command.set_defaults(run=cost_command.run)
    return parser


SPEC = "one of " + ", ".join(clauses.FORMATS) + " (default: md)"
REPORT = "write it to this file, as its name ends: " + ", ".join(reports.FORMATS)
CHANGES = "write it to this file, as its name ends: " + ", ".join(comparison.ENDINGS)
CANDIDATE = "module, module:Name or path.py[:Name]"
PROFILE = "what it claims to be (default: emitter): " + ", ".join(
    each.name for each in PROFILES[1:]
)
TYPING = "demand that mypy judges annotations, leave it out, or only tell (default: auto)"
DROP_IN = "the same for LiveKit's packages with the candidate in the place of their emitter"
COST = "tell these costs in the .html report too: a .json that `cost` wrote"
COSTS = "write it to this file, as its name ends: .json, .html, .md, .txt"
INTO = f"the TOML file (default: {waivers.PROJECT})"
CAMPAIGN = "keep there what shards came to, and go on with it"
WATCHED = "its emitter: module or module:Name (not needed for livekit)"
KEPT = "the .json report of the last verdict (default: PACKAGE.verdict.json)"
COLOURS = {"worse": "31", "WORSE": "1;31", "better": "32", "NO WORSE": "1;32"}
"""The colours of lines that `compare` prints, by their first words."""
MOST_JOBS, DIGITS = 1000, 5
ENGINES = ("xdist", "dask")
RULING = "ruling"  # what `render` prints for a shell: a line for each candidate
JUDGING = ("edition", "profile", "programs", "depth", "seed", "timeout", "typing", "drop_in")


def _add_judging(command: argparse.ArgumentParser, several: bool = True) -> None:
    words = "; can be several" * several
    nargs: str | int = "+" if several else 1
    command.add_argument("candidate", nargs=nargs, help=f"{CANDIDATE}{words}")
    _add_terms(command)


def _add_terms(command: argparse.ArgumentParser) -> None:
    command.add_argument("--edition", help="the edition that decides (default: the first)")
    command.add_argument("--profile", help=PROFILE)
    command.add_argument("--strict", action="store_true", help="let the SHOULD clauses bind too")
    command.add_argument("--programs", metavar="N", help="judge so many random programs")
    command.add_argument("--depth", metavar="N", help="judge every program of up to N operations")
    command.add_argument("--seed", metavar="N", help="the seed of the random programs")
    command.add_argument(
        "--timeout", metavar="SECONDS", help="of a check (default: 10, on PyPy 30; 0: none)"
    )
    command.add_argument("--typing", metavar="on|off|auto", help=TYPING)
    command.add_argument("--drop-in", metavar="on|off|auto", help=DROP_IN)
    command.add_argument(
        "--in-process", action="store_true", help="do not judge in a process of its own"
    )


def _add_outputs(command: argparse.ArgumentParser) -> None:
    command.add_argument("--report", metavar="FILE", action="append", default=[], help=REPORT)
    command.add_argument("--waivers", metavar="FILE", help="accept what this TOML file names")
    command.add_argument("--reproducers", metavar="FOLDER", help="where scripts of failures go")
    command.add_argument("-v", "--verbose", action="store_true", help="tell about each clause")


def _options(asked: argparse.Namespace) -> list[str]:
    return [
        *(f"--impl={candidate}" for candidate in asked.candidate),
        *_given(asked, *JUDGING),
        *["--impl-strict"] * asked.strict,
        *["--impl-isolate"] * (not asked.in_process),
    ]


def _outputs(asked: argparse.Namespace) -> list[str]:
    files = [f"--impl-report={path}" for path in asked.report]
    return [*files, *_given(asked, "waivers", "reproducers"), *["-vv"] * asked.verbose]


def _given(asked: argparse.Namespace, *names: str) -> list[str]:
    """Return the options of pytest for those of some arguments that the user gave."""
    values = ((name, getattr(asked, name)) for name in names)
    return [
        f"--impl-{name.replace('_', '-')}={value}" for name, value in values if value is not None
    ]


def _judge(asked: argparse.Namespace) -> int:
    specification, paths = emitter_spec.load(), [Path(path) for path in asked.report]
    cost = cost_command.costs(asked.cost, paths)
    options = [*_options(asked), *_given(asked, "jobs"), *_outputs(asked)]
    code, report = judge(options, specification)
    if report is None:
        return _lost(code)
    if cost is not None:
        cost_command.join(cost, report, specification, paths)
    return code


def _campaign(asked: argparse.Namespace) -> int:
    """Judge the shards that are left, and the clauses; say how to go on if it was stopped."""
    options = [f"--impl-campaign={asked.into}", *_engine(asked)]
    options += _given(asked, "shard", "shard_size")
    try:
        code, report = judge([*_options(asked), *options, *_outputs(asked)], emitter_spec.load())
    except KeyboardInterrupt:
        print(f"{KIT}: the same command goes on with {asked.into}", file=sys.stderr)
        raise
    return code if report is not None else _lost(code)


def _engine(asked: argparse.Namespace) -> list[str]:
    """Return the options of what starts the processes."""
    jobs = asked.jobs or str(os.cpu_count() or 1)
    is_number = jobs.isascii() and jobs.isdecimal()
    if not is_number or not 1 <= int(jobs[:DIGITS]) <= MOST_JOBS:
        raise UserError(f"--jobs={jobs}: not a whole number from 1 to {MOST_JOBS}")
    if asked.engine == "dask":
        return [f"--impl-scheduler={asked.scheduler or jobs}"]
    if asked.scheduler:
        raise UserError(f"--scheduler={asked.scheduler}: needs --engine=dask")
    if jobs == "1":
        return []
    if importlib.util.find_spec("xdist") is None:
        return [f"--impl-jobs={jobs}"]
    return ["-p", "xdist.plugin", "-n", jobs, "--dist=worksteal"]


def _merge(asked: argparse.Namespace) -> int:
    from emitter_conformance.campaign.merge_folders import merge

    specification = emitter_spec.load()
    paths = [Path(path) for path in asked.report]
    reports.check(paths, 1)
    report = merge(Path(asked.into), [Path(folder) for folder in asked.folder], specification)
    (verdict,) = report.verdicts
    for block in _failure_blocks(verdict, specification):
        print(block)
    notes, unwritten = [], []
    for path in paths:
        try:
            reports.write(path, report, specification)
        except reports.NoBadge as error:
            notes.append(f"no report {path}: {error}")
        except reports.ReportError as error:
            unwritten.append(f"report {path} {error}")
    lines = verdict_lines(verdict, specification, report.environment.python)
    if verdict.ruling.is_green:
        print(*notes, *lines, *not_written(unwritten), sep="\n")
        return USAGE_ERROR if unwritten else 0
    print(*notes, *unwritten, *lines, sep="\n")
    return 1


def _failure_blocks(verdict: Verdict, specification: Specification) -> Iterator[str]:
    """Yield the block of each clause that decides, with its script, as the terminal shows it."""
    from emitter_conformance.reports import terminal  # loads pytest, which nothing else here needs

    here = Path.cwd()
    for result in verdict.results:
        if result.clause in verdict.broken() and result.failure is not None:
            yield terminal.failure_block(
                result, verdict.candidate, verdict.terms, specification, here
            )
            yield terminal.script_lines("", result.failure.script)
    lost = verdict.programs and verdict.programs.lost
    if lost:
        yield "\n".join([f"programs  {verdict.candidate.name}", *terminal.shown(lost, here)])


def _waive(asked: argparse.Namespace) -> int:
    code, is_lost = waive(asked, _options(asked))
    return _lost(code) if is_lost else code


def _watch(asked: argparse.Namespace) -> int:
    asked.candidate = [candidate_of(asked.package, asked.impl)]
    code, lines = watch(asked, _options(asked))
    print(*map(_coloured, lines), sep="\n", end="\n" * bool(lines))
    return code


def _render(asked: argparse.Namespace) -> int:
    specification = emitter_spec.load()
    given = [(path, saved.load(Path(path), specification)) for path in asked.saved]
    report = merging.merged(given) if len(given) > 1 else given[0][1]
    paths = [Path(path) for path in asked.report]
    reports.check(paths, len(report.verdicts))
    if len(given) > 1:
        _refuse_to_save([*asked.report, *[f"--to={asked.to}"] * bool(asked.to)])
    cost = cost_command.costs(asked.cost, paths)
    for path in paths:
        try:
            reports.write(path, report, specification)
        except reports.ReportError as error:
            raise UserError(f"{path}: {error}") from None
    if cost is not None:
        cost_command.join(cost, report, specification, paths)
    if asked.to == RULING:
        print(*(verdict.ruling.value for verdict in report.verdicts), sep="\n")
    elif asked.to or not asked.report:
        ending = reports.suffix(f".{asked.to or 'txt'}")
        print(reports.render(report, specification, ending), end="")
    return 0


def _refuse_to_save(outputs: Sequence[str]) -> None:
    """Refuse JSON of several reports: it could not be told from that of one run."""
    for output in outputs:
        if output.endswith("json"):
            raise UserError(f"{output}: several reports are not saved as one; keep their files")


def _compare(asked: argparse.Namespace) -> int:
    specification = emitter_spec.load()
    endings = {Path(path): comparison.ending(path) for path in asked.report}
    reports.check_places(endings)
    before, after = (
        saved.load(Path(path), specification).verdicts for path in (asked.before, asked.after)
    )
    compared = comparison.compare(before, after)
    judged_before = [each.after for each in compared]
    new = [verdict for verdict in after if verdict not in judged_before]
    if endings:
        from emitter_conformance.reports import comparison_page

    for path, ending in endings.items():
        with writing(path, UserError):
            write_atomically(path, comparison_page.render(compared, new, specification, ending))
    for number, each in enumerate(comparison.worse_first(compared)):
        print("\n" * bool(number) + "\n".join(map(_coloured, comparison.lines(each))))
    for verdict in new:
        print(f"\n{verdict.candidate.title}\nNEW: {verdict.ruling.value}")
    return int(any(each.is_worse for each in compared))


def _coloured(line: str) -> str:
    """Return a line of a comparison in its colour, if a terminal shows it."""
    is_shown = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    colour = COLOURS.get(line.partition(":")[0])
    return f"\x1b[{colour}m{line}\x1b[0m" if is_shown and colour else line


def _lost(code: int) -> int:
    """Return the exit code of a run that left no report."""
    if code == USAGE_ERROR:
        return code
    print(f"{KIT}: {LOST}", file=sys.stderr)
    return code or 1
