"""What the values of the checks show is counted."""

from __future__ import annotations

from catalogue_kills import CHECKS, Kills, kills, section
from emitters import DEFECTS, name

CLASSES = "arity.test_classes"


def shown(defect: str) -> Kills:
    """Return what shows a defect."""
    return kills(next(path for path in DEFECTS if name(path) == f"defects/{defect}"))


def test_value_that_shows_a_defect_alone() -> None:
    """A value counts for the defect that passes with all others."""
    found = shown("arity/metaclasses_are_overlooked")
    (place,) = (
        place
        for place, entry in enumerate(CHECKS[CLASSES].lists["callback"])
        if entry.name == "a class with a metaclass"
    )
    assert (found.values, found.together) == ({(CLASSES, "callback", place)}, set())


def test_values_that_show_a_defect_together() -> None:
    """Two values count as a pair where neither shows the defect alone."""
    found = shown("arity/caches_of_functions_take_everything")
    assert found.together == {"callback, given"}
    assert {argument for _, argument, _ in found.values} == {"callback", "given"}


def test_defect_that_every_case_shows() -> None:
    """A check that fails in its plainest case counts no value."""
    assert shown("removal/none_raises") == Kills()


def test_section_counts_defects() -> None:
    """The section counts the values that are needed, and the defects of each pair."""
    text = section([Kills({(CLASSES, "callback", 1)}, {"callback, given"})] * 2)
    number = sum(
        len(of) - 1
        for key, each in CHECKS.items()
        if key[:6] == "arity."
        for of in each.lists.values()
    )
    assert f"| arity | {number} | 1 |\n" in text
    assert text.endswith("| callback, given | 2 |\n")
