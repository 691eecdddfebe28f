"""Judges an emitter of the calling program: the function `judge`.

What checks change in the process is restored, as in a run of pytest. pytest is not imported here.
"""

from __future__ import annotations

import contextlib
import dataclasses
import difflib
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Union

import emitter_spec
from emitter_spec import Clause, Level

from emitter_conformance.candidate import event_loops
from emitter_conformance.candidate.deadline import USUAL
from emitter_conformance.candidate.identity import Identity
from emitter_conformance.candidate.loading import Candidate, adopt
from emitter_conformance.core import stopping
from emitter_conformance.core.clauses import meant
from emitter_conformance.core.errors import Mistake, of_function
from emitter_conformance.programs.search import Scope, forget
from emitter_conformance.verdict import waivers as waiver_files
from emitter_conformance.verdict.verdict import (
    FACTORY,
    Outcome,
    Result,
    SearchResult,
    Terms,
    Verdict,
    not_asked,
    option_of,
)
from emitter_conformance.verdict.waivers import Waiver

from .in_process import InProcess, Request, ended
from .probed import Probed

Judged = Union[str, Callable[[], Any]]
"""A class or factory of emitters, or its name."""
OPTIONAL = "judge tries no optional chapters"
_one_at_a_time = threading.RLock()


class ArgumentError(Mistake, ValueError):
    """An argument of `judge` or `parametrize` is wrong; the message is one line."""


def judge(
    candidate: Judged,
    *,
    edition: str | None = None,
    strict: bool = False,
    profile: str | None = None,
    clauses: str | Iterable[str] | None = None,
    waivers: str | Path | None = None,
) -> Verdict:
    """Judge an emitter in this process, and return the verdict.

    >>> import emitter_conformance
    >>> verdict = emitter_conformance.judge("emitter_reference", clauses=["once"])
    >>> verdict.passed
    True
    >>> assert verdict.passed, verdict

    It is what `pytest --impl` does, without pytest and without its settings: the same checks,
    the same programs and the same verdict, except that optional chapters, such as types, are left
    out. That takes some seconds; chosen clauses take less, and no programs are tried then.

    The process is as before when it returns: what a check changed is restored, and so are
    handlers of signals, logging, warnings and the path of modules. Meanwhile other threads see
    what checks change. Verdicts are made one after the other, also in several threads. An event
    loop that runs waits; a function that makes emitters sees it, checks do not.

    Only in the main thread is code ended that takes longer than ten seconds; if it cannot be, the
    process ends, with a line on stderr. A crash of the candidate is one of the process: the
    command `emitter-conformance judge` isolates it.

    Args:
        candidate: A class, or a function without parameters that returns a new emitter each time;
            or the name of one, such as `"mypkg.emitter"`, `"mypkg.emitter:Name"` or
            `"path/to/file.py:Name"`.
        edition: The edition of the specification that decides; by default the first, `"1.0"`.
        strict: Whether the SHOULD clauses bind too.
        profile: What the candidate claims to be, such as `"double"` for a fake; by default an
            emitter.
        clauses: The ids of the clauses to try, or names of chapters; by default all.
        waivers: The TOML file of the clauses that may be broken; by default there are none.

    Returns:
        The verdict. `verdict.passed` is the answer, `str(verdict)` has the reasons, and
        `verdict.results` the outcome of each clause. It has no truth value, so that
        `assert judge(...)` cannot pass by mistake.

    Raises:
        ArgumentError: An argument is wrong: there is no such candidate, edition, clause or file,
            or none of the clauses binds. It is a ValueError, and its message is one line.

    """
    folder = Path.cwd()
    with arguments():
        selection = Selection.of(edition, strict, clauses, profile)
        accepted = selection.waivers(Path(waivers)) if waivers is not None else ()
    with alone():
        with arguments():
            found, engine = admitted(candidate, folder, selection.terms)
            chosen = selection.asked_of(found)
        with at_rest(found) as seen:
            results = [examined(clause, seen, engine) for clause in chosen]
            is_whole = not selection.terms.narrowed
            programs = _search(seen, engine, selection, accepted) if is_whole else None
        found.door.close()
    optional = [
        Result(clause, Outcome.NOT_RUN, reason=OPTIONAL, left_out=True)
        for clause in selection.specification
        if clause.needs
    ]
    return Verdict.of(
        Identity.from_data(found.to_data()),
        selection.terms,
        selection.specification,
        [*optional, *results],
        ended(programs, found),
        accepted,
    )


