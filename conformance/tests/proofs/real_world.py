"""Real emitters: LiveKit's own classes, other libraries behind adapters, published forks.

    python conformance/tests/proofs/real_world.py [--check]
    python conformance/tests/proofs/real_world.py --judge ENVIRONMENT [--save] [--reports FOLDER]
        [NAME ...]

Writes `conformance/real_world.md` out of `real_world.toml`, where the candidates are described, and
`real_world.json`, where their verdicts are saved; with `--check` fails if it is not current.

With `--judge` it judges the candidates of an environment with what is installed here, and fails
where a verdict differs from the saved one; with `--save` it saves the verdicts. With `--reports` it
keeps the whole reports in a folder, for the site, and does not fail. What an environment needs
stands in `tox.ini`: `tox run -e real-world-old`, `-new`, `-libraries`, `-forks`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Any

import emitter_spec
import tomlkit
from document import CONFORMANCE, deliver, table
from emitter_conformance.reports import saved
from emitter_conformance.verdict.common_causes import parted
from emitter_conformance.verdict.verdict import Outcome, Result, Verdict
from emitter_spec import Level

HERE = Path(__file__).parent
TABLE = HERE / "real_world.toml"
SAVED = HERE / "real_world.json"
DOCUMENT = CONFORMANCE / "real_world.md"
EXAMPLES = CONFORMANCE / "examples"
SPECIFICATION = emitter_spec.load()

KEPT, BROKEN, FOLLOWING, UNSUPPORTED, LOST = ".", "X", "n", "u", "!"
OBSERVED, NOT_ASKED, UNKNOWN = "o", "-", "?"
LEGEND = (
    "`.` kept, `X` broken, `n` broken by the number of arguments alone, `u` unsupported, "
    "`!` did not end, `-` not asked of a factory, `?` not judged: the clause is newer"
)
SHOWN = 120


@dataclass(frozen=True)
class Entry:
    """A candidate of the table.

    Attributes:
        name: Its name.
        part: The part of the document it belongs to.
        judge: The value of `--impl`, relative to the folder of the examples.
        environments: The tox environments that judge it; none if it cannot be installed again.
        package: The package to download, with its version, or "".
        files: The files of the package that are used.
        source: The address where it is published, if not as a package.
        prose: The answer, what broke, whether that is fair.

    """

    name: str
    part: str
    judge: str
    prose: str
    environments: tuple[str, ...] = ()
    package: str = ""
    files: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Seen:
    """A saved verdict.

    Attributes:
        python: The version of Python.
        versions: The versions of the packages that it is about.
        conforms: Whether it conforms to each edition, without SHOULD.
        signs: The sign of each clause, by id.
        reasons: The actual of each broken clause, by id.

    """

    python: str
    versions: dict[str, str]
    conforms: dict[str, bool | None]
    signs: dict[str, str]
    reasons: dict[str, str]

    def count(self, sign: str, level: Level | None = None) -> int:
        """Return the number of clauses of edition 1.0 with a sign."""
        return sum(
            mark == sign
            for clause, mark in self.signs.items()
            if level in (None, SPECIFICATION[clause].level)
            and "1.0" in SPECIFICATION[clause].editions
        )

    def kept(self, level: Level) -> str:
        """Return the number of kept clauses and of those asked, as "kept/asked"."""
        asked = sum(
            self.count(sign, level) for sign in (KEPT, BROKEN, FOLLOWING, UNSUPPORTED, LOST)
        )
        return f"{self.count(KEPT, level)}/{asked}"


def entries(text: str) -> list[Entry]:
    """Return the candidates of the table."""
    every: list[dict[str, Any]] = tomlkit.parse(text).unwrap()["candidate"]
    for each in every:
        for key in ("environments", "files"):
            each[key] = tuple(each.get(key, ()))
    return [Entry(**each) for each in every]


def load(text: str) -> dict[str, dict[str, Seen]]:
    """Return the saved verdicts by candidate and environment."""
    data = json.loads(text)
    return {
        name: {
            environment: Seen(**{**each, "signs": dict(zip(data["clauses"], each["signs"]))})
            for environment, each in verdicts.items()
        }
        for name, verdicts in data["verdicts"].items()
    }


def dump(verdicts: dict[str, dict[str, Seen]]) -> str:
    """Return the saved verdicts as text."""
    ids = [clause.id for clause in SPECIFICATION]
    data = {
        "clauses": ids,
        "verdicts": {
            name: {
                environment: {
                    **vars(seen),
                    "signs": "".join(seen.signs.get(clause, UNKNOWN) for clause in ids),
                }
                for environment, seen in sorted(each.items())
            }
            for name, each in sorted(verdicts.items())
        },
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def judge(entry: Entry, packages: Sequence[str], kept: Path | None = None) -> Seen:
    """Return the verdict on a candidate, by the command of the kit in a process of its own.

    Args:
        entry: The candidate.
        packages: The packages that it is about, if it is not in files of one.
        kept: The file that keeps the whole report.

    """
    with tempfile.TemporaryDirectory() as folder:
        if entry.package:
            _take(entry, folder)
        given = entry.judge
        if given.partition(":")[0].endswith(".py"):
            given = str(EXAMPLES / given)
        report = Path(folder, "verdict.json")
        command = [sys.executable, "-m", "emitter_conformance", "judge", given]
        run = subprocess.run(
            [
                *command,
                "--report",
                str(report),
                "--reproducers",
                "",
                "--timeout",
                "30",
                "--typing",
                "off",
            ],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": folder, "PYTHONHASHSEED": "0"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if not report.exists():
            raise RuntimeError(f"{entry.name}: no verdict\n{run.stdout}{run.stderr}")
        (verdict,) = saved.load(report, SPECIFICATION).verdicts
        conforms = json.loads(report.read_text(encoding="utf-8"))["verdicts"][0]["conforms"]
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(report, kept)
    name, _, version = entry.package.partition("==")
    versions = {name: version} if name else {each: metadata.version(each) for each in packages}
    return seen(verdict, versions, conforms)


def seen(verdict: Verdict, versions: dict[str, str], conforms: dict[str, bool | None]) -> Seen:
    """Return the part of a verdict that is saved."""
    broken = [result.clause for result in verdict.results if result.outcome.is_broken]
    following = {result.clause.id for result in parted(verdict, broken).following}
    return Seen(
        platform.python_version(),
        versions,
        conforms,
        {
            result.clause.id: FOLLOWING if result.clause.id in following else _sign(result)
            for result in verdict.results
        },
        {
            result.clause.id: result.reason or result.failure.actual[:SHOWN]
            for result in verdict.results
            if result.failure is not None
            and not result.observation
            and result.clause.id not in following
        },
    )


def _sign(result: Result) -> str:
    is_open = result.clause.level is Level.OPEN and result.outcome is Outcome.KEPT
    if is_open or result.observation:
        return OBSERVED
    signs = {
        Outcome.KEPT: KEPT,
        Outcome.BROKEN: BROKEN,
        Outcome.UNSUPPORTED: UNSUPPORTED,
        Outcome.NOT_ASKED: NOT_ASKED,
        Outcome.NOT_RUN: UNKNOWN,
    }
    return signs.get(result.outcome, LOST)


def _take(entry: Entry, folder: str) -> None:
    """Copy some files of a package that need nothing else of it."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    wheels = Path(folder, "wheels")
    subprocess.run([*pip, "--no-deps", "--dest", str(wheels), entry.package], check=True)
    (wheel,) = wheels.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        for file in entry.files:
            archive.extract(file, folder)
            for package in list(PurePosixPath(file).parents)[:-1]:
                Path(folder, package, "__init__.py").touch()


