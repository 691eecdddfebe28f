"""The published class in its versions, judged as `history.toml` says.

    python conformance/tests/proofs/history.py [--reports FOLDER] [VERSION ...]

Downloads each version, judges it by the command line of the kit, strict, by both editions and the
newest one by the draft too, and fails where the broken clauses are not those of the table. For the
versions that an edition describes, it also runs the examples and programs that hold the text
against the class.
With `--reports`, for the site, it judges by the first edition alone, and keeps the reports.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import emitter_spec
import tomlkit
from emitter_conformance.cli.releases import install
from emitter_conformance.optional.examiner import is_installed
from emitter_conformance.reports import saved

TABLE = Path(__file__).with_name("history.toml")
TRUTH = Path(__file__).parents[3] / "spec" / "tests" / "test_published.py"
STRICTLY = ("--impl-strict", "--impl-typing=on")
SPECIFICATION = emitter_spec.load()
EDITIONS = [edition.name for edition in SPECIFICATION.editions if not edition.draft]


@dataclass(frozen=True)
class Row:
    """A version of the class, and the clauses that it breaks.

    Attributes:
        livekit: The version.
        module: The module of the class.
        broken: For each edition the clauses that are reported, strict.
        untrue: The tests of the text that fail.

    """

    livekit: str
    module: str
    broken: dict[str, tuple[str, ...]]
    untrue: tuple[str, ...] = ()


def rows(table: str) -> list[Row]:
    """Return the rows of the table, where `also_by_1_2` continues `broken`.

    `by_next` is there for the newest version alone: what separates it from the draft.
    """
    return [_row(version) for version in tomlkit.parse(table).unwrap()["version"]]


def _row(version: dict[str, Any]) -> Row:
    both = version["broken"]
    broken = {"1.0": tuple(both), "1.2": tuple(both + version["also_by_1_2"])}
    if "by_next" in version:
        broken["next"] = tuple(version["by_next"])
    return Row(version["livekit"], version["module"], broken)


def judged(kept: Path | None, row: Row) -> Row:
    """Download a version, judge it, and return the row of what it breaks.

    Args:
        kept: The folder that keeps its report, or None to try both editions and the text.
        row: The version.

    """
    with tempfile.TemporaryDirectory() as folder:
        install(f"livekit=={row.livekit}", Path(folder), "--no-deps")
        editions = EDITIONS[:1] if kept else list(row.broken)
        broken = {name: _broken(row, name, folder) for name in editions}
        if kept:
            kept.mkdir(parents=True, exist_ok=True)
            name = f"{row.livekit}-{platform.python_version()}.json"
            shutil.copy(Path(folder, f"{EDITIONS[0]}.json"), kept / name)
            return Row(row.livekit, row.module, broken)
        untrue = () if row.broken[EDITIONS[0]] else _untrue(row, folder)
        return Row(row.livekit, row.module, broken, untrue)


def _untrue(row: Row, folder: str) -> tuple[str, ...]:
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--tb=no", "-p", "no:cacheprovider", TRUTH],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": folder},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    failed = re.findall(r"(?m)^FAILED \S+?::(\S+)", run.stdout)
    if " passed" not in run.stdout or run.returncode != int(bool(failed)):
        raise RuntimeError(f"livekit {row.livekit}: the text was not tried\n{run.stdout}")
    return tuple(failed)


def _broken(row: Row, edition: str, folder: str) -> tuple[str, ...]:
    kit = [sys.executable, "-m", "pytest", "-q", "--tb=no", "--impl-reproducers="]
    cache = f"cache_dir={folder}/.cache"  # for mypy, which reads the same in both editions
    report = Path(folder, f"{edition}.json")
    asked = [f"--impl={row.module}", *STRICTLY, f"--impl-edition={edition}"]
    run = subprocess.run(
        [*kit, "-o", cache, *asked, f"--impl-report={report}"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": folder},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if not report.exists():
        raise RuntimeError(f"livekit {row.livekit}: no verdict\n{run.stdout}{run.stderr}")
    (verdict,) = saved.load(report, SPECIFICATION).verdicts
    broken = verdict.broken()
    if not verdict.is_complete() or run.returncode != int(bool(broken)):
        raise RuntimeError(f"livekit {row.livekit}: no whole verdict\n{run.stdout}{run.stderr}")
    return tuple(sorted(clause.id for clause in broken))


def complaints(expected: Row, seen: Row) -> Iterable[str]:
    """Return the differences between a version and its row."""
    for edition, clauses in seen.broken.items():
        for clause in sorted({*clauses} ^ {*expected.broken[edition]}):
            how = "is reported" if clause in clauses else "is not reported"
            yield f"livekit {expected.livekit}, edition {edition}: {clause} {how}"
    for test in seen.untrue:
        yield f"livekit {expected.livekit}: the text is not true: {test}"


def main(arguments: Sequence[str]) -> int:
    """Judge all versions of the table, or the named ones."""
    parser = argparse.ArgumentParser()
    parser.add_argument("version", nargs="*")
    parser.add_argument("--reports", metavar="FOLDER", type=Path, help="keep the whole reports")
    asked = parser.parse_args(arguments)
    versions = asked.version
    if not is_installed("mypy"):
        sys.exit("the chapter typing needs mypy: pip install mypy")
    table = [
        row
        for row in rows(TABLE.read_text(encoding="utf-8"))
        if row.livekit in versions or not versions
    ]
    with ThreadPoolExecutor(2) as pool:
        seen = list(pool.map(partial(judged, asked.reports), table))
    for row in seen:
        counts = (f"{edition}: {len(clauses)} broken" for edition, clauses in row.broken.items())
        print(f"livekit {row.livekit:7}", *counts, sep="   ")
    found = [line for pair in zip(table, seen) for line in complaints(*pair)]
    print(*found, sep="\n", file=sys.stderr)
    return int(bool(found) or not table)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