@dataclass(frozen=True)
class Selection:
    """The clauses that are put to candidates, and the terms by which they decide.

    Attributes:
        terms: The edition and the levels that decide.
        clauses: The clauses, in the order of the specification.

    """

    terms: Terms
    clauses: tuple[Clause, ...]
    specification = emitter_spec.load()

    @classmethod
    def of(
        cls,
        edition: str | None,
        strict: bool,
        names: str | Iterable[str] | None,
        profile: str | None = None,
    ) -> Selection:
        """Return the clauses of these names, or all that a process can judge on its own.

        Raises:
            ArgumentError: There is no such edition, profile, clause or chapter.

        """
        default = cls.specification.editions[0].name
        try:
            known = cls.specification.edition(edition or default).name
        except KeyError as error:
            raise ArgumentError(f"edition={edition!r}: {error.args[0]}") from None
        try:
            claims = emitter_spec.profile(profile).name if profile else ""
        except KeyError as error:
            raise ArgumentError(f"profile={profile!r}: {error.args[0]}") from None
        narrowed = names is not None
        terms = Terms(known, known == default, strict, narrowed, profile=claims)
        everything = [clause for clause in cls.specification if not clause.needs]
        if names is None:
            return cls(terms, tuple(everything))
        wanted = [names] if isinstance(names, str) else [*names]
        for name in wanted:
            cls._refuse_unknown(name)
        chosen = [each for each in everything if each.id in wanted or each.chapter in wanted]
        return cls(terms, tuple(chosen))

    @classmethod
    def _refuse_unknown(cls, name: str) -> None:
        clauses = [each for each in cls.specification if name in (each.id, each.chapter)]
        if not clauses:
            chapters = [chapter.name for chapter in cls.specification.chapters]
            close = difflib.get_close_matches(str(name), chapters, 1)
            near = (
                f" (did you mean '{close[0]}'?)" if close else meant(str(name), cls.specification)
            )
            raise ArgumentError(f"clauses: no clause or chapter {name!r}{near}")
        if clauses[0].needs:
            raise ArgumentError(
                f"clauses: {name!r} is in an optional chapter; judge it with the command: "
                f"emitter-conformance judge CANDIDATE --{option_of(clauses[0].chapter)}=on"
            )

    def asked_of(self, candidate: Identity) -> list[Clause]:
        """Return the clauses that apply to a candidate.

        Raises:
            ArgumentError: None of them binds, so that whatever is found decides nothing.

        """
        asked = [clause for clause in self.clauses if not not_asked(clause, candidate, self.terms)]
        if not self.clauses:
            raise ArgumentError("clauses: none is chosen")
        if not asked:
            why = not_asked(self.clauses[0], candidate, self.terms)
            if why == FACTORY:
                why = "these are about classes, the candidate is a factory"
            raise ArgumentError(f"clauses: {why}")
        if not any(map(self.terms.bind, asked)):
            should = any(each.level is Level.SHOULD for each in asked)
            advice = "; with strict=True those that are SHOULD do" * should
            raise ArgumentError(f"clauses: none of these binds in {self.terms.edition}{advice}")
        return asked

    def waivers(self, path: Path) -> tuple[Waiver, ...]:
        """Return the waivers of a file that are about these clauses.

        Raises:
            WaiverError: The file cannot be read, or a waiver is invalid.

        """
        ids = [clause.id for clause in self.clauses]
        found = waiver_files.read(path, self.specification)
        return tuple(each for each in found if each.clause in ids)


@contextlib.contextmanager
def arguments() -> Iterator[None]:
    """Let a mistake of the user within the block be one of an argument.

    Raises:
        ArgumentError: There is one.

    """
    try:
        yield
    except Mistake as error:
        raise ArgumentError(of_function(str(error))) from None


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Run the block while no other thread judges, and restore what judging changes."""
    with _one_at_a_time, stopping.watched():
        path = sys.path[:]
        try:
            yield
        finally:
            event_loops.close_made()
            forget()
            sys.path[:] = path


def admitted(candidate: Judged, folder: Path, terms: Terms) -> tuple[Candidate, Probed]:
    """Return a candidate, with an engine of its own that has seen it.

    Raises:
        CandidateError: It cannot be judged.

    """
    specification = Selection.specification
    is_partial = terms.claims.partial
    engine = Probed(InProcess(specification, folder, USUAL, is_partial), specification)
    if isinstance(candidate, str):
        return engine.load(candidate), engine
    return engine.probed(adopt(candidate, folder, USUAL, is_partial)), engine


@contextlib.contextmanager
def at_rest(candidate: Candidate) -> Iterator[Candidate]:
    """Hide an event loop that runs from checks, which run others, as if none did.

    The function that makes emitters sees it, as they may need it.

    Returns:
        The candidate as it is within the block.

    """
    with event_loops.without_running() as seeing:
        make = candidate.make if candidate.is_class else seeing(candidate.make)
        yield dataclasses.replace(candidate, make=make)


def examined(clause: Clause, candidate: Candidate, engine: Probed) -> Result:
    """Return the result of a clause, unless the user stopped the program.

    Raises:
        KeyboardInterrupt: A stop, which the candidate may have caught.

    """
    result = engine.examine(clause, candidate)
    stopping.check()
    return result


def _search(
    candidate: Candidate, engine: Probed, selection: Selection, accepted: Iterable[Waiver]
) -> SearchResult:
    """Search for a rejected program that breaks other clauses than the waived ones."""
    waived = frozenset(
        each.clause for each in accepted if each.is_for(candidate) and not each.has_expired()
    )
    found = engine.search(candidate, Request(selection.terms, Scope(), waived), int)
    stopping.check()
    return found
