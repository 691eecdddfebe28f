"""The sentences that every output shares: the figures of a verdict, and the line that decides."""

from __future__ import annotations

import dataclasses
import platform
import re
import shlex
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Callable

from emitter_spec import PROFILES, Clause, Edition, Level, Specification, Subject, profile

from emitter_conformance.candidate.identity import Identity
from emitter_conformance.core.clauses import PROGRAMS_CHOICE, selection
from emitter_conformance.core.describe import NOTHING_CALLED
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.common_causes import (
    ANY_NUMBER,
    AT_ONCE,
    CALL,
    HOLDS,
    calls_nothing,
    forgotten,
    in_common,
    not_begun,
    parted,
    ranked,
)
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import (
    BY_PROFILE,
    FACTORY,
    SUBCLASS,
    Outcome,
    Result,
    Ruling,
    SearchResult,
    Terms,
    Verdict,
    option_of,
)
from emitter_conformance.verdict.waivers import SOON, Waiver

from . import fakes

WIDTH = 80
SHOWN_IDS, NAMED = 3, 5
LOGGED = " (logged: "
NO_MARKER = "missing library stubs or py.typed marker"
"""What mypy says of an installed package whose annotations it must not read."""
PASSES_ALONE = (
    "the script passes: this failure needs what other checks did before it; "
    "look for what the class keeps outside of its emitters, such as a cache for all of them"
)
"""What is said of a failure that its script does not show in a process of its own."""
MORE = re.compile(r"(?:twice|\d+(?: times)?) instead of once|\d+(?: times)? instead of twice")
CONDITIONS: dict[str, Callable[[Failure], bool]] = {
    "an exception is logged": lambda failure: LOGGED in failure.actual,
    "no exception is logged": lambda failure: LOGGED not in failure.actual,
    "an exception is raised": lambda failure: bool(failure.where or CALL.match(failure.actual)),
    "a callback is not called": lambda failure: (
        failure.actual.startswith((NOTHING_CALLED, "missing: "))
        and "unexpected: " not in failure.actual
    ),
    "a call is too many": lambda failure: (
        failure.actual.startswith("unexpected: ")
        or bool(MORE.search(failure.actual))
        or (failure.expected == NOTHING_CALLED and " called with " in failure.actual)
    ),
}
"""What a sentence of a hint may begin with, after "If", and whether a failure shows that."""
VERSIONS = re.compile(r"livekit ([\d.]+ to \d+(?:\.\d+)*)")
BESIDES = "; the same, and "
"""What the specification puts between the versions of a later edition and what it adds."""


def account(
    verdict: Verdict, specification: Specification, python: str = platform.python_version()
) -> list[str]:
    """Return the lines with the figures of a verdict: counts, causes, and every edition.

    A run that tried nothing has only the lines about what is left out.
    """
    if verdict.programs is None and not any(result.was_tried for result in verdict.results):
        return paragraphs([*optional(verdict), *_not_begun(verdict)])
    results = verdict.results
    about = [fixed(verdict), judged(verdict.candidate), drop_in(verdict, specification)]
    found = [
        programs(verdict.programs),
        *optional(verdict),
        *notes(verdict),
        *not_asked(verdict),
        *(waived(each.waiver) for each in results if each.waiver is not None),
        *(f"change the {sentence}" for sentence in verdict.outdated),
        *_left_behind(verdict),
        *(f"lines that no clause reached: {place}" for place in verdict.unreached or ()),
        _loose(verdict),
        "; ".join(in_edition(verdict, edition) for edition in specification.editions),
    ]
    return [
        *lead(verdict),
        f"{verdict.candidate.title}    {verdict.terms.title}    python {python}",
        *paragraphs(about),
        "   ".join(counts(verdict)),
        *paragraphs(found),
    ]


def lead(verdict: Verdict) -> list[str]:
    """Return the lines that an account begins with: of a fake, what a test cannot rely on."""
    return wrapped(fakes.differences(verdict)) if verdict.terms.claims.partial else []


