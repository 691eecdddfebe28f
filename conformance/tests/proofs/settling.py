"""Waivers settle: what is waived stays waived, and no waiver outlives what it is for.

    python conformance/tests/proofs/settling.py [--again N] [--defects] [NAME ...]

Waives what an emitter breaks, by the command and its default search, and judges it: WAIVED. Takes
the last waiver away: NOT CONFORMANT. Mends the emitter: OUTDATED WAIVERS. The emitters are the
example of the documents, versions of the published class, which are downloaded, and the newest of
them with one edit each; with `--defects` all that the tests know. `--again N` judges each N times
more, every other time with a hash seed of its own. Fails where a verdict is another one.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import emitter_reference
import emitter_spec
from document import CONFORMANCE
from emitter_conformance.cli.releases import install
from emitter_conformance.verdict import waivers
from emitters import DEFECTS, SEQUENCES, name

VERSIONS = ("0.11.1", "0.17.0", "0.17.4", "0.17.5", "0.18.1", "0.18.3")
NEWEST = "1.2.1"
ORDERED = "1.0.17 by edition 1.2"
MENDED = Path(emitter_reference.__file__).with_name("emitter.py")
SPECIFICATION = emitter_spec.load()
EXAMPLE = CONFORMANCE / "examples" / "nearly_right.py"

TASK = """\
                        made = callback(*callback_args)
                        if inspect.iscoroutine(made):
                            try:
                                asyncio.get_running_loop().create_task(made)
                            except RuntimeError:
                                made.close()
"""
REMOVED = """\
        if event in self._events:
            self._events[event].pop(callback, None)
"""
REMOVE = """\
        if callback in self._events.get(event, ()):
            self._events[event].remove(callback)
