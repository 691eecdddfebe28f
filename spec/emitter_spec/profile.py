"""The profiles: what a candidate can claim to be, what it is asked then, and what binds it."""

from __future__ import annotations

from dataclasses import dataclass

from .clause import Clause, Level, Subject

METHODS = (
    "on with a callback",
    "on as a decorator",
    "once with a callback",
    "once as a decorator",
    "off",
    "emit",
)
"""What of the four methods a fake can have or lack."""


@dataclass(frozen=True)
class Profile:
    """What a candidate claims to be.

    A chapter or a clause may make an exception, which `Clause.profiles` contains.

    Attributes:
        name: For example `"double"`.
        claims: What a candidate of the profile is, one phrase.
        levels: The levels of the clauses that it is asked.
        subjects: The subjects of the clauses that it is asked.
        strict: Whether SHOULD binds too.
        chapters: The chapters that bind whole: their SHOULD clauses too, and, of an optional
            chapter, that it is judged.
        partial: Whether a candidate may lack methods; it is not asked about what it lacks.

    """

    name: str
    claims: str
    levels: tuple[Level, ...] = tuple(Level)
    subjects: tuple[Subject, ...] = tuple(Subject)
    strict: bool = False
    chapters: tuple[str, ...] = ()
    partial: bool = False

    def asks(self, clause: Clause) -> bool:
        """Return whether a candidate of this profile is asked a clause."""
        return self.name in clause.profiles

    def needs(self, clause: Clause) -> bool:
        """Return whether a verdict is incomplete without a clause."""
        return self.asks(clause) and (not clause.needs or clause.chapter in self.chapters)

    def binds(self, clause: Clause) -> bool:
        """Return whether a broken clause decides a verdict."""
        is_kept_whole = self.strict or clause.chapter in self.chapters
        return self.needs(clause) and (
            clause.level is Level.MUST or (clause.level is Level.SHOULD and is_kept_whole)
        )


PROFILES = (
    Profile("emitter", "an emitter that code written for LiveKit's class can use"),
    Profile("drop-in", "a replacement of LiveKit's own class", strict=True, chapters=("drop_in",)),
    Profile(
        "double",
        "a fake in a test, which may lack methods",
        levels=(Level.MUST,),
        subjects=(Subject.EMITTERS,),
        partial=True,
    ),
    Profile(
        "subclass",
        "a class that has fixed the type of its events, or the arguments of its constructor",
        subjects=(Subject.EMITTERS,),
    ),
    Profile("thread-safe", "an emitter that several threads use at once", chapters=("threads",)),
)
"""All profiles, the default first."""


def profile(name: str) -> Profile:
    """Return the profile of a name.

    Raises:
        KeyError: No profile has it; the message names the known ones.

    """
    for each in PROFILES:
        if each.name == name:
            return each
    raise KeyError(f"no profile '{name}' (known: {', '.join(each.name for each in PROFILES)})")
