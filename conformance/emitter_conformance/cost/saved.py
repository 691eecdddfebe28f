"""Costs as JSON: a file of pyperf, which its own commands read, with what the kit adds to it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pyperf

from emitter_conformance.core.errors import Mistake, reason
from emitter_conformance.verdict.report import Environment

from .figures import Cost, Place
from .operations import KNOWN

FORMAT = 1
OWN = "emitter_conformance"
MACHINE = (
    *("aslr", "cpu_config", "cpu_count", "cpu_freq", "cpu_model_name", "load_avg_1min", "platform"),
    *("python_compiler", "python_implementation", "python_version", "timer"),
)


class CostError(Mistake):
    """Costs cannot be read or written; the message is one line for the user."""


def machine() -> dict[str, Any]:
    """Return what pyperf knows of the machine, without its name and without paths."""
    known = pyperf.Run([1.0]).get_metadata()
    return {key: known[key] for key in MACHINE if key in known}


def render(cost: Cost) -> str:
    """Return costs as JSON; `python -m pyperf stats` reads it."""
    written = io.StringIO()
    pyperf.BenchmarkSuite(list(cost.benchmarks.values())).dump(written)
    data = json.loads(written.getvalue())
    data[OWN] = {
        "format": FORMAT,
        "finished": cost.finished,
        "environment": vars(cost.environment),
        "quick": cost.quick,
        "candidates": cost.candidates,
        "problems": [{**vars(place), "word": word} for place, word in cost.problems.items()],
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def load(path: Path) -> Cost:
    """Read saved costs.

    Raises:
        CostError: The file cannot be read, or is not one that this kit would write.

    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise CostError(f"{path}: cannot be read: {reason(error)}") from None
    try:
        return _cost(json.loads(text)[OWN], pyperf.BenchmarkSuite.loads(text))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError):
        raise CostError(f"{path}: is not a saved cost; measure again") from None


def _cost(own: dict[str, Any], suite: pyperf.BenchmarkSuite) -> Cost:
    if own["format"] != FORMAT:
        raise ValueError(own["format"])
    candidates = tuple(map(str, own["candidates"]))

    def place(data: dict[str, Any]) -> Place:
        found = Place(*(data[key] for key in Place.__annotations__))
        is_known = found.size in KNOWN[found.operation].sizes
        if not is_known or found.candidate not in range(len(candidates)):
            raise ValueError(found)
        return found

    return Cost(
        str(own["finished"]),
        Environment(**own["environment"]),
        candidates,
        {place(benchmark.get_metadata()): benchmark for benchmark in suite},
        {place(problem): str(problem["word"]) for problem in own["problems"]},
        bool(own.get("quick")),
    )