def _left_behind(verdict: Verdict) -> list[str]:
    """Return a sentence for each thing that checks left behind, with their clauses."""
    clauses: dict[str, list[Clause]] = {}
    for result in verdict.results:
        for what in result.left:
            clauses.setdefault(what, []).append(result.clause)
    return [f"left behind by {some(by)}: {what}" for what, by in clauses.items()]


def _loose(verdict: Verdict) -> str:
    """Return the sentence about SHOULD clauses that are broken and do not bind, or ""."""
    loose = [
        clause
        for clause in _broken(verdict)
        if clause.level is Level.SHOULD and not verdict.terms.bind(clause)
    ]
    return f"SHOULD broken: {some(loose, NAMED)}" if loose and not verdict.terms.strict else ""


def _broken(verdict: Verdict) -> list[Clause]:
    """Return the broken clauses that a verdict needs, whether they bind or not."""
    return [
        result.clause
        for result in verdict.results
        if result.outcome.is_broken
        and verdict.terms.edition in result.clause.editions
        and verdict.terms.ask(result.clause)
    ]


def hint(result: Result) -> str:
    """Return what to look at: of the hint of a clause, the sentences that fit the failure.

    A sentence that begins with one of the `CONDITIONS` is for failures that meet it alone. If the
    failure meets none that the hint has, all sentences are returned.
    """
    sentences = re.split(r"(?<=\.) (?=[A-Z])", result.clause.hint)
    conditions = [_condition(each) for each in sentences]
    met = {name for name, shows in CONDITIONS.items() if result.failure and shows(result.failure)}
    if not met.intersection(conditions):
        return result.clause.hint
    return " ".join(
        sentence
        for sentence, condition in zip(sentences, conditions)
        if not condition or condition in met
    )


def _condition(sentence: str) -> str:
    """Return which of the `CONDITIONS` a sentence of a hint begins with, or ""."""
    return next((each for each in CONDITIONS if sentence.startswith(f"If {each}, ")), "")


def fixed(verdict: Verdict) -> str:
    """Return why a class is judged as a subclass although the user did not say so, or ""."""
    base, claims = verdict.candidate.fixed, verdict.terms.claims
    if not base or claims.name != SUBCLASS:
        return ""
    return f"{claims.name}: {base} fixes the type of its events; no clause about classes is asked"


def not_asked(verdict: Verdict) -> list[str]:
    """Return the sentences about clauses that are not asked although the profile asks them."""
    by_profile = BY_PROFILE.format(verdict.terms.claims.name)
    groups: dict[str, list[Clause]] = {}
    for result in verdict.results:
        is_of_edition = verdict.terms.edition in result.clause.editions
        if is_of_edition and result.outcome is Outcome.NOT_ASKED and result.reason != by_profile:
            why = "of a factory" if result.reason == FACTORY else "about what it lacks"
            groups.setdefault(why, []).append(result.clause)
    return [f"not asked {why}: {some(clauses)}" for why, clauses in groups.items()]


def judged(candidate: Identity) -> str:
    """Return the line that names the class that was judged, and its file, or ""."""
    return f"judged: {candidate.judged}" if candidate.judged else ""


def counts(verdict: Verdict) -> list[str]:
    """Return for each level how many clauses are kept, of how many.

    Clauses that a factory is not asked, and those of optional chapters, do not count.
    """
    figures, results = [], [each for each in verdict.results if verdict.terms.ask(each.clause)]
    counted = dataclasses.replace(verdict, results=tuple(results))
    claims = verdict.terms.claims
    for level in (Level.MUST, Level.SHOULD):
        if level not in claims.levels:
            continue
        kept = len(counted.select(Outcome.KEPT, level))
        total = sum(
            len(counted.select(outcome, level))
            for outcome in Outcome
            if outcome is not Outcome.NOT_ASKED
        )
        binding = "" if verdict.terms.bind_level(level) else " (not binding)"
        if binding and claims.chapters:
            binding = f" ({', '.join(claims.chapters)} binding)"
        figures.append(f"{level.value} {kept}/{total}{binding}")
    if Level.OPEN in claims.levels:
        figures.append(f"open {len(verdict.select(Outcome.KEPT, Level.OPEN))} observed")
    figures.append(f"not run {len(counted.select(Outcome.NOT_RUN))}")
    return figures


