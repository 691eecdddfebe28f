"""The pins of the published editions: id, level and hash of each norm, and since which text.

    python spec/tests/pins.py

Writes them again, after a change that `CHANGES.md` names. A draft has none: it may change.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import emitter_spec
from emitter_spec import Clause, Edition, Specification
from emitter_spec.catalogue import TEXT

FOLDER = TEXT / "pins"
CHANGES = TEXT / "CHANGES.md"
PUBLISHED = [edition for edition in emitter_spec.load().editions if not edition.draft]
ENTRY = re.compile(r"(?m)^## (\d+\.\d+\.\d+), ")


@dataclass(frozen=True)
class Pin:
    """What is frozen of a clause of an edition.

    Attributes:
        id: The id of the clause.
        level: Its normative word.
        digest: The hash of its sentence and its exception.
        since: The version of the text that it is so since.

    """

    id: str
    level: str
    digest: str
    since: str

    def __str__(self) -> str:
        return f"{self.id} {self.level} {self.digest} {self.since}"

    def is_of(self, clause: Clause) -> bool:
        """Whether the clause is as it was pinned."""
        return (self.id, self.level, self.digest) == (clause.id, clause.level.value, digest(clause))


def digest(clause: Clause) -> str:
    """Return the hash of what binds of a clause."""
    norm = f"{clause.sentence}\n{clause.exception}"
    return hashlib.sha256(norm.encode()).hexdigest()[:16]


def file_of(edition: Edition) -> Path:
    """Return the file with the pins of an edition."""
    return FOLDER / f"{edition.name}.txt"


def read(edition: Edition) -> list[Pin]:
    """Return the pins of an edition."""
    lines = file_of(edition).read_text(encoding="utf-8").splitlines()
    return [Pin(*line.split()) for line in lines]


def current(specification: Specification, edition: Edition, pinned: list[Pin]) -> list[Pin]:
    """Return the pins that an edition has to have: what has changed is so since this version."""
    known = {pin.id: pin for pin in pinned}
    pins = []
    for clause in specification.clauses(edition.name):
        pin = known.get(clause.id)
        if pin is None or not pin.is_of(clause):
            pin = Pin(clause.id, clause.level.value, digest(clause), emitter_spec.__version__)
        pins.append(pin)
    return pins


def entries() -> dict[str, str]:
    """Return the entries of the change log by their versions, the newest first."""
    _, *parts = ENTRY.split(CHANGES.read_text(encoding="utf-8"))
    return dict(zip(parts[::2], parts[1::2]))


def main() -> None:
    """Write the pins of every published edition."""
    specification = emitter_spec.load()
    FOLDER.mkdir(exist_ok=True)
    for edition in PUBLISHED:
        pinned = read(edition) if file_of(edition).exists() else []
        lines = [f"{pin}\n" for pin in current(specification, edition, pinned)]
        file_of(edition).write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
