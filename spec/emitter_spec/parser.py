"""Reads a chapter's Markdown; refuses what is malformed with file and line.

The form of a clause, in this order:

    ## chapter.slug
    - Editions: 1.0, 1.2
    - Not in: next                 (left out if a draft has all of the edition before it)
    - Applies to: classes          (left out for a clause about every emitter)
    - Follows from: chapter.slug   (left out for a rule)
    - Asked of: thread-safe        (or "Not asked of: double"; left out if the rules of the
                                    profiles say who is asked)
    - Needs: off                   (left out if an `on` and `emit` are enough)
    > One sentence with one normative word.
    *Except.* Prose.               (left out where there is no exception)
    *Why.* Prose.
    *If this fails.* Prose.        (left out for a clause with MAY, which nothing breaks)
    ```python
    example
    ```

A chapter that says `- Optional: needs <package>` below its heading has no clause with MUST.
`Asked of`, `Not asked of` and `Needs` below its heading hold for each clause that has no own.
A clause is referred to by a link, whose text is its id: [`chapter.slug`](chapter.md#chapterslug).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from .clause import Chapter, Clause, Edition, Level, Subject, Term
from .profile import METHODS, PROFILES

TITLE = re.compile(r"# (\d{1,3})\. (\S.*)")
CLAUSE_ID = re.compile(r"[a-z_]+\.[a-z0-9]+(?:-[a-z0-9]+)*")
NORMATIVE = re.compile(r"\b(MUST|SHOULD|MAY)\b")
TERM = re.compile(r"- \*\*(\w[\w -]*)\*\*: (\S.*)")
EDITION = re.compile(r"- \*\*(\S+)\*\*( \(draft\))?: (\S.*)")
OPTIONAL = re.compile(r"- Optional: needs ([a-z][\w-]*)")
FIELD = re.compile(r"- (Asked of|Not asked of|Needs): (\S.*)")
REFERENCE = re.compile(r"\[(`[a-z_]+\.[a-z0-9-]+`)\]\([^()]*\)")
EXCEPT = "*Except.*"
WHY = "*Why.*"
HINT = "*If this fails.*"


class SpecificationError(ValueError):
    """A chapter cannot be read; the message is `file:line: reason`."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")


@dataclass(frozen=True)
class _Block:
    """Consecutive lines without a blank one, or one fenced example."""

    line: int
    lines: tuple[str, ...]

    @property
    def first(self) -> str:
        return self.lines[0]

    @property
    def text(self) -> str:
        return " ".join(line.strip() for line in self.lines)


def parse_editions(path: Path) -> tuple[Edition, ...]:
    """Read the editions from their page: one list item each, the default first.

    Raises:
        SpecificationError: There is none, one is named twice, or the default is a draft.

    """
    editions: list[Edition] = []
    for number, text in enumerate(_lines(path), 1):
        found = EDITION.fullmatch(text)
        if found is None:
            continue
        if any(edition.name == found[1] for edition in editions):
            raise SpecificationError(path, number, f"edition {found[1]} is named twice")
        edition = Edition(found[1], found[3], draft=bool(found[2]))
        if edition.draft and not editions:
            raise SpecificationError(path, number, f"the default, {found[1]}, cannot be a draft")
        editions.append(edition)
    if not editions:
        raise SpecificationError(path, 1, "no edition is named")
    return tuple(editions)


def parse_glossary(path: Path) -> tuple[Term, ...]:
    """Read the words of the glossary: one list item each.

    Raises:
        SpecificationError: There is none, or one is defined twice.

    """
    terms: list[Term] = []
    for number, text in enumerate(_lines(path), 1):
        found = TERM.fullmatch(text)
        if found is None:
            continue
        if any(term.word == found[1] for term in terms):
            raise SpecificationError(path, number, f"'{found[1]}' is defined twice")
        terms.append(Term(found[1], unlinked(found[2])))
    if not terms:
        raise SpecificationError(path, 1, "no word is defined")
    return tuple(terms)


