"""The options of one run, from the command line and the configuration of pytest."""

from __future__ import annotations

import argparse
import difflib
import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from emitter_spec import Specification, profile

from emitter_conformance.campaign import shards
from emitter_conformance.campaign.shards import Shard
from emitter_conformance.candidate.deadline import USUAL
from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.core import clauses
from emitter_conformance.engine.in_process import Request
from emitter_conformance.optional.examiner import DEMANDS
from emitter_conformance.programs.program import PER_SEED
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict import waivers
from emitter_conformance.verdict.verdict import Terms, option_of
from emitter_conformance.verdict.waivers import Waiver, WaiverError

from . import node_ids
from .declared_options import KEYS

DIGITS = 15
MOST_JOBS = 1000


class Options:
    """The option family `--impl` of one run; a path of the configuration begins at its root.

    Args:
        config: pytest's configuration.
        specification: All clauses.

    Attributes:
        candidates: The words of the user for each candidate.
        folder: The user's folder, in which candidates are searched.
        beside: Whether the suite runs beside all tests of the project.
        narrowed: Whether the user deselected clauses.
        terms: The edition and the levels that decide.
        scope: The extent of the search for programs.
        size: The number of random programs of a shard.
        shards: The shards of the whole search.
        own: The shards that are judged here.
        campaign: The folder of the campaign, or None.
        scheduler: The Dask scheduler that judges shards, or "".
        jobs: How many processes judge at the same time; 0 is the usual one.
        waivers: The waivers of the user.
        reproducers: The folder for scripts, or "".
        reports: The files for reports.
        isolate: Whether candidates are judged in processes of their own.
        demands: For each optional chapter one of `DEMANDS`.
        seconds: The time limit of a check, a program or an import in seconds; 0 is no limit.
        saved: The file of the report for the command that started this run, or "".

    Raises:
        pytest.UsageError: An option is wrong; the message is one line.

    """

    def __init__(self, config: pytest.Config, specification: Specification) -> None:
        self._config = config
        self._specification = specification
        self._check_keys()
        folder = config.invocation_params.dir
        given = config.getoption("impl")
        self.candidates: list[str] = given or config.getini("impl")
        self.folder = folder if given else config.rootpath
        self.isolate = bool(self._value("isolate"))
        self.seconds = self._seconds()
        self.demands = self._demands()
        self.beside = False
        self.narrowed = self._point_at_suite()
        self.scope = self._scope()
        self.size, self.shards = self._shards()
        self.own = self._own()
        self.narrowed = self.narrowed or len(self.own) < len(self.shards)
        self.terms = self._terms()
        for chapter in {*self.demands} & {*self.terms.claims.chapters}:
            if self.demands[chapter] == "off":
                option = f"--impl-{option_of(chapter)}=off"
                raise pytest.UsageError(f"{option}: the profile {self.terms.profile} needs it")
            self.demands[chapter] = "on"
        self.scheduler: str = config.getoption("impl_scheduler") or ""
        self.jobs = self._jobs()
        into = config.getoption("impl_campaign")
        self.campaign = folder / into if into else None
        if self.campaign is not None and len(self.candidates) > 1:
            raise pytest.UsageError(f"--impl-campaign={into}: a campaign has one candidate")
        self.reproducers = self._text("reproducers")
        self.saved = config.getoption("impl_saved") or ""
        self.reports = [folder / path for path in config.getoption("impl_report") or ()]
        if not self.reports:
            self.reports = [config.rootpath / path for path in config.getini("impl_report")]
        try:
            self.waivers = self._waivers(folder)
        except WaiverError as error:
            raise pytest.UsageError(str(error)) from None

    def request(self, candidate: Candidate, shard: Shard) -> Request:
        """Return the request for the programs of a candidate."""
        return Request(self.terms, shard.scope, self.waived(candidate), self.seconds)

    def _seconds(self) -> float:
        given = self._value("timeout")
        try:
            seconds = float(given or USUAL)
        except ValueError:
            seconds = -1
        if not 0 <= seconds <= threading.TIMEOUT_MAX:
            raise pytest.UsageError(f"--impl-timeout={given}: not a number of seconds")
        return seconds

    def _demands(self) -> dict[str, str]:
        demands = {}
        for chapter in self._specification.chapters:
            if chapter.needs:
                given = self._value(chapter.name) or "auto"
                if given not in DEMANDS:
                    option = f"--impl-{option_of(chapter.name)}"
                    words = ", ".join(DEMANDS)
                    raise pytest.UsageError(f"{option}={given}: not one of {words}")
                demands[chapter.name] = given
        return demands

    def waived(self, candidate: Candidate) -> frozenset[str]:
        """Return the ids of the clauses that a candidate may break."""
        return frozenset(
            waiver.clause
            for waiver in self.waivers
            if waiver.is_for(candidate) and not waiver.has_expired()
        )

    def without_effect(self, candidates: Sequence[Candidate]) -> Iterator[str]:
        """Yield a sentence for each option that changes nothing."""
        named = [name for each in candidates for name in (each.name, each.given)]
        elsewhere = [waiver for waiver in self.waivers if not any(map(waiver.is_for, candidates))]
        for name in dict.fromkeys(waiver.candidate for waiver in elsewhere):
            number = sum(waiver.candidate == name for waiver in elsewhere)
            near = difflib.get_close_matches(name, named, n=1)
            meant = f" (did you mean '{near[0]}'?)" if near else ""
            plural = "s" * (number != 1)
            yield f"{number} waiver{plural} for '{name}', which is not judged here{meant}"
        clauses = [self._specification[each.clause] for each in self.waivers]
        loose = dict.fromkeys(each.id for each in clauses if not self.terms.bind(each))
        if loose:
            yield f"waived without effect here, as they do not bind: {', '.join(loose)}"
        for name in ("seed", "shard_size"):
            if self._config.getoption(f"impl_{name}") and not self.scope.number:
                option = f"--impl-{name.replace('_', '-')}"
                yield f"{option}: no effect here, there are no random programs"

    def _text(self, name: str) -> str:
        """Return an option that may be empty on purpose, or its default from the configuration."""
        given = self._config.getoption(f"impl_{name}")
        value: str = self._config.getini(f"impl_{name}") if given is None else given
        return value

    def _value(self, name: str) -> str:
        """Return an option, or its default from the configuration."""
        given = self._config.getoption(f"impl_{name}")
        if given == "":  # as by a variable that is not set
            raise pytest.UsageError(f"--impl-{name.replace('_', '-')}= has no value")
        try:
            value: str = given or self._config.getini(f"impl_{name}")
        except (ValueError, pytest.UsageError) as error:  # whichever this pytest raises
            raise pytest.UsageError(f"impl_{name}: {error}") from None
        return value

    def _check_keys(self) -> None:
        """Refuse a misspelt key of the configuration, of which pytest only warns."""
        known = vars(self._config)  # the attribute without an underscore warns since pytest 9
        for key in known.get("_inicfg", known.get("inicfg", ())):
            if key.startswith("impl_") and key not in KEYS:
                close = difflib.get_close_matches(key, KEYS, 1, 0.8)
                words = f"did you mean {close[0]}?" if close else f"known: {', '.join(KEYS)}"
                raise pytest.UsageError(f"{key}: the configuration has no such key ({words})")

    def _terms(self) -> Terms:
        default = self._specification.editions[0].name
        name = self._value("edition")
        try:
            edition = self._specification.edition(name or default).name
        except KeyError as error:
            raise pytest.UsageError(f"--impl-edition={name}: {error.args[0]}") from None
        strict = bool(self._value("strict"))
        if not strict and "--strict" in map(str, self._config.invocation_params.args):
            raise pytest.UsageError(
                "--strict is an option of pytest about its markers and configuration; "
                "for SHOULD clauses that bind write --impl-strict"
            )
        demanded = tuple(chapter for chapter, given in self.demands.items() if given == "on")
        is_default, claims = edition == default, self._profile()
        return Terms(edition, is_default, strict, self.narrowed, demanded, claims)

    def _profile(self) -> str:
        name = self._value("profile")
        try:
            return profile(name).name if name else ""
        except KeyError as error:
            raise pytest.UsageError(f"--impl-profile={name}: {error.args[0]}") from None

    def _scope(self) -> Scope:
        numbers = {}
        options = (("depth", "depth", 1), ("programs", "number", 0), ("seed", "seed", 0))
        for name, attribute, least in options:
            given = self._value(name)
            if given:
                numbers[attribute] = _number(f"--impl-{name}", given, least)
        return Scope(**numbers)

    def _shards(self) -> tuple[int, tuple[Shard, ...]]:
        given = self._config.getoption("impl_shard_size")
        option = "--impl-shard-size"
        size = shards.usual_size(self.scope.number)
        if given:
            size = _number(option, given, PER_SEED)
        if size % PER_SEED:
            raise pytest.UsageError(f"{option}={given}: not a multiple of {PER_SEED}")
        try:
            return size, shards.plan(self.scope, size)
        except shards.TooMany as error:
            raise pytest.UsageError(f"{option}={given}: {error}") from None

    def _jobs(self) -> int:
        given = self._config.getoption("impl_jobs")
        if not given:
            return 0
        jobs, option = _number("--impl-jobs", given, 1), f"--impl-jobs={given}"
        if jobs > MOST_JOBS:
            raise pytest.UsageError(f"{option}: more than {MOST_JOBS} processes")
        if self.scheduler:
            raise pytest.UsageError(f"{option}: not with --impl-scheduler")
        if getattr(self._config.option, "numprocesses", None):
            raise pytest.UsageError(f"{option} starts the processes; leave out -n")
        return jobs

    def _own(self) -> tuple[Shard, ...]:
        given = self._config.getoption("impl_shard")
        if not given:
            return self.shards
        found = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", given)
        if found is None or not 1 <= int(found[1]) <= int(found[2]):
            raise pytest.UsageError(f"--impl-shard={given}: not such as 3/20")
        part, parts = int(found[1]), int(found[2])
        own = shards.share(self.shards, part, parts)
        if not own:
            raise pytest.UsageError(
                f"--impl-shard={given}: more machines ({parts}) than shards ({len(self.shards)})"
            )
        return own

    def _waivers(self, folder: Path) -> tuple[Waiver, ...]:
        """Return the waivers of the named file, or of the project; an empty name is none."""
        given, root = self._config.getoption("impl_waivers"), self._config.rootpath
        if given == "":
            return ()
        path = folder / given if given else waivers.find(root)
        if not given and self._config.getini("impl_waivers"):
            path = root / self._config.getini("impl_waivers")
        return waivers.read(path, self._specification) if path is not None else ()

    def _point_at_suite(self) -> bool:
        """Make the run collect the suite; return whether the user deselected clauses."""
        config = self._config
        suite = [str(node_ids.SUITE)]
        config.option.keyword = clauses.spelled_out(config.option.keyword, self._specification)
        asked = _Asked(config)
        if asked.paths and all(
            node_ids.SUITE in (path, *path.parents) for path in asked.paths.values()
        ):
            return True
        if not config.getoption("impl"):  # the ini key: the project's own tests run as well
            paths = asked.paths.values()
            # A file is a choice, a folder the project.
            self.beside = not paths or any(path.is_dir() for path in paths)
            return asked.narrowed or not self.beside
        if asked.paths:
            raise pytest.UsageError(
                f"--impl runs the packaged suite, not {', '.join(asked.paths)}; "
                "run your own tests without --impl, or choose clauses with -k"
            )
        config.args[:] = suite
        config.args_source = config.ArgsSource.ARGS
        return asked.narrowed


