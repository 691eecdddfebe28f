"""Judges the reference and the variants again and again, and fails if a verdict differs.

    python conformance/tests/proofs/determinism.py [RUNS]

Each run is a process of its own with another PYTHONHASHSEED; by default a thousand runs.
What a failure shows may differ, for an emitter whose own order does: it is reported, and no more.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import emitter_reference.emitter
from document import silent
from emitters import VARIANTS, candidate, results

OF_ONE_RUN = re.compile(".* in this run$")
EMITTERS = [Path(emitter_reference.emitter.__file__), *VARIANTS]


def verdict(path: Path) -> str:
    """Return the verdict on an emitter in this process, without times."""
    with silent():
        found = results(candidate(path))
    return json.dumps([{**result.to_data(), "seconds": 0} for result in found])


def run(number: int) -> tuple[Path, str]:
    """Judge the next emitter in a new process."""
    path = EMITTERS[number % len(EMITTERS)]
    process = subprocess.run(
        [sys.executable, __file__, "--one", str(path)],
        env={**os.environ, "PYTHONHASHSEED": str(number)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return path, process.stdout


def main(arguments: Sequence[str]) -> int:
    """Judge again and again, count and compare."""
    if arguments[:1] == ["--one"]:
        print(verdict(Path(arguments[1])))
        return 0
    runs = int(arguments[0]) if arguments else 1000
    said: dict[Path, set[str]] = {path: set() for path in EMITTERS}
    with ThreadPoolExecutor(2) as pool:
        for path, text in pool.map(run, range(runs)):
            said[path].add(text)
    differing = [path.stem for path, texts in said.items() if len(set(map(outcomes, texts))) > 1]
    print(f"{runs} runs over {len(EMITTERS)} emitters, {len(differing)} with verdicts that differ")
    shown = [path.stem for path, texts in said.items() if len(texts) > 1]
    print("what failures show differs for:", ", ".join(shown) or "none")
    print(*differing, sep="\n", file=sys.stderr)
    return int(bool(differing))


def outcomes(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the outcomes of a verdict, and the observations that do not depend on the run."""
    return tuple(
        (result["clause"], result["outcome"], OF_ONE_RUN.sub("", result["observation"]))
        for result in json.loads(text)
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