def parse_chapter(path: Path, editions: Sequence[Edition]) -> Chapter:
    """Read one chapter.

    Raises:
        SpecificationError: The file breaks the form described at the head of this module.

    """
    blocks = list(_blocks(path))
    title = TITLE.fullmatch(blocks[0].first) if blocks else None
    if title is None:
        raise SpecificationError(path, 1, "a chapter begins with a heading '# <number>. <title>'")
    starts = [place for place, block in enumerate(blocks) if block.first.startswith("## ")]
    ends = [*starts[1:], len(blocks)]
    opening = blocks[: starts[0] if starts else None]
    needs, fields = _needs(path, opening), _fields(opening)
    clauses: list[Clause] = []
    for start, end in zip(starts, ends):
        clause = _ClauseReader(path, editions, blocks[start:end], needs, fields).read()
        if any(clause.id == earlier.id for earlier in clauses):
            raise SpecificationError(path, clause.line, f"duplicate id {clause.id}")
        clauses.append(clause)
    if not clauses:
        raise SpecificationError(path, 1, "a chapter has at least one clause")
    texts = [blocks[0].lines[1:], *(block.lines for block in opening[1:])]
    introduction = unlinked("\n\n".join("\n".join(lines) for lines in texts if lines))
    return Chapter(path.stem, int(title[1]), title[2], path, introduction, tuple(clauses), needs)


def unlinked(text: str) -> str:
    """Return Markdown whose references to clauses are ids alone, which a program links itself."""
    return REFERENCE.sub(r"\1", text)


def _needs(path: Path, opening: Sequence[_Block]) -> str:
    """Return the package that an optional chapter needs, or ""."""
    for block in opening:
        for number, line in enumerate(block.lines, block.line):
            found = OPTIONAL.fullmatch(line)
            if found is not None:
                return found[1]
            if line.startswith("- Optional"):
                raise SpecificationError(path, number, "expected '- Optional: needs <package>'")
    return ""


def _fields(opening: Sequence[_Block]) -> dict[str, str]:
    """Return the fields that hold for each clause of a chapter that has no own."""
    lines = [line for block in opening for line in block.lines]
    return {found[1]: found[2] for found in map(FIELD.fullmatch, lines) if found}


@dataclass(frozen=True)
class _Metadata:
    """The fields of a clause."""

    editions: tuple[str, ...]
    subject: Subject
    follows: tuple[str, ...]
    asked: tuple[str, ...]
    not_asked: tuple[str, ...]
    methods: tuple[str, ...]