def _number(option: str, given: str, least: int) -> int:
    """Return a number that the user gave."""
    is_number = given.isascii() and given.isdecimal()
    if is_number and len(given) > DIGITS:
        raise pytest.UsageError(f"{option}={given}: more than {DIGITS} digits")
    if is_number and int(given) >= least:
        return int(given)
    raise pytest.UsageError(f"{option}={given}: not a whole number from {least} on")


class _Asked:
    """The words of the command line itself, without `addopts`.

    Attributes:
        paths: The files that the user named.
        narrowed: Whether an option deselects tests.

    """

    def __init__(self, config: pytest.Config) -> None:
        own = [str(arg) for arg in config.invocation_params.args]
        self.paths: dict[str, Path] = {}
        if config.args_source is config.ArgsSource.ARGS:
            for arg in config.args:
                if arg in own:
                    self.paths[arg] = self._path(config, arg)
            config.args[:] = map(node_ids.local_path, config.args)
        parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
        for option in ("-k", "-m", "--deselect", "--ignore", "--ignore-glob"):
            parser.add_argument(option, dest="narrowed", action="append")
        flags = ("--lf", "--last-failed", "--sw", "--stepwise", "--collect-only", "--co")
        for option in flags:
            parser.add_argument(option, dest="narrowed", action="append_const", const=option)
        self.narrowed = bool(parser.parse_known_args(own)[0].narrowed)

    @staticmethod
    def _path(config: pytest.Config, arg: str) -> Path:
        words = node_ids.local_path(arg).partition("::")[0]
        if config.getoption("pyargs"):
            dotted = words.split(".")
            path = node_ids.SUITE.parents[1].joinpath(*dotted)
            return path if path.exists() else path.with_suffix(".py")
        return (config.invocation_params.dir / words).resolve()