"""
EDITS: Mapping[str, Mapping[str, str]] = {
    "a list": {
        "Dict[Callable, None]] = dict()": "list] = dict()",
        "self._events[event] = {}": "self._events[event] = []",
        "self._events[event][callback] = None": "self._events[event].append(callback)",
        REMOVED: REMOVE,
    },
    "a WeakSet": {
        "import asyncio\n": "import asyncio\nimport weakref\n",
        "Dict[Callable, None]] = dict()": "weakref.WeakSet] = dict()",
        "self._events[event] = {}": "self._events[event] = weakref.WeakSet()",
        "self._events[event][callback] = None": "self._events[event].add(callback)",
        "self._events[event].pop(callback, None)": "self._events[event].discard(callback)",
    },
    "no except TypeError": {"                except TypeError:\n                    raise\n": ""},
    "keyword arguments": {
        "def emit(self, event: T_contra, *args: Any)": (
            "def emit(self, event: T_contra, *args: Any, **more: Any)"
        ),
        "                        callback(*args)\n": (
            "                        callback(*args, **more)\n"
        ),
        "callback(*callback_args)": "callback(*callback_args, **more)",
    },
    "tasks for coroutine functions": {
        "if inspect.iscoroutinefunction(callback) or (": "if False and (",
        "                        callback(*callback_args)\n": TASK,
    },
    "no snapshot": {"list(self._events[event])": "self._events[event]"},
    "no cutting": {"                    if has_varargs:": "                    if True:"},
}
NAMES = ["the example", *VERSIONS, *EDITS, ORDERED]


@dataclass(frozen=True)
class Row:
    """The outcomes of one emitter.

    Attributes:
        name: The emitter.
        waivers: Number of waivers that were written.
        rounds: Number of verdicts that took.
        seconds: Time that took, in seconds.
        rulings: The rulings with the waivers, with one less, and on the mended emitter.
        again: The further rulings with the waivers.

    """

    name: str
    waivers: int
    rounds: int
    seconds: float
    rulings: tuple[str, ...]
    again: tuple[str, ...] = ()

    @property
    def complaint(self) -> str:
        """The wrong outcome in words, or ""."""
        wanted = ["WAIVED 0", "NOT CONFORMANT 1", "OUTDATED WAIVERS 1"]
        if not self.waivers:  # what is broken does not bind
            wanted = ["CONFORMANT 0"]
        if [*self.rulings] != wanted or set(self.again) - {wanted[0]}:
            return f"{self.name}: {', '.join(self.rulings + self.again)}"
        return ""


def source(emitter: str) -> str:
    """Return the source of an emitter."""
    if emitter == "the example":
        return EXAMPLE.read_text(encoding="utf-8")
    text = published(emitter.split()[0] if emitter[0].isdecimal() else NEWEST)
    for old, new in EDITS.get(emitter, {}).items():
        assert text.count(old) == 1, (emitter, old)
        text = text.replace(old, new)
    return text


def published(version: str) -> str:
    """Download a version of the class, and return its source, with a logger of its own."""
    with tempfile.TemporaryDirectory() as folder:
        install(f"livekit=={version}", Path(folder), "--no-deps")
        (path,) = Path(folder).glob("livekit/rtc/*event_emitter.py")
        text = path.read_text(encoding="utf-8")
    logger = 'import logging\n\nlogger = logging.getLogger("livekit")'
    return text.replace("from .log import logger", logger)


def settle(emitter: str, text: str, folder: Path, again: int = 0) -> Row:
    """Return the outcomes of an emitter: waived, with one waiver less, and mended."""
    (folder / "emitter.py").write_text(text, encoding="utf-8")
    words = ["--edition=1.2"] if emitter == ORDERED else []
    start = time.monotonic()
    waiving = command(folder, "waive", *words, "--reason=until 2.0", "--into=accepted.toml")
    seconds = time.monotonic() - start
    path = folder / "accepted.toml"
    written = waivers.read(path, SPECIFICATION) if waiving.returncode == 0 else ()
    rounds = waiving.stdout.count("round ")
    row = Row(emitter, len(written), rounds, seconds, (f"waive {waiving.returncode}",))
    if waiving.returncode:
        return row
    rulings = [ruling(folder, *words)]
    seeds = [str(number // 2) if number % 2 else "random" for number in range(again)]
    more = [ruling(folder, *words, seed=seed) for seed in seeds]
    if written:
        waivers.write(path, written[:-1])
        rulings.append(ruling(folder, *words))
        waivers.write(path, written)
        (folder / "emitter.py").write_text(MENDED.read_text(encoding="utf-8"), encoding="utf-8")
        rulings.append(ruling(folder, *words))
    return replace(row, rulings=tuple(rulings), again=tuple(more))


def ruling(folder: Path, *words: str, seed: str = "random") -> str:
    """Return the ruling and the exit code of a verdict."""
    judging = command(folder, "judge", *words, "--waivers=accepted.toml", seed=seed)
    found = re.findall(r"^([A-Z][A-Z ]+[A-Z])\b", judging.stdout, re.MULTILINE)
    known = [each for each in found if each not in ("MUST", "SHOULD", "SHOULD broken")]
    return f"{known[-1] if known else judging.stdout + judging.stderr} {judging.returncode}"


def command(
    folder: Path, name: str, *words: str, seed: str = "random"
) -> subprocess.CompletedProcess[str]:
    """Run a command of the kit on the emitter of a folder."""
    outputs = ["--reproducers="] if name == "judge" else []
    return subprocess.run(
        [sys.executable, "-m", "emitter_conformance", name, "emitter", *words, *outputs],
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def emitters(names: Sequence[str], with_defects: bool) -> Iterator[tuple[str, str]]:
    """Yield emitters with their sources."""
    for each in NAMES:
        if each in names or not (names or with_defects):
            yield each, source(each)
    for path in [*SEQUENCES, *DEFECTS] if with_defects else ():
        if not names or any(part in name(path) for part in names):
            yield name(path), path.read_text(encoding="utf-8")


def main() -> int:
    """Settle all emitters, and print a table."""
    parser = argparse.ArgumentParser(description="Waive what emitters break, and judge them.")
    parser.add_argument("names", nargs="*", help="these emitters, or with --defects parts of names")
    parser.add_argument("--again", type=int, default=0, help="judge so many times more")
    parser.add_argument("--defects", action="store_true", help="the defects of the tests")
    asked = parser.parse_args()

    def settled(each: tuple[str, str]) -> Row:
        with tempfile.TemporaryDirectory() as folder:
            return settle(*each, Path(folder), asked.again)

    complaints = []
    print("emitter | waivers | rounds | seconds | verdicts")
    with ThreadPoolExecutor(2) as pool:
        for row in pool.map(settled, emitters(asked.names, asked.defects)):
            more = [f"{len(row.again)} more: {', '.join(sorted(set(row.again)))}"] * bool(row.again)
            cells = (row.name, row.waivers, row.rounds, f"{row.seconds:.0f}")
            print(*cells, ", ".join([*row.rulings, *more]), sep=" | ", flush=True)
            complaints += [row.complaint] * bool(row.complaint)
    print(*complaints, sep="\n", file=sys.stderr)
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main())