class _ClauseReader:
    """Reads the blocks of one clause."""

    def __init__(
        self,
        path: Path,
        editions: Sequence[Edition],
        blocks: list[_Block],
        needs: str,
        fields: dict[str, str],
    ) -> None:
        self.path = path
        self.editions = editions
        self.needs = needs
        self.fields = fields
        self.heading, *self.blocks = blocks

    def read(self) -> Clause:
        clause_id = self.heading.first[3:]
        if CLAUSE_ID.fullmatch(clause_id) is None:
            self.refuse(self.heading, f"'{clause_id}' is not an id of the form chapter.some-words")
        chapter = self.path.stem
        if clause_id.partition(".")[0] != chapter:
            self.refuse(self.heading, f"'{clause_id}' does not belong to chapter {chapter}")
        metadata = self.metadata()
        sentence, level = self.sentence()
        exception = self.prose(EXCEPT) if self.next_is(EXCEPT) else ""
        why = self.prose(WHY)
        if level is Level.OPEN and self.next_is(HINT):
            self.refuse(self.blocks[0], "nothing breaks a clause with MAY")
        hint = "" if level is Level.OPEN else self.prose(HINT)
        return Clause(
            id=clause_id,
            level=level,
            editions=metadata.editions,
            subject=metadata.subject,
            sentence=sentence,
            why=why,
            hint=hint,
            example=self.example(),
            chapter=chapter,
            line=self.heading.line,
            needs=self.needs,
            follows=metadata.follows,
            exception=exception,
            profiles=_profiles(metadata, level),
            methods=metadata.methods,
            draft=all(each.draft for each in self.editions if each.name in metadata.editions),
        )

    def metadata(self) -> _Metadata:
        block = self.take("- Editions: ", "its editions ('- Editions: 1.0')")
        own = dict(line[2:].partition(": ")[::2] for line in block.lines)
        fields = {**self.fields, **own}
        known = tuple(each.name for each in self.editions)
        names = self.some(block, fields.pop("Editions"), "edition", known)
        drafts = tuple(each.name for each in self.editions if each.draft)
        without = self.some(block, fields.pop("Not in", ""), "draft", drafts)
        for before, edition in zip(self.editions, self.editions[1:]):
            if edition.draft and before.name in names and edition.name not in (*names, *without):
                names += (edition.name,)
        subject = fields.pop("Applies to", Subject.EMITTERS.value)
        if subject not in [member.value for member in Subject]:
            self.refuse(block, f"a clause cannot apply to '{subject}'")
        rules = fields.pop("Follows from", "")
        follows = tuple(rules.split(", ")) if rules else ()
        for rule in follows:
            if CLAUSE_ID.fullmatch(rule) is None:
                self.refuse(block, f"'{rule}' is not an id of the form chapter.some-words")
        profiles = tuple(each.name for each in PROFILES)
        metadata = _Metadata(
            names,
            Subject(subject),
            follows,
            self.some(block, fields.pop("Asked of", ""), "profile", profiles),
            self.some(block, fields.pop("Not asked of", ""), "profile", profiles),
            self.some(block, fields.pop("Needs", ""), "method", METHODS),
        )
        if fields:
            self.refuse(block, f"unknown field '{next(iter(fields))}'")
        return metadata

    def some(self, block: _Block, value: str, what: str, known: tuple[str, ...]) -> tuple[str, ...]:
        """Return the words of a field, each of which has to be a known one."""
        words = tuple(value.split(", ")) if value else ()
        for word in words:
            if word not in known:
                self.refuse(block, f"unknown {what} '{word}' (known: {', '.join(known)})")
        return words

    def sentence(self) -> tuple[str, Level]:
        block = self.take("> ", "its sentence ('> ...')")
        text = " ".join(line.lstrip("> ") for line in block.lines)
        words = NORMATIVE.findall(text)
        if not words:
            self.refuse(block, "no level: the sentence has none of MUST, SHOULD, MAY")
        if len(words) > 1:
            self.refuse(block, f"two normative words: {' and '.join(words)}")
        if not text.endswith(".") or ". " in text:
            self.refuse(block, "the norm is one sentence and ends with a full stop")
        if self.needs and words[0] == Level.MUST.value:
            self.refuse(block, "a clause of an optional chapter cannot say MUST")
        return text, Level(words[0])

    def prose(self, label: str) -> str:
        parts = [self.take(label, f"'{label}'").text[len(label) :]]
        while self.blocks and not self.blocks[0].first.startswith(("*", "```")):
            parts.append(self.blocks.pop(0).text)
        text = unlinked(" ".join(parts).strip())
        if not text:
            self.refuse(self.heading, f"'{label}' says nothing")
        return text

    def example(self) -> str:
        block = self.take("```python", "its example ('```python')")
        if self.blocks:
            self.refuse(self.blocks[0], "a clause ends with its example")
        if block.lines[-1] != "```":
            self.refuse(block, "the example ends with '```' and a blank line")
        return "\n".join(block.lines[1:-1]) + "\n"

    def next_is(self, start: str) -> bool:
        return bool(self.blocks) and self.blocks[0].first.startswith(start)

    def take(self, start: str, what: str) -> _Block:
        if not self.next_is(start):
            self.refuse(self.blocks[0] if self.blocks else self.heading, f"expected {what}")
        return self.blocks.pop(0)

    def refuse(self, block: _Block, reason: str) -> NoReturn:
        raise SpecificationError(self.path, block.line, reason)


def _profiles(metadata: _Metadata, level: Level) -> tuple[str, ...]:
    """Return the names of the profiles whose candidates are asked a clause."""
    asked = metadata.asked or [
        each.name for each in PROFILES if level in each.levels and metadata.subject in each.subjects
    ]
    return tuple(name for name in asked if name not in metadata.not_asked)


def _blocks(path: Path) -> Iterator[_Block]:
    """Cut a file into blocks; a fence keeps its blank lines."""
    start, lines, fenced = 0, [], False
    for number, line in enumerate([*_lines(path), ""], 1):
        if line.startswith("```"):
            fenced = not fenced
        if line or fenced:
            start = start or number
            lines.append(line)
        elif lines:
            yield _Block(start, tuple(lines))
            start, lines = 0, []
    if fenced:
        raise SpecificationError(path, start, "the example is not closed")


def _lines(path: Path) -> list[str]:
    try:
        return [line.rstrip() for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise SpecificationError(path, 1, f"cannot be read: {error}") from error
