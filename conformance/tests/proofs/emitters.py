"""Finds the defects and variants, and judges them in this process."""

from __future__ import annotations

import functools
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import ModuleType

import emitter_spec
from emitter_conformance.candidate.loading import Candidate, load
from emitter_conformance.checks.lookup import checks_of
from emitter_conformance.checks.sharing import probe
from emitter_conformance.engine.in_process import examine
from emitter_conformance.programs.rules import Rules
from emitter_conformance.programs.search import Counterexample, Scope, search
from emitter_conformance.typecheck.examiner import PACKAGE
from emitter_conformance.verdict.common_causes import INDEPENDENT
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import Outcome, Result, Terms, not_asked
from emitter_spec import Clause, Level, profile

HERE = Path(__file__).parents[1] / "candidates"
DEFECTS = sorted((HERE / "defects").glob("*/*.py"))
SEQUENCES = sorted((HERE / "sequences").glob("*.py"))
VARIANTS = sorted((HERE / "variants").glob("*.py"))
SPECIFICATION = emitter_spec.load()


def name(path: Path) -> str:
    """Return a short name of a defect or variant."""
    return path.relative_to(HERE).with_suffix("").as_posix()


def candidate(path: Path) -> Candidate:
    """Return a defect or variant, loaded as `--impl=path.py` does."""
    return load(str(path), Path.cwd())


def declaration(path: Path) -> ModuleType:
    """Return the module of a defect or variant, with its declarations.

    BREAKS gives each clause that a defect breaks and a part of what is reported; PROGRAM gives the
    clause that a program shows to be broken where no check does, and how many operations it has;
    EDITIONS, KEEPS_SHOULD and, where it is True, KEEPS_TYPING say what a variant keeps.
    EDITIONS of a defect is there where it is judged by a draft.
    PROFILE is the profile that either is judged by, if it is not the default.
    """
    return sys.modules[_loaded(path).make.__module__]


def profile_of(of: Candidate) -> str:
    """Return the profile that a defect or variant is judged by, or "" for the default."""
    module = sys.modules.get(of.make.__module__)
    return str(getattr(module, "PROFILE", ""))


def editions_of(of: Candidate) -> set[str]:
    """Return the editions whose clauses are put to an emitter: all published ones, or its draft."""
    declared = getattr(sys.modules.get(of.make.__module__), "EDITIONS", ())
    drafts = {edition.name for edition in SPECIFICATION.editions if edition.draft}
    published = {edition.name for edition in SPECIFICATION.editions} - drafts
    return drafts.intersection(declared) or published


@functools.cache
def _loaded(path: Path) -> Candidate:
    """Return a loaded emitter, whose module has its declarations."""
    return candidate(path)


def declared(path: Path) -> Mapping[str, str]:
    """Return the clauses that a defect declares as broken, each with a part of the actual."""
    declaration_of: Mapping[str, str] = declaration(path).BREAKS
    return declaration_of


def shown_by_a_program(path: Path) -> tuple[str, int]:
    """Return the clause that a sequence defect declares, and the size of its program."""
    ((clause, size),) = declaration(path).PROGRAM.items()
    return clause, size


def counterexamples(path: Path, scope: Scope) -> Iterator[tuple[Rules, Counterexample | None]]:
    """Yield the rules that an emitter is judged by, each with the counterexample or None."""
    module = declaration(path)
    editions = getattr(module, "EDITIONS", ("1.2",))
    strict = getattr(module, "KEEPS_SHOULD", True)
    for rules in [Rules.of(SPECIFICATION, edition, strict) for edition in editions]:
        yield rules, search(candidate(path).make, rules, scope).counterexample


def keeps(variant: Path, clause: Clause) -> bool:
    """Return whether a variant declares that it keeps a clause."""
    module = declaration(variant)
    if not profile(profile_of(_loaded(variant)) or "emitter").asks(clause):
        return False
    if clause.needs == PACKAGE:
        return bool(getattr(module, "KEEPS_TYPING", False))
    levels = {Level.MUST, Level.SHOULD} if module.KEEPS_SHOULD else {Level.MUST}
    return clause.level in levels and bool({*clause.editions} & {*module.EDITIONS})


def results(of: Candidate, only: Collection[str] = ()) -> list[Result]:
    """Return the results of all clauses that apply and need only the emitter, or of some ids."""
    return list(_results(of, only))


def broken_alone(clauses: Collection[str]) -> set[str]:
    """Return those of the broken clauses that have no other beside them but rules and corollaries.

    A clause and the rule that it follows from cannot always be broken apart.
    """
    return {each for each in clauses if set(clauses) <= _family(each)}


def _family(clause: str) -> set[str]:
    """Return a clause, the rules that it follows from, and the corollaries of all of them."""
    rules = {clause, *SPECIFICATION[clause].follows}
    return rules | {each.id for each in SPECIFICATION if rules & {*each.follows}}


def first_broken(of: Candidate) -> str:
    """Return the id of the first clause that a candidate breaks, or ""."""
    found = (result.clause.id for result in _results(of) if result.outcome is Outcome.BROKEN)
    return next(found, "")


def _results(of: Candidate, only: Collection[str] = ()) -> Iterator[Result]:
    probed = examine(SPECIFICATION[INDEPENDENT], probe, of)
    if probed.outcome is Outcome.BROKEN:
        yield probed
        return
    terms = Terms("1.2", is_default=False, strict=True, profile=profile_of(of))
    editions = editions_of(of)
    for chapter in SPECIFICATION.chapters:
        if chapter.needs:
            continue
        for clause, check in checks_of(chapter).items():
            is_asked = editions.intersection(clause.editions) and not not_asked(clause, of, terms)
            if is_asked and (not only or clause.id in only):
                yield examine(clause, check, of)


def broken(of: Candidate, only: Collection[str] = ()) -> dict[str, Failure]:
    """Return the broken clauses of a candidate, in all editions and levels, or among some ids."""
    return {
        result.clause.id: result.failure
        for result in results(of, only)
        if result.outcome is Outcome.BROKEN and result.failure is not None
    }
