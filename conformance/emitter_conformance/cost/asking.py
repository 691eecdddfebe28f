"""The command `emitter-conformance cost`: measures, shows and writes costs.

It is loaded when it is used, and so is pyperf, which does not come with the kit.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

from emitter_conformance import candidate, reports
from emitter_conformance.files import write_atomically
from emitter_conformance.mistake import Mistake

FORMATS = {".json": "saved", ".html": "page", ".md": "markdown", ".txt": "table"}
REFERENCE = "emitter_reference"
MISSING = "cost needs pyperf: pip install 'emitter-conformance[cost]'"


class CannotMeasure(Mistake):
    """The costs cannot be told; the message is one line for the user."""


def run(asked: argparse.Namespace) -> int:
    """Measure candidates beside the reference.

    Args:
        asked: `candidate`, what the user wrote for each; `report`, the files to write; `quick`.

    Raises:
        Mistake: The user made one.

    """
    paths = [Path(path) for path in asked.report]
    endings = [_ending(path) for path in paths]
    reports.check_places(paths)
    require()
    from . import measuring, table

    folder = Path.cwd()
    given = candidate.load_all(asked.candidate, lambda each: candidate.load(each, folder))
    measured = [candidate.load(REFERENCE, folder), *given]
    effort = measuring.QUICK if asked.quick else measuring.Effort()
    cost = measuring.Measuring(measured, effort).run(progress)
    print(table.render(cost), end="")
    names = " ".join(shlex.quote(each) for each in asked.candidate)
    print(f"\ncost is not normative; judge first: emitter-conformance judge {names}")
    for path, ending in zip(paths, endings):
        text = importlib.import_module(f"{__package__}.{FORMATS[ending]}").render(cost)
        try:
            write_atomically(path, text.encode("utf-8", "backslashreplace").decode("utf-8"))
        except OSError as error:
            raise CannotMeasure(f"{path}: cannot be written: {error.strerror or error}") from None
        print(f"report: {path}")
    return 0


def require() -> None:
    """Make sure that pyperf is there.

    Raises:
        CannotMeasure: It is not.

    """
    try:
        importlib.import_module("pyperf")
    except ImportError:
        raise CannotMeasure(MISSING) from None


def progress(plan: Sequence[tuple[object, int]]) -> Iterable[tuple[object, int]]:
    """Show a bar where a person looks on, if tqdm is installed."""
    shown: Iterable[tuple[object, int]] = plan
    with contextlib.suppress(ImportError):
        tqdm = importlib.import_module("tqdm").tqdm
        shown = tqdm(plan, "cost", unit=" rows", ncols=80, leave=False, disable=None)
    return shown


def _ending(path: Path) -> str:
    for known in FORMATS:
        if path.name.endswith(known):
            return known
    raise CannotMeasure(f"{path}: not a format; end it with {', '.join(FORMATS)}")
