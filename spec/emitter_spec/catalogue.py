"""All chapters together: the catalogue that a program reads."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .clause import Chapter, Clause, Edition, Level
from .parser import SpecificationError, parse_chapter, parse_editions

TEXT = Path(__file__).parent
INFORMATIVE = ("algorithm",)  # pages among the chapters that have no clauses


@dataclass(frozen=True)
class Specification:
    """Every edition and every chapter, in reading order.

    Iterating gives the clauses.
    """

    editions: tuple[Edition, ...]
    chapters: tuple[Chapter, ...]

    def __iter__(self) -> Iterator[Clause]:
        for chapter in self.chapters:
            yield from chapter.clauses

    def __getitem__(self, clause_id: str) -> Clause:
        """Return the clause of that id.

        Raises:
            KeyError: No clause has it.

        """
        for clause in self:
            if clause.id == clause_id:
                return clause
        raise KeyError(clause_id)

    def edition(self, name: str) -> Edition:
        """Return the edition of that name.

        Raises:
            KeyError: No edition has it; the message names the known ones.

        """
        for edition in self.editions:
            if edition.name == name:
                return edition
        raise KeyError(f"no edition '{name}' (known: {', '.join(e.name for e in self.editions)})")

    @property
    def rules(self) -> tuple[Clause, ...]:
        """The clauses that no other clause implies."""
        return tuple(clause for clause in self if clause.is_rule)

    def corollaries(self, rule: Clause) -> tuple[Clause, ...]:
        """Return the clauses that follow from a rule."""
        return tuple(clause for clause in self if rule.id in clause.follows)

    def clauses(self, edition: str, level: Level | None = None) -> tuple[Clause, ...]:
        """Return the clauses of an edition, of one level if it is named."""
        return tuple(
            clause
            for clause in self
            if edition in clause.editions and level in (None, clause.level)
        )


@functools.cache
def load(text: Path = TEXT) -> Specification:
    """Read the specification from `text`, a folder with `editions.md` and `chapters/*.md`.

    Raises:
        SpecificationError: A file is malformed; the message begins with file and line.

    """
    editions = parse_editions(text / "editions.md")
    chapters = sorted(
        (
            parse_chapter(path, editions)
            for path in (text / "chapters").glob("*.md")
            if path.stem not in INFORMATIVE
        ),
        key=lambda chapter: (chapter.number, chapter.name),
    )
    for before, after in zip(chapters, chapters[1:]):
        if before.number == after.number:
            raise SpecificationError(after.path, 1, f"chapter {after.number} is {before.name}")
    specification = Specification(editions, tuple(chapters))
    for chapter in chapters:
        for clause in chapter.clauses:
            _check_rules(specification, chapter, clause)
    return specification


def _check_rules(specification: Specification, chapter: Chapter, clause: Clause) -> None:
    """Refuse a corollary of what is not there, of another corollary, or of other editions."""
    known = {each.id: each for each in specification}
    for name in clause.follows:
        rule = known.get(name)
        if rule is None:
            raise SpecificationError(chapter.path, clause.line, f"no clause '{name}' to follow")
        if not rule.is_rule:
            reason = f"'{name}' follows from {rule.follows[0]} itself"
            raise SpecificationError(chapter.path, clause.line, reason)
        if not {*clause.editions} <= {*rule.editions}:
            reason = f"'{name}' is not in every edition of {clause.id}"
            raise SpecificationError(chapter.path, clause.line, reason)
