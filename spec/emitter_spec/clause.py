"""The nouns of the specification: clause, level, edition, chapter."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from pathlib import Path


class Level(enum.Enum):
    """How much a clause binds. The value is the normative word that stands in its sentence."""

    MUST = "MUST"
    SHOULD = "SHOULD"
    OPEN = "MAY"


class Subject(enum.Enum):
    """What a clause speaks about: any emitter, or the class that makes them."""

    EMITTERS = "emitters"
    CLASSES = "classes"


@dataclass(frozen=True)
class Edition:
    """A frozen list of clauses, or the draft of one.

    Attributes:
        name: For example `"1.0"`.
        covers: What the edition describes, one phrase.
        draft: Whether it is about a class that is not published, and may change.

    """

    name: str
    covers: str
    draft: bool = False


@dataclass(frozen=True)
class Term:
    """A word of the glossary.

    Attributes:
        word: For example `"handle"`.
        definition: What it means, Markdown on one line.

    """

    word: str
    definition: str


@dataclass(frozen=True)
class Clause:
    """One normative sentence with what surrounds it in its chapter.

    Attributes:
        id: `chapter.slug`, stable and never reused.
        level: Read from the normative word of the sentence.
        editions: Names of the editions the clause belongs to.
        subject: Whether it can be asked of any emitter or of a class only.
        follows: Ids of the clauses that it is a corollary of; empty for a rule.
        sentence: The norm, on one line.
        exception: Cases that the norm does not speak about, normative too, or "".
        why: The reason, and where upstream does it.
        hint: What to look at when a candidate breaks the clause; "" for an open clause.
        example: Runnable source; it expects the name `EventEmitter`.
        chapter: Name of the chapter, the first part of the id.
        line: Line of the clause's heading in the chapter's file.
        needs: The package without which its chapter is not judged, or "": see `Chapter`.
        profiles: Names of the profiles whose candidates are asked the clause.
        methods: The methods, beside an `on` and `emit`, that a fake needs for being asked it.
        draft: Whether it belongs to drafts alone.

    """

    id: str
    level: Level
    editions: tuple[str, ...]
    subject: Subject
    sentence: str
    why: str
    hint: str
    example: str
    chapter: str
    line: int
    needs: str = ""
    follows: tuple[str, ...] = ()
    exception: str = ""
    profiles: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    draft: bool = False

    @property
    def slug(self) -> str:
        """The part of the id after the chapter."""
        return self.id.partition(".")[2]

    @property
    def uri(self) -> str:
        """The name of the clause outside of this text; an id is never given to another clause."""
        return f"urn:emitter-spec:{self.id}"

    @property
    def is_rule(self) -> bool:
        """Whether the clause says something that no other clause implies."""
        return not self.follows


@dataclass(frozen=True)
class Chapter:
    """One file of clauses.

    Attributes:
        name: For example `"once"`.
        number: Its place in the reading order.
        title: Its heading without the number.
        path: The Markdown file.
        introduction: Markdown, what stands between the heading and the first clause, or "".
        clauses: In the order of the text.
        needs: The package without which the chapter is not judged, or "". A chapter that needs
            one is optional: a verdict is complete without it. None of its clauses is a MUST.

    """

    name: str
    number: int
    title: str
    path: Path
    introduction: str
    clauses: tuple[Clause, ...]
    needs: str = ""
