"""All chapters together: the catalogue that a program reads."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .clause import Chapter, Clause, Edition, Level, Term
from .parser import SpecificationError, parse_chapter, parse_editions, parse_glossary

TEXT = Path(__file__).parent
INFORMATIVE = ("algorithm",)  # pages among the chapters that have no clauses


@dataclass(frozen=True)
class Specification:
    """Every edition, every chapter and every defined word, in reading order.

    Iterating gives the clauses.
    """

    editions: tuple[Edition, ...]
    chapters: tuple[Chapter, ...]
    glossary: tuple[Term, ...] = ()

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

    def see_also(self, clause: Clause) -> tuple[Clause, ...]:
        """Return the clauses that one refers to or that refer to it, without its rules."""
        return tuple(
            other
            for other in self
            if other is not clause
            and other.id not in clause.follows
            and clause.id not in other.follows
            and (_refers(clause, other) or _refers(other, clause))
        )

    def clauses(self, edition: str, level: Level | None = None) -> tuple[Clause, ...]:
        """Return the clauses of an edition, of one level if it is named."""
        return tuple(
            clause
            for clause in self
            if edition in clause.editions and level in (None, clause.level)
        )


@functools.cache
def load(text: Path = TEXT) -> Specification:
    """Read the specification from `text`, a folder with its Markdown.

    These are `editions.md`, `chapters/*.md` and, if it is there, `glossary.md`.

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
    glossary = text / "glossary.md"
    terms = parse_glossary(glossary) if glossary.exists() else ()
    specification = Specification(editions, tuple(chapters), terms)
    for chapter in chapters:
        for clause in chapter.clauses:
            _check_rules(specification, chapter, clause)
    return specification


def _refers(clause: Clause, other: Clause) -> bool:
    """Whether the text of a clause names another one."""
    return any(f"`{other.id}`" in text for text in (clause.exception, clause.why, clause.hint))


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
