"""Measures how fast verdicts are, side by side with a run of pytest that does next to nothing.

    python conformance/tests/proofs/benchmark.py [--rounds N] [--million N] [--quick]

Builds the wheel and its environments: pytest and Hypothesis; the kit and LiveKit's class as well;
scikit-learn, whose checks of estimators are the peer.
Whole processes run one after the other, round after round, so that what else the machine does
falls on all of them. It prints a table and writes it into `conformance/performance.md`, between
the two marks; what stands around them is written by hand. A goal that does not hold is no error.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyperf
from document import CONFORMANCE, table

ROOT = CONFORMANCE.parent
DOCUMENT = CONFORMANCE / "performance.md"
BEGIN, END = "<!-- the figures -->", "<!-- the end of the figures -->"
PROGRAMS = Path(__file__).with_name("benchmark_programs.py")
FEW = 10_000
KIT, OTHERS = "emitter-conformance", ("pytest", "hypothesis")
LIVEKIT, PEER = "livekit", "scikit-learn"
LIVEKIT_VERSION = "1.2.1"
LIVEKITS = f"LiveKit's class, {LIVEKIT_VERSION}"

TRIVIAL = "def test_one():\n    assert True\n"
PEER_TEST = """\
from sklearn.linear_model import LogisticRegression
from sklearn.utils.estimator_checks import parametrize_with_checks


@parametrize_with_checks([LogisticRegression()])
def test_estimator(estimator, check):
    check(estimator)
"""
SECOND = "from emitter_reference.emitter import EventEmitter\n\n\nclass Second(EventEmitter): ...\n"
TEN = """\
from emitter_reference.emitter import EventEmitter as Reference


class EventEmitter(Reference):
    def on(self, event, callback=None):
        if callback is None:
            return lambda function: self.on(event, function) and None
        return super().on(event, callback)

    def once(self, event, callback=None):
        if callback is None:
            return lambda function: self.once(event, function)
        return super().once(event, callback)

    def off(self, event, callback):
        del self._callbacks[event][callback]

    def emit(self, event, *args):
        super().emit(event, *args)
        return True
