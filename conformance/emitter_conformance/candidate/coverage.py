"""Lines of a candidate that no clause reached, if coverage measures the run."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from emitter_conformance.core.paths import shorter
from emitter_conformance.core.stopping import interrupted

from .loading import Candidate


def unreached(candidate: Candidate, folder: Path) -> tuple[str, ...] | None:
    """Return the lines of a candidate's classes that did not run, by file.

    Args:
        candidate: The candidate. A factory stands for the class of what it makes.
        folder: The user's folder; paths below it are relative to it.

    Returns:
        One string for each file, such as `"mypkg/emitter.py: 40-42, 57"`;
        None if coverage does not measure the candidate.

    """
    coverage: Any = sys.modules.get("coverage")
    current = coverage and coverage.Coverage.current()
    if current is None:
        return None
    measured = {os.path.realpath(file): file for file in current.get_data().measured_files()}
    missing: dict[str, set[int]] = {}
    with candidate.door.opened("coverage"):
        try:
            for file, lines in _classes(candidate, measured):
                not_run = current.analysis2(file)[3]
                missing.setdefault(file, set()).update(lines.intersection(not_run))
        except BaseException as error:  # of the candidate, which may raise anything
            if interrupted(error):
                raise
            missing.clear()
    if not missing:
        return None
    return tuple(
        f"{shorter(file, folder)}: {ranges(sorted(lines))}"
        for file, lines in missing.items()
        if lines
    )


def ranges(numbers: Iterable[int]) -> str:
    """Return ascending numbers as ranges: 40-42, 57."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _classes(candidate: Candidate, measured: Mapping[str, str]) -> Iterable[tuple[str, set[int]]]:
    """Return the file and the lines of each class of the candidate's emitters."""
    for each in type(candidate.make()).__mro__:
        module = sys.modules.get(each.__module__)
        file = measured.get(os.path.realpath(getattr(module, "__file__", None) or ""))
        if file is not None:
            lines, first = inspect.getsourcelines(each)
            yield file, set(range(first, first + len(lines)))