def complaints(name: str, known: Seen | None, now: Seen) -> Iterable[str]:
    """Return the differences between a verdict and the saved one."""
    if known is None:
        yield f"{name}: is not saved"
        return
    for clause, sign in now.signs.items():
        before = known.signs.get(clause, UNKNOWN)
        if before != sign:
            yield f"{name}: {clause}: {before}, now {sign}"


# The document


def document(table_text: str, saved_text: str) -> str:
    """Return the text of the document."""
    data, verdicts = tomlkit.parse(table_text).unwrap(), load(saved_text)
    every = entries(table_text)
    parts = {part["name"]: part for part in data["part"]}
    text = [f"# The real world\n\n{data['introduction'].strip()}\n"]
    for name, part in parts.items():
        chosen = [entry for entry in every if entry.part == name]
        text.append(f"## {part['title']}\n\n{part['prose'].strip()}\n")
        if name == "livekit":
            text.append(
                table(
                    ("class", "judged", *_generations(chosen, verdicts)),
                    [
                        (
                            f"`{entry.name}`",
                            f"`{entry.judge}`",
                            *(_short(verdicts[entry.name].get(each)) for each in ("old", "new")),
                        )
                        for entry in chosen
                    ],
                )
            )
        else:
            text.append(table(SUMMARY, [_summary(entry, verdicts) for entry in chosen]))
        for entry in chosen:
            if entry.prose:
                number = verdicts[entry.name].get("new", Seen("", {}, {}, {}, {})).count(FOLLOWING)
                prose = entry.prose.replace("NUMBER", str(number)).strip()
                text.append(f"### {entry.name}\n\n{prose}\n")
    text.append(f"## Unfair verdicts, and how they were mended\n\n{data['mended'].strip()}\n")
    text.append(f"## Which clause each keeps\n\n{LEGEND}.\n")
    columns = [entry for entry in every if entry.part != "livekit"]
    columns += [entry for entry in every if entry.name == "AgentSession"]
    text += _clauses(columns, verdicts)
    return "\n".join(text)