def optional(verdict: Verdict) -> list[str]:
    """Return a line for each optional chapter: what is kept, or why it was not run."""
    lines = []
    for (chapter, reason), results in verdict.optional().items():
        failed = [result for result in results if result.outcome.is_broken]
        broken = [result.clause for result in ranked(failed)]
        figures = f"{len(results) - len(broken)}/{len(results)}"
        if reason:
            figures = f"{len(results)} not run, {reason}"
        names = f": broken: {some(broken)}" if broken else ""
        if any(each.failure and NO_MARKER in each.failure.actual for each in results):
            names = f": {len(broken)} broken, as mypy does not read a package without py.typed"
        lines.append(f"{chapter}: {figures} (optional){names}")
    return lines


def notes(verdict: Verdict) -> list[str]:
    """Return the sentences about root causes, where many broken clauses have one in common."""
    found = []
    parts = parted(verdict, _broken(verdict))
    if parts.following:
        first = next(each for each in verdict.results if each.clause.id == ANY_NUMBER)
        words = first.failure.actual if first.failure is not None else first.outcome.value
        number = count([each.clause for each in parts.following])
        found.append(
            f"{words}, the specification's takes any number ({ANY_NUMBER}); "
            f"{number} more broken by that alone: their checks emit other numbers"
        )
    found += _not_begun(verdict)
    silent, how = calls_nothing(verdict, parts.own)
    if silent:
        found.append(f"{how} ({AT_ONCE}): {silent} clauses show that nothing was called")
    elif forgotten(parts.own):
        how = "a callback without other references was not called"
        found.append(f"{forgotten(parts.own)} clauses show that {how} ({HOLDS})")
    found += [f"{many} clauses {how}" for many, how in in_common(parts.own)]
    reasons = [each.reason for each in parts.unsupported]
    for reason in dict.fromkeys(reasons):
        clauses = [each.clause for each in parts.unsupported if each.reason == reason]
        found.append(f"unsupported: {count(clauses)}: {reason}")
    return found


def _not_begun(verdict: Verdict) -> list[str]:
    """Return a sentence for each reason why clauses were not run."""
    reasons = not_begun(verdict)
    return [f"{count(clauses)} not run: {reason}" for reason, clauses in reasons.items()]


def verdict_lines(verdict: Verdict, specification: Specification, python: str) -> list[str]:
    """Return a verdict as the terminal shows it."""
    figures = account(verdict, specification, python)
    return [*figures, *wrapped(ruling(verdict))]


def programs(found: SearchResult | None) -> str:
    """Return the line about the extent of the programs."""
    if found is None:
        return "programs did not run"
    number = found.exhaustive + found.sampled
    if found.lost is not None and found.result is not None:
        return f"programs: {found.lost.actual}; one breaks {found.result.clause.id}"
    if found.lost is not None and not number:
        return f"programs: {found.lost.actual}"
    if found.lost is not None:
        where = f" ({found.lost.where})" if found.lost.where else ""
        return f"programs: at number {number}: {found.lost.actual}{where}"
    if found.result is not None:
        return f"programs: number {number} breaks {found.result.clause.id}"
    excused = f" ({found.excused} break waived clauses)" if found.excused else ""
    operations = f"{found.depth} operation{'s' * (found.depth != 1)}"
    short = f"every program of up to {operations}: {found.exhaustive} judged"
    return f"{short}; random: {found.sampled}, seed {found.seed}{excused}"


def waived(waiver: Waiver) -> str:
    """Return the line about a waiver and its reason."""
    until = f"until {waiver.expires}" if waiver.expires else ""
    more = ", ".join(filter(None, [until, waiver.link]))
    return f"waived: {waiver.clause}: {waiver.reason}" + (f" ({more})" if more else "")


def expiring(waivers: Iterable[Waiver]) -> str:
    """Return the line about waivers whose last day is near, or ""."""
    soon = [f"{each.clause} on {each.expires}" for each in waivers if each.expires_soon()]
    days = f"{SOON.days} days: {', '.join(soon)}"
    return f"waivers that expire within {days}; mend the emitter, or renew them" if soon else ""


