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
from typing import TYPE_CHECKING, TypeVar

from emitter_spec import Specification

from emitter_conformance import reports
from emitter_conformance.candidate import loading
from emitter_conformance.core.errors import Mistake
from emitter_conformance.core.paths import format_of, write_atomically, writing
from emitter_conformance.verdict.report import Report

if TYPE_CHECKING:
    from .figures import Cost

FORMATS = {".json": "saved", ".html": "page", ".md": "markdown", ".txt": "table"}
PAGE = ".html"
REFERENCE = "emitter_reference"
Planned = TypeVar("Planned")
NEEDED = {
    "pyperf": "cost needs pyperf (pip install pyperf)",
    "tracemalloc": "cost needs a Python with tracemalloc, such as CPython",
}
"""The modules that not every Python has, and the refusal where one is missing."""


class CannotMeasure(Mistake):
    """The costs cannot be measured; the message is one line for the user."""


def run(asked: argparse.Namespace) -> int:
    """Measure candidates beside the reference.

    Args:
        asked: The arguments `candidate`, `report` (the files to write) and `quick`.

    Raises:
        Mistake: An argument is wrong, or a report cannot be written.

    """
    paths = [Path(path) for path in asked.report]
    endings = [format_of(str(path), FORMATS, CannotMeasure) for path in paths]
    reports.check_places(paths)
    require()
    from . import measuring, table

    folder = Path.cwd()
    given = loading.load_all(asked.candidate, lambda each: loading.load(each, folder))
    measured = [loading.load(REFERENCE, folder), *given]
    effort = measuring.QUICK if asked.quick else measuring.Effort()
    cost = measuring.Measuring(measured, effort).run(progress)
    print(table.render(cost), end="")
    names = " ".join(shlex.quote(each) for each in asked.candidate)
    print(f"\ncost is not normative; judge first: emitter-conformance judge {names}")
    for path, ending in zip(paths, endings):
        _write(path, importlib.import_module(f"{__package__}.{FORMATS[ending]}").render(cost))
        print(f"report: {path}")
    return 0


def costs(saved_as: str | None, paths: Sequence[Path]) -> Cost | None:
    """Read the costs that the pages of verdicts show too, if the user named a file.

    Raises:
        Mistake: The costs cannot be read, or no report is a page.

    """
    if saved_as is None:
        return None
    if not any(path.name.endswith(PAGE) for path in paths):
        raise CannotMeasure(f"--cost={saved_as}: only a report that ends with {PAGE} tells costs")
    require()
    from . import saved

    return saved.load(Path(saved_as))


def join(cost: Cost, report: Report, specification: Specification, paths: Sequence[Path]) -> None:
    """Write the HTML pages among some reports again, with a table of the costs.

    Raises:
        Mistake: A page cannot be written.

    """
    from . import page

    for path in paths:
        if path.name.endswith(PAGE):
            _write(path, page.joined(report, specification, cost))


def _write(path: Path, text: str) -> None:
    with writing(path, CannotMeasure):
        write_atomically(path, text.encode("utf-8", "backslashreplace").decode("utf-8"))


def require() -> None:
    """Import the modules that not every Python has.

    Raises:
        CannotMeasure: One of them is missing.

    """
    for module, refusal in NEEDED.items():
        try:
            importlib.import_module(module)
        except ImportError:
            raise CannotMeasure(refusal) from None


def progress(plan: Sequence[Planned]) -> Iterable[Planned]:
    """Show a progress bar in a terminal, if tqdm is installed."""
    shown: Iterable[Planned] = plan
    with contextlib.suppress(ImportError):
        tqdm = importlib.import_module("tqdm").tqdm
        shown = tqdm(plan, "cost", unit=" rows", ncols=80, leave=False, disable=None)
    return shown