"""
FLOOR, IDLE, VERDICT, RED, FIRST, TWO = "floor", "idle", "verdict", "red", "first", "two"
CHECKS, SHORT = "checks", "short"
ISOLATED, PUBLISHED, ESTIMATOR = "isolated", "published", "estimator"
JUDGING = ("--impl=emitter_reference",)
ARGUMENTS: Mapping[str, Sequence[str]] = {
    FLOOR: (),
    IDLE: (),
    VERDICT: JUDGING,
    RED: ("--impl=ten",),
    FIRST: ("--impl=ten", "-x"),
    TWO: (*JUDGING, "--impl=second:Second"),
    CHECKS: (*JUDGING, "--impl-depth=1", "--impl-programs=0"),
    SHORT: (*JUDGING, "--impl-programs=0"),
    ISOLATED: (*JUDGING, "--impl-isolate"),
    PUBLISHED: ("--impl=livekit.rtc",),
    ESTIMATOR: ("estimator.py",),
}


@dataclass(frozen=True)
class Process:
    """The seconds of a process, and its maximum memory."""

    seconds: float
    memory: int


@dataclass(frozen=True)
class Line:
    """A line of the table.

    Attributes:
        what: Name of the measured quantity.
        figures: The figure of each round.
        goal: The figure to reach, or None.
        unit: Unit, printed after a figure.
        at_least: Whether more is better.

    """

    what: str
    figures: Sequence[float]
    goal: float | None = None
    unit: str = " x"
    at_least: bool = False

    def cells(self) -> tuple[str, ...]:
        """Return the median, its absolute deviation, the goal and whether it is met."""
        middle = statistics.median(self.figures)
        spread = statistics.median(abs(each - middle) for each in self.figures)
        deviation = f"± {spread:.3g}" if len(self.figures) > 1 else "measured once"
        if self.goal is None:
            return self.what, f"{middle:.3g}{self.unit}", deviation, "", ""
        holds = middle >= self.goal if self.at_least else middle <= self.goal
        word = "at least" if self.at_least else "at most"
        goal = f"{word} {self.goal:g}{self.unit}"
        return self.what, f"{middle:.3g}{self.unit}", deviation, goal, "yes" if holds else "**no**"


class Environments:
    """The environments, and a project for pytest to run in.

    Args:
        folder: The folder in which they are built.

    """

    def __init__(self, folder: Path) -> None:
        self.project = folder / "project"
        self.project.mkdir()
        files = {"test_one": TRIVIAL, "estimator": PEER_TEST, "second": SECOND, "ten": TEN}
        for name, text in files.items():
            (self.project / f"{name}.py").write_text(text, encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
        subprocess.run([*pip, "--wheel-dir", str(folder), str(ROOT)], check=True)
        livekit = f"{LIVEKIT}=={LIVEKIT_VERSION}"
        kit = [str(next(folder.glob("*.whl"))), *OTHERS, livekit]
        self.kit = _environment(folder / "kit", kit)
        self.versions = {name: _version(self.kit, name) for name in (KIT, *OTHERS, LIVEKIT)}
        self.peer = _environment(folder / "peer", [*OTHERS, PEER])
        self.versions[PEER] = _version(self.peer, PEER)
        plain = [f"{name}=={self.versions[name]}" for name in OTHERS]
        self.plain = _environment(folder / "plain", plain)

    def pytest(self, name: str) -> Process:
        """Run pytest to its end."""
        python = {FLOOR: self.plain, ESTIMATOR: self.peer}.get(name, self.kit)
        return self.run([str(python), "-m", "pytest", "-q", *ARGUMENTS[name]], (0, 1))

    def run(self, command: Sequence[str], codes: Sequence[int] = (0,)) -> Process:
        """Run a process to its end."""
        environment = {**os.environ}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody works without these caches
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=self.project, env=environment, stdout=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in codes:
            raise subprocess.CalledProcessError(process.returncode, list(command))
        return Process(seconds, used.ru_maxrss)

    def programs(self, *what: str) -> Any:
        """Return the measurements of `benchmark_programs.py`."""
        command = [str(self.kit), str(PROGRAMS), *what]
        return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def _environment(folder: Path, packages: Sequence[str]) -> Path:
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", *packages], check=True)
    return python


def _version(python: Path, package: str) -> str:
    text = f"from importlib.metadata import version; print(version('{package}'))"
    run = subprocess.run([str(python), "-c", text], stdout=subprocess.PIPE, check=True)
    return run.stdout.decode().strip()


def in_turn(environments: Environments, rounds: int) -> list[dict[str, Process]]:
    """Run every command once in each round, after a round that fills caches and does not count."""
    turns = []
    for number in range(rounds + 1):
        turns.append({name: environments.pytest(name) for name in ARGUMENTS})
        print(f"round {number} of {rounds}", file=sys.stderr)
    return turns[1:]


def lines(turns: Sequence[Mapping[str, Process]]) -> list[Line]:
    """Return the comparison of whole processes in the same rounds."""

    def ratios(name: str, less: str = "") -> list[float]:
        return [
            (turn[name].seconds - (turn[less].seconds if less else 0)) / turn[FLOOR].seconds
            for turn in turns
        ]

    memory = [turn[VERDICT].memory / turn[FLOOR].memory for turn in turns]
    peer = [turn[VERDICT].seconds / turn[ESTIMATOR].seconds for turn in turns]
    isolated = [turn[ISOLATED].seconds / turn[VERDICT].seconds for turn in turns]
    return [
        Line("floor: pytest, Hypothesis installed, one test", _seconds(turns, FLOOR), unit=" s"),
        Line("default verdict on the reference", ratios(VERDICT), 4.5),
        Line("of that: all clauses", ratios(CHECKS)),
        Line("of that: every program up to five operations", ratios(SHORT, CHECKS)),
        Line("of that: 2 000 random programs", ratios(VERDICT, SHORT)),
        Line(f"default verdict on {LIVEKITS}", ratios(PUBLISHED), 6.0),
        Line("on the reference, to scikit-learn's checks of an estimator", peer, 1.0),
        Line("isolated, to in process", isolated, 1.15),
        Line("ten broken clauses, shrunk, with scripts", ratios(RED), 3.0),
        Line("the first failure, with `-x`", ratios(FIRST), 1.3),
        Line("each further candidate", ratios(TWO, VERDICT), 2.5),
        Line("pytest where the kit is installed and not used", ratios(IDLE), 1.02),
        Line("memory of a default verdict", memory, 1.3),
    ]


def _seconds(turns: Sequence[Mapping[str, Process]], name: str) -> list[float]:
    return [turn[name].seconds for turn in turns]


def lines_of_the_limit(environments: Environments, floor: float) -> list[Line]:
    """Return what the work itself takes: the same steps and programs, neither watched nor judged.

    Args:
        environments: The environments.
        floor: The seconds of the floor.

    """
    what = "the same steps and programs, bare, on"
    names = {"the reference": "emitter_reference", LIVEKITS: "livekit.rtc"}
    return [
        Line(
            f"{what} {name}", [seconds / floor for seconds in environments.programs("bare", module)]
        )
        for name, module in names.items()
    ]


def lines_of_programs(environments: Environments) -> list[Line]:
    """Return the comparison of programs judged with programs that are only run."""
    rates = environments.programs("rates")
    machine = environments.programs("machine")
    return [
        Line("programs judged in a second", [judged for judged, _ in rates], unit=""),
        Line("programs run in a second, and not judged", [bare for _, bare in rates], unit=""),
        Line("the one by the other", [judged / bare for judged, bare in rates], 0.5, at_least=True),
        Line("as many programs of a Hypothesis state machine, to those judged", [machine]),
    ]


def lines_of_many(environments: Environments, many: int) -> list[Line]:
    """Return the comparison of many random programs with few."""
    seconds, memory = environments.programs(str(FEW))
    more_seconds, more_memory = environments.programs(str(many))
    each = (more_seconds / many) / (seconds / FEW)
    judge = ["-m", "emitter_conformance", "judge", "emitter_reference", "--depth=1"]
    search = [str(environments.kit), *judge, f"--programs={many}"]
    one, two = (environments.run([*search, f"--jobs={jobs}"]).seconds for jobs in (1, 2))
    return [
        Line(f"time for each of {many:,} random programs, to that of {FEW:,}", [each], 1.1),
        Line(f"memory for {many:,}, to that of {FEW:,}", [more_memory / memory], 1.1),
        Line(f"{many:,} in one process, to the same in two", [one / two], 1.6, at_least=True),
    ]


def text_of(measured: Sequence[Line], environments: Environments, rounds: int) -> str:
    """Return the text between the marks."""
    metadata = pyperf.Run([1.0], metadata={"name": "machine"}).get_metadata()
    versions = ", ".join(f"{name} {version}" for name, version in environments.versions.items())
    machine = f"Python {metadata['python_version'].partition(' ')[0]}, {versions}; "
    machine += f"{metadata['cpu_count']} processors; pyperf {pyperf.__version__}."
    how = f"Medians of {rounds} rounds, with the median absolute deviation; x is the floor."
    head = ("what", "measured", "spread", "goal", "holds")
    return f"{machine}\n{how}\n\n{table(head, [line.cells() for line in measured])}"


def main() -> None:
    """Measure, print and write the table."""
    parser = argparse.ArgumentParser(description="Measure how fast verdicts are.")
    parser.add_argument("--rounds", type=int, default=9, help="how often each process runs")
    parser.add_argument("--million", type=int, default=1_000_000, help="how many programs are many")
    parser.add_argument("--quick", action="store_true", help="whole processes only; write nothing")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="emitter-conformance-") as folder:
        environments = Environments(Path(folder))
        measured = lines(in_turn(environments, arguments.rounds))
        measured += lines_of_the_limit(environments, statistics.median(measured[0].figures))
        measured += lines_of_programs(environments)
        if not arguments.quick:
            measured += lines_of_many(environments, arguments.million)
        text = text_of(measured, environments, arguments.rounds)
    print(text)
    if not arguments.quick:
        before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        DOCUMENT.write_text(f"{before}{BEGIN}\n{text}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