def not_written(sentences: Sequence[str]) -> list[str]:
    """Return the last line of a run whose verdict is green and whose files are missing."""
    return wrapped(f"NOT WRITTEN: {'; '.join(sentences)}") if sentences else []


def ruling(verdict: Verdict) -> str:
    """Return the last line of a verdict, the one that decides."""
    word = verdict.ruling.value
    if verdict.ruling is Ruling.CONFORMANT:
        return f"{word}: {verdict.terms.title}"
    if verdict.ruling is Ruling.NOT_CONFORMANT:
        return f"{word}: {_decisive(verdict)}"
    if verdict.ruling is Ruling.WAIVED:
        clauses = verdict.waived()
        number = f"{len(clauses)} waived clause{'s' * (len(clauses) != 1)}"
        return f"{word}: {verdict.terms.title}, conforms except for {number}: {named(clauses)}"
    if verdict.ruling is Ruling.OUTDATED_WAIVERS:
        return f"{word}: {len(verdict.outdated)} to change"
    not_run = verdict.untried()
    if not not_run:
        narrowed = "the run was narrowed, " * (verdict.ruling is Ruling.NO_VERDICT)
        return f"{word}: {narrowed}programs did not {'end' if verdict.programs else 'run'}"
    if verdict.ruling is Ruling.INCOMPLETE:
        is_lost = any(
            result.clause in not_run and result.outcome.is_lost for result in verdict.results
        )
        return f"{word}: {count(not_run)} did not {'end' if is_lost else 'run'} ({some(not_run)})"
    return f"{word}: the run was narrowed, {count(not_run)} did not run"


def _decisive(verdict: Verdict) -> str:
    """Return the names of the clauses that decide, those with a cause of their own first."""
    parts = parted(verdict, verdict.broken())
    named_parts = [
        ("", parts.own),
        ("by the number of arguments alone: ", parts.following),
        ("unsupported: ", parts.unsupported),
    ]
    words = [
        head + some([each.clause for each in part], NAMED) for head, part in named_parts if part
    ]
    return "; ".join(words)


def in_edition(verdict: Verdict, of: Edition) -> str:
    """Return whether a candidate conforms to an edition, in words."""
    edition = of.name
    broken, deciding = verdict.broken(edition), verdict.broken()
    if of.draft:
        decides = "" if edition == verdict.terms.edition else ", decides nothing"
        return f"{edition} (draft{decides}): {_answer(verdict, edition) or 'not judged'}"
    if broken:
        more = [clause for clause in broken if clause not in deciding]
        return f"does not conform to {edition}" + (f" ({some(more)})" if more else "")
    if not verdict.is_complete(edition):
        return f"{edition} not judged"
    number = len(verdict.waived(edition))
    return f"conforms to {edition}" + (f" except for {number} waived" if number else "")


@dataclass(frozen=True)
class Replaced:
    """Versions of LiveKit's class, and whether the candidate can replace them.

    Attributes:
        versions: The versions, such as `"0.19.1 to 1.1.19"`.
        more: What the class of these versions does beyond the earlier ones, or "".
        answer: `"yes"` or `"no"`, and how far; "" if that was not judged.

    """

    versions: str
    more: str
    answer: str

    @property
    def word(self) -> str:
        """The answer in one word."""
        return self.answer.partition(",")[0] or "not judged"


def replaced(verdict: Verdict, specification: Specification) -> list[Replaced]:
    """Return whether a candidate can replace the versions of each edition that names them.

    As for the profile drop-in, SHOULD counts too, and so does what LiveKit's packages show, if they
    were there to show it. One that is asked nothing about classes is not judged in that.
    """
    found, is_asked = [], Subject.CLASSES in verdict.terms.claims.subjects
    broken = {each.clause.chapter for each in verdict.results if each.outcome.is_broken}
    demanded = {*verdict.terms.demanded, *broken.intersection(profile("drop-in").chapters)}
    terms = dataclasses.replace(verdict.terms, strict=True, demanded=tuple(demanded))
    verdict = dataclasses.replace(verdict, terms=terms)
    for edition in specification.editions:
        versions = VERSIONS.search(edition.covers)
        if versions is None:
            continue
        answer = _answer(verdict, edition.name) if is_asked else ""
        found.append(Replaced(versions[1], edition.covers.partition(BESIDES)[2], answer))
    return found


