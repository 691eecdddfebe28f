"""The options that the plugin adds to pytest, `--impl` and its family, and their ini keys.

It must stay cheap to import, as the package does; `options.py` reads what a user gave.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any, Literal

import pytest

SCRIPTS = "emitter-reproducers"
"""The default folder of scripts; with a hyphen setuptools does not take it for a package."""
NEED_A_CANDIDATE = (
    *("edition", "strict", "reproducers", "waivers", "report", "isolate", "timeout"),
    *("profile", "typing", "drop-in", "programs", "depth", "seed"),
    *("campaign", "shard", "shard-size", "scheduler", "jobs"),
)
"""The options that have no effect without `--impl`."""
KEYS: Mapping[str, tuple[str, Literal["string", "bool", "linelist"], Any]] = {
    "impl": ("emitters to judge with every run", "linelist", []),
    "impl_edition": ("default of --impl-edition", "string", ""),
    "impl_profile": ("default of --impl-profile", "string", ""),
    "impl_programs": ("default of --impl-programs", "string", ""),
    "impl_depth": ("default of --impl-depth", "string", ""),
    "impl_seed": ("default of --impl-seed", "string", ""),
    "impl_timeout": ("default of --impl-timeout", "string", ""),
    "impl_typing": ("default of --impl-typing", "string", ""),
    "impl_drop_in": ("default of --impl-drop-in", "string", ""),
    "impl_waivers": ("default of --impl-waivers", "string", ""),
    "impl_strict": ("default of --impl-strict", "bool", False),
    "impl_isolate": ("default of --impl-isolate", "bool", False),
    "impl_reproducers": ("default of --impl-reproducers", "string", SCRIPTS),
    "impl_report": ("reports to write", "linelist", []),
}
"""The ini keys, each with its help, type and default."""


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
        "--impl-jobs",
        metavar="N",
        help="judge in so many processes at the same time, each as --impl-isolate has it",
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
    for key, (words, kind, default) in KEYS.items():
        parser.addini(key, words, type=kind, default=default)