SUMMARY = (
    "candidate",
    "version",
    "Python",
    "1.0",
    "1.2",
    "MUST",
    "SHOULD",
    "broken",
    "unsupported",
)


def _generations(chosen: Sequence[Entry], verdicts: dict[str, dict[str, Seen]]) -> list[str]:
    heads = []
    for environment in ("old", "new"):
        one = verdicts[chosen[0].name][environment]
        versions = ", ".join(f"{name} {version}" for name, version in one.versions.items())
        heads.append(f"{versions}, Python {one.python}")
    return heads


def _short(verdict: Seen | None) -> str:
    if verdict is None:
        return "not there"
    kept = f"MUST {verdict.kept(Level.MUST)}, SHOULD {verdict.kept(Level.SHOULD)}"
    return f"{_editions(verdict)}; {kept}"


def _editions(verdict: Seen) -> str:
    good = [edition for edition, conforms in verdict.conforms.items() if conforms]
    return f"conforms to {' and '.join(good)}" if good else "does not conform"


def _summary(entry: Entry, verdicts: dict[str, dict[str, Seen]]) -> tuple[str, ...]:
    (verdict,) = verdicts[entry.name].values()
    versions = ", ".join(f"{name} {version}" for name, version in verdict.versions.items())
    return (
        entry.name,
        versions or f"{entry.source} (saved: not a package)",
        verdict.python,
        *("yes" if verdict.conforms[edition] else "no" for edition in ("1.0", "1.2")),
        verdict.kept(Level.MUST),
        verdict.kept(Level.SHOULD),
        str(verdict.count(BROKEN) + verdict.count(LOST)),
        str(verdict.count(UNSUPPORTED)),
    )


def _clauses(columns: Sequence[Entry], verdicts: dict[str, dict[str, Seen]]) -> Iterable[str]:
    shown = [next(iter(verdicts[entry.name].values())) for entry in columns]
    for chapter in SPECIFICATION.chapters:
        rows = [
            (
                f"`{clause.id}`",
                clause.level.value,
                *(each.signs.get(clause.id, UNKNOWN) for each in shown),
            )
            for clause in chapter.clauses
            if clause.level is not Level.OPEN
            and {each.signs.get(clause.id, UNKNOWN) for each in shown} - {UNKNOWN, NOT_ASKED}
        ]
        if rows:
            yield f"### {chapter.name}\n"
            yield table(("clause", "level", *(_column(entry) for entry in columns)), rows)


def _column(entry: Entry) -> str:
    return f"{entry.name} (new)" if entry.part == "livekit" else entry.name


def main() -> int:
    """Judge the candidates, then complain, save or write."""
    parser = argparse.ArgumentParser(description="Judge real emitters, and tell about them.")
    parser.add_argument("names", nargs="*", help="parts of names: judge these")
    parser.add_argument("--judge", metavar="ENVIRONMENT", help="judge what is installed here")
    parser.add_argument("--save", action="store_true", help="save the verdicts")
    parser.add_argument("--reports", metavar="FOLDER", type=Path, help="keep the whole reports")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    asked = parser.parse_args()
    text = TABLE.read_text(encoding="utf-8")
    if not asked.judge:
        now = document(text, SAVED.read_text(encoding="utf-8"))
        return deliver(DOCUMENT, now, [], asked.check)
    verdicts = load(SAVED.read_text(encoding="utf-8")) if SAVED.exists() else {}
    packages = tomlkit.parse(text).unwrap()["environments"][asked.judge]
    chosen = [
        entry
        for entry in entries(text)
        if asked.judge in entry.environments
        and (not asked.names or any(name in entry.name for name in asked.names))
    ]
    found: list[str] = []
    for entry in chosen:
        about = [entry.name] if entry.part == "libraries" else packages
        kept = asked.reports and asked.reports / f"{entry.name}.json"
        now_seen = judge(entry, about, kept)
        print(f"{entry.name}: {_short(now_seen)}", flush=True)
        known = verdicts.setdefault(entry.name, {}).get(asked.judge)
        found += complaints(f"{entry.name}, {asked.judge}", known, now_seen)
        verdicts[entry.name][asked.judge] = now_seen
    if asked.save:
        SAVED.write_text(dump(verdicts), encoding="utf-8")
        return 0
    print(*found, sep="\n", file=sys.stderr)
    return int((bool(found) and not asked.reports) or not chosen)


if __name__ == "__main__":
    sys.exit(main())
