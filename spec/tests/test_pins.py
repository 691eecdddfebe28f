"""A published edition is frozen: what differs from its pins is in the change log of the text."""

from __future__ import annotations

import dataclasses
import re

import emitter_spec
import pins
import pytest
from emitter_spec import Edition
from emitter_spec.catalogue import TEXT

SPECIFICATION = emitter_spec.load()
EDITIONS = pytest.mark.parametrize("edition", pins.PUBLISHED, ids=lambda each: each.name)
FIRST = list(pins.entries())[-1]
ID = re.compile(r"`([a-z_]+\.[a-z0-9-]+)`")


@EDITIONS
def test_clauses_are_as_they_were_pinned(edition: Edition) -> None:
    """Each clause has the level and the norm of its pin.

    If this fails: name the clause in the newest entry of CHANGES.md, under a new version of the
    text if the last one is published, and run `python spec/tests/pins.py`.
    """
    pinned = pins.read(edition)
    assert pins.current(SPECIFICATION, edition, pinned) == pinned


@EDITIONS
def test_each_change_has_an_entry(edition: Edition) -> None:
    """What was pinned after the first version is named by the entry of its version."""
    entries = {version: {*ID.findall(text)} for version, text in pins.entries().items()}
    changed = [pin for pin in pins.read(edition) if pin.since != FIRST]
    assert [pin for pin in changed if pin.id not in entries[pin.since]] == []


def test_draft_has_no_pins() -> None:
    """Only published editions are frozen."""
    files = {path.name for path in pins.FOLDER.iterdir()}
    assert files == {pins.file_of(edition).name for edition in pins.PUBLISHED}


def test_changed_sentence_is_noticed() -> None:
    """A changed sentence, exception or level differs from its pin."""
    edition = SPECIFICATION.editions[0]
    first, *others = pins.read(edition)
    stale = pins.Pin(first.id, first.level, "0" * 16, FIRST)
    seen = pins.current(SPECIFICATION, edition, [stale, *others])
    assert seen == [dataclasses.replace(first, since=emitter_spec.__version__), *others]


def test_id_is_never_used_again() -> None:
    """A clause that is gone leaves its id behind."""
    gone = {
        name
        for text in pins.entries().values()
        for line in text.splitlines()
        if line.startswith("- **Gone**")
        for name in re.findall(r"`([a-z_]+\.[a-z0-9-]+)` \(", line)
    }
    assert len(gone) == 3
    assert gone & {clause.id for clause in SPECIFICATION} == set()


def test_version_is_that_of_the_newest_entry() -> None:
    """The text, its change log and its first page have one version."""
    assert emitter_spec.__version__ == next(iter(pins.entries()))
    overview = (TEXT / "README.md").read_text(encoding="utf-8")
    assert f"\nVersion {emitter_spec.__version__} of " in overview
