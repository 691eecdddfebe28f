"""The pytest plugin: its options, and nothing else until a candidate is named.

It must stay cheap to import: pytest loads it in every project that has the kit installed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Generator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .session import RunPlugin

ASKED_ONLY = ("version", "help", "markers", "showfixtures", "show_fixtures_per_test", "cacheshow")
"""Options of pytest that answer something and run nothing."""
SCRIPTS = "emitter-reproducers"
"""The default folder of scripts; with a hyphen setuptools does not take it for a package."""
RUN: pytest.StashKey[RunPlugin] = pytest.StashKey()
"""The plugin of a run, also where it was unregistered."""
NEED_A_CANDIDATE = (
    *("edition", "strict", "reproducers", "waivers", "report", "isolate", "timeout"),
    *("profile", "typing", "drop-in", "programs", "depth", "seed"),
    *("campaign", "shard", "shard-size", "scheduler"),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option family `--impl` and the ini keys of the same names."""
    group = parser.getgroup("emitter conformance")
    group.addoption(
        "--impl",
        action="append",
        metavar="CANDIDATE",
        help="judge this emitter: module, module:Name or path.py[:Name]; can be given again",
    )
    group.addoption(
        "--impl-edition",
        metavar="EDITION",
        help="the edition of the specification that decides (default: the first, 1.0)",
    )
    group.addoption(
        "--impl-strict",
        action="store_true",
        default=None,
        help="let the SHOULD clauses bind too",
    )
    group.addoption(
        "--impl-profile",
        metavar="PROFILE",
        help="what the candidate claims to be: emitter, drop-in, double, subclass or thread-safe "
        "(default: emitter)",
    )
    group.addoption(
        "--impl-programs",
        metavar="N",
        help="judge so many random programs (default: 2000)",
    )
    group.addoption(
        "--impl-depth",
        metavar="N",
        help="judge every program of up to so many operations (default: 5)",
    )
    group.addoption(
        "--impl-seed",
        metavar="N",
        help="the seed of the random programs (default: 0)",
    )
    group.addoption(
        "--impl-isolate",
        action="store_true",
        default=None,
        help="judge in a process of its own: a crash or a hang costs one clause",
    )
    group.addoption(
        "--impl-timeout",
        metavar="SECONDS",
        help="let no check, program or import take longer (default: 10, on PyPy 30; 0: no limit)",
    )
    group.addoption(
        "--impl-typing",
        metavar="on|off|auto",
        help="demand that mypy judges annotations, leave that out, or tell what it says where it "
        "is installed, without effect on the verdict (default: auto)",
    )
    group.addoption(
        "--impl-drop-in",
        metavar="on|off|auto",
        help="demand that LiveKit's packages run with the candidate, leave that out, or tell how "
        "they do where livekit-agents is installed, without effect on the verdict (default: auto)",
    )
    group.addoption(
        "--impl-reproducers",
        metavar="FOLDER",
        help=f"write a script for each failure to this folder (default: {SCRIPTS}; empty: none)",
    )
    group.addoption(
        "--impl-waivers",
        metavar="FILE",
        help="accept the broken clauses that this TOML file names (default: pyproject.toml)",
    )
    group.addoption(
        "--impl-report",
        action="append",
        metavar="FILE",
        help="write the verdict to this file, as its name ends: .json, .html, .md, .txt, "
        ".svg, .badge.json or code-quality.json; can be given again",
    )
    group.addoption(
        "--impl-campaign",
        metavar="FOLDER",
        help="keep what shards of the random programs came to in this folder, and go on with it",
    )
    group.addoption(
        "--impl-shard",
        metavar="K/N",
        help="judge the random programs of the K-th of N machines only",
    )
    group.addoption(
        "--impl-shard-size",
        metavar="N",
        help="how many random programs a shard has, a multiple of 2000 (default: 100000 or more)",
    )
    group.addoption(
        "--impl-scheduler",
        metavar="ADDRESS",
        help="have shards judged by the workers of this Dask scheduler, "
        "or, for a number, by so many worker processes of this machine",
    )
    group.addoption("--impl-saved", help=argparse.SUPPRESS)
    parser.addini("impl_programs", "default of --impl-programs", default="")
    parser.addini("impl_depth", "default of --impl-depth", default="")
    parser.addini("impl_seed", "default of --impl-seed", default="")
    parser.addini("impl", "emitters to judge with every run", type="linelist", default=[])
    parser.addini("impl_edition", "default of --impl-edition", default="")
    parser.addini("impl_profile", "default of --impl-profile", default="")
    parser.addini("impl_strict", "default of --impl-strict", type="bool", default=False)
    parser.addini("impl_isolate", "default of --impl-isolate", type="bool", default=False)
    parser.addini("impl_timeout", "default of --impl-timeout", default="")
    parser.addini("impl_typing", "default of --impl-typing", default="")
    parser.addini("impl_drop_in", "default of --impl-drop-in", default="")
    parser.addini("impl_reproducers", "default of --impl-reproducers", default=SCRIPTS)
    parser.addini("impl_waivers", "default of --impl-waivers", default="")
    parser.addini("impl_report", "reports to write", type="linelist", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Register the plugin of the run if a candidate is named; do nothing otherwise.

    Raises:
        pytest.UsageError: An option is wrong; the message is one line.

    """
    if _names_a_candidate(config):
        from emitter_conformance.core.imports import as_installed

        with as_installed():
            from emitter_conformance.core.errors import of_command, one_line

            from .session import RunPlugin

        try:
            run_plugin = RunPlugin(config)
        except pytest.UsageError as error:
            line = one_line(str(error))
            is_command = config.getoption("impl_saved") is not None
            raise pytest.UsageError(of_command(line) if is_command else line) from None
        config.stash[RUN] = run_plugin
        config.pluginmanager.register(run_plugin, "emitter_conformance_run")
        return
    for option in NEED_A_CANDIDATE:
        if config.getoption(f"impl_{option.replace('-', '_')}"):
            raise pytest.UsageError(f"--impl-{option} needs a candidate: --impl=mypkg.emitter")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> Generator[None, object, object]:
    """Make a run red that ended in another way than pytest's, as nothing was judged.

    Nor may what the candidate does later, while the process ends, make a red run green.
    """
    if not _names_a_candidate(config) or any(config.getoption(each, None) for each in ASKED_ONLY):
        return (yield)
    from emitter_conformance.candidate.exits import failing_at_exit, hold, leave, refused

    with refused(), failing_at_exit():
        try:
            code, has_ended = (yield), _has_ended(config)
        except SystemExit as error:  # pytest ends in another way
            if error.code:
                raise
            # What raised it would raise it again, in the code that comes after this hook.
            _tell_that_nothing_was_judged("the candidate raised SystemExit outside of checks")
            code, has_ended = pytest.ExitCode.TESTS_FAILED, True
            leave(code)
        if not code and not has_ended:
            _tell_that_nothing_was_judged("the suite was not run")
            code = pytest.ExitCode.TESTS_FAILED
        if isinstance(code, int) and not hasattr(config, "workerinput"):
            hold(int(code))
    return code


def _tell_that_nothing_was_judged(reason: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(f"\nemitter-conformance: no verdict: {reason}\n")
    sys.stderr.flush()


def _has_ended(config: pytest.Config) -> bool:
    run_plugin = config.stash.get(RUN, None)
    return run_plugin is not None and run_plugin.has_ended


def _names_a_candidate(config: pytest.Config) -> bool:
    return bool(config.getoption("impl") or config.getini("impl"))
