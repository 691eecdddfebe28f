"""Counts what the values of a check show: defects that fail with one value, or with a pair.

A value counts for a defect that fails with it and passes with the plainest in its place. A pair of
arguments counts for a defect that fails with a value of both and passes with either of them alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from document import silent, table
from emitter_conformance.checks.for_all import ForAll
from emitter_conformance.checks.lookup import suite_module
from emitter_conformance.checks.trial import Trial
from emitters import SPECIFICATION, candidate, declared

SECONDS = 120
CHECKS = {
    f"{chapter.name}.{name}": each
    for chapter in SPECIFICATION.chapters
    if not chapter.needs
    for name, each in vars(suite_module(chapter.name)).items()
    if isinstance(each, ForAll)
}
"""The checks of many cases, by chapter and name."""


@dataclass(frozen=True)
class Kills:
    """What shows one defect.

    Attributes:
        values: The check, the argument and the place of each value that is needed to show it.
        together: The arguments whose values show it together and not alone, as "one, other".

    """

    values: set[tuple[str, str, int]] = field(default_factory=set)
    together: set[str] = field(default_factory=set)


def kills(path: Path) -> Kills:
    """Return what shows a defect, in the checks of the chapters whose clauses it breaks."""
    found, of = Kills(), candidate(path)
    chapters = {SPECIFICATION[clause].chapter for clause in declared(path)}
    with silent(), of.door.opened("kills", SECONDS):
        for name, check in CHECKS.items():
            trial = Trial(of.make, of.file)
            if name.partition(".")[0] in chapters and not _fails(check, trial, check.first):
                _look(name, check, trial, found)
    return found


def _look(name: str, check: ForAll, trial: Trial, found: Kills) -> None:
    alone = {
        (argument, place)
        for argument, values in check.lists.items()
        for place, value in enumerate(values)
        if place and _fails(check, trial, {**check.first, argument: value})
    }
    found.values.update((name, *each) for each in alone)
    for case in check.cases(trial):
        if alone & {*_places(check, case)} or not _fails(check, trial, case):
            continue
        for argument, plainest in check.first.items():
            simpler = {**case, argument: plainest}
            case = simpler if _fails(check, trial, simpler) else case
        needed = sorted(_places(check, case))
        found.values.update((name, *each) for each in needed)
        if len(needed) > 1:
            found.together.add(", ".join(argument for argument, _ in needed))


def _fails(check: ForAll, trial: Trial, case: dict[str, Any]) -> bool:
    return check.failure(trial, case, is_whole=True) is not None


def _places(check: ForAll, case: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Yield the values that are not the plainest; what a source suggests has no place."""
    for argument, value in case.items():
        places = (place for place, each in enumerate(check.lists[argument]) if each is value)
        yield from ((argument, place) for place in places if place)


def section(found: Iterable[Kills]) -> str:
    """Return the section of the kill matrix about the values of checks."""
    values: Counter[tuple[str, str, int]] = Counter()
    pairs: Counter[str] = Counter()
    for each in found:
        values.update(each.values)
        pairs.update(each.together)
    rows = []
    for chapter in SPECIFICATION.chapters:
        tried = [
            (name, argument, place)
            for name, check in CHECKS.items()
            if name.partition(".")[0] == chapter.name
            for argument, of in check.lists.items()
            for place in range(1, len(of))
        ]
        shown = sum(1 for each in tried if values[each])
        if tried:
            rows.append((chapter.name, str(len(tried)), str(shown)))
    return "\n".join(
        [
            "## What the values of the checks show\n",
            "A check tries each value of an argument, and every pair of the values of two.",
            "A value is needed by a defect that fails with it and passes with the plainest one.",
            "With each of them `test_cases.py` finds an emitter reported that goes wrong.\n",
            table(("chapter", "values", "of these needed by a defect above"), rows),
            "Arguments whose values show a defect together, and not alone:\n",
            table(
                ("arguments", "defects"),
                ((pair, str(number)) for pair, number in sorted(pairs.items())),
            ),
        ]
    )