def _answer(verdict: Verdict, edition: str) -> str:
    """Return whether a candidate conforms to an edition, such as `no, 2 clauses`, or ""."""
    broken, waived = verdict.broken(edition), verdict.waived(edition)
    if broken:
        return f"no, {count(broken)}"
    if not verdict.is_complete(edition):
        return ""
    return f"yes, except for {count(waived)} waived" if waived else "yes"


def drop_in(verdict: Verdict, specification: Specification) -> str:
    """Return which versions of LiveKit's class the candidate can replace, or "" if none is known.

    The versions are those that the specification gives for each edition.
    """
    answers = [
        f"{each.versions}{f' ({each.more})' * bool(each.more)}: {each.answer}"
        for each in replaced(verdict, specification)
        if each.answer
    ]
    return f"Drop-in for LiveKit's EventEmitter {'. '.join(answers)}." if answers else ""


def level(clause: Clause, terms: Terms) -> str:
    """Return the level of a clause, or its edition if the deciding one does not have it."""
    if terms.edition not in clause.editions:
        return f"in {clause.editions[0]}"
    return "open" if clause.level is Level.OPEN else clause.level.value


def count(clauses: Sequence[Clause]) -> str:
    """Return the number of clauses, in words."""
    return f"{len(clauses)} clause{'s' * (len(clauses) != 1)}"


def named(clauses: Sequence[Clause]) -> str:
    """Return the ids of some clauses, separated by commas."""
    return some(clauses, len(clauses))


def some(clauses: Sequence[Clause], number: int = SHOWN_IDS) -> str:
    """Return the ids of the first clauses, and the number of the others."""
    ids = [clause.id for clause in clauses[:number]]
    more = len(clauses) - len(ids)
    return ", ".join(ids) + (f" and {more} more" if more > 0 else "")


def wrapped(text: str, first: str = "", others: str = "  ", width: int = WIDTH) -> list[str]:
    """Return the lines of a text, as wide as the terminal.

    Args:
        text: The text.
        first: The indentation of the first line.
        others: The indentation of the other lines.
        width: The number of columns.

    """
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )


def paragraphs(sentences: Iterable[str]) -> list[str]:
    """Return the lines of sentences, each of which begins on a line of its own."""
    return [line for sentence in sentences for line in wrapped(sentence)]


def _unusual(scope: Scope) -> Iterator[tuple[str, int]]:
    """Yield the options of a search that differ from the defaults."""
    usual = Scope()
    for name, given, default in (
        ("depth", max(scope.depth, 1), usual.depth),
        ("programs", scope.number, usual.number),
        ("seed", scope.seed, usual.seed),
    ):
        if given != default:
            yield name, given


def again(
    result: Result,
    candidate: Identity,
    terms: Terms,
    specification: Specification,
    scope: Scope | None = None,
) -> str:
    """Return the command that judges a broken clause alone, with options that make it bind.

    Programs of another search than the usual one are found again with its scope.
    """
    clause = result.clause
    options = [f"--impl={shlex.quote(candidate.given)}"]
    if terms.edition not in clause.editions:
        options.append(f"--impl-edition={clause.editions[0]}")
    elif not terms.is_default:
        options.append(f"--impl-edition={terms.edition}")
    if terms.profile not in ("", PROFILES[0].name):
        options.append(f"--impl-profile={terms.profile}")
    if terms.strict or (clause.level is Level.SHOULD and not terms.claims.binds(clause)):
        options.append("--impl-strict")
    if clause.needs and not terms.claims.needs(clause):
        options.append(f"--impl-{option_of(clause.chapter)}=on")
    if result.outcome.is_lost and not clause.needs:
        # A process that is lost again costs one clause only there.
        options.append("--impl-isolate")
    for name, value in _unusual(scope or Scope()):
        options.append(f"--impl-{name}={value}")
    is_program = result.failure is not None and result.failure.by_programs
    choice = PROGRAMS_CHOICE if is_program else selection(clause, specification)
    return f"pytest {' '.join(options)} -k {choice}"
